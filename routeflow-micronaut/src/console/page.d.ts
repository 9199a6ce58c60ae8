// The shapes that the page's modules share, for the type check only.

type Listing = { rows: Row[], all: number, q: string, filter: Filter };
type Column = { name: string, title?: string, cell: (row: any) => Value, by?: (row: any) => number | string, num?: boolean, wide?: boolean };
type Failure = { key: string, cause: string, kind: 'failed' | 'warning', route: string, method: string, path: string, count: number, share: number, first: string, last: Row, codes: number[], pages: string[] };
type NodeKind = 'page' | 'route' | 'table' | 'host';
type FlowNode = { id: string, kind: NodeKind, name: string, label: string, calls: number, errors: number, nPlusOne: number, others: number };
type FlowLink = { id: string, from: FlowNode, to: FlowNode, calls: number, errors: number, ms: number };
type PlacedNode = FlowNode & { x: number, y: number, width: number, height: number };
type PlacedLink = Omit<FlowLink, 'from' | 'to'> & Tie & { path: string, x: number, y: number };
type Span = { start: number, end: number };
type Graph = { nodes: FlowNode[], links: FlowLink[] };
type Tie = { from: PlacedNode, to: PlacedNode, thickness: number, path?: string, x?: number, y?: number };
type Run = Span & { error: boolean };
type Step = { kind: 'sql' | 'external' | 'gap', key: string, index: number, runs: Run[], count: number, sum: number, min: number, max: number, errors: number };
type Connection = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'refused';
type Known = { state?: State, rows: Row[], loaded: boolean, connection: Connection, problem: string, paused?: Row[], version: number, epoch: number };
type View = 'requests' | 'routes' | 'flow' | 'sql' | 'failures' | 'delivery';
type Place = { view: View, q: string, id: string };
type Test = (row: Row) => boolean;
type Term = { key: string, value: string };
type Filter = { terms: Term[], problems: string[], test: Test };

declare namespace Props {
  type Tabs = { listing: Listing };
  type FilterBar = { listing: Listing };
  type List = { listing: Listing, selected: string, onSelect: (id: string) => void };
  type ListRow = { row: Row, index: number, selected: boolean, slowest: number, onSelect: (id: string) => void };
  type Nothing = { all: number };
  type Keys = { listing: Listing, selected: string, setCursor: (id: string) => void };
  type Table = { label: string, columns: Column[], rows: any[], keyOf: (row: any) => string, start?: string };
  type Chart = { rows: Row[] };
  type Link = { to: Partial<Place>, children?: Value, title?: string };
  type Status = { row: Row };
  type Empty = { title: string, children?: Value };
  type Scope = { q: string, keys: string[], since: string, shown: number, all: number, others: string };
  type Sparkline = { values: number[], bucket: number };
  type Routes = { q: string };
  type Sql = { q: string };
  type Failures = { rows: Row[] };
  type FlowMap = { rows: Row[] };
  type MapNode = { node: PlacedNode, onHot: (id: string) => void };
  type Request = { id: string };
  type Facts = { row: Row, whole: Whole | undefined };
  type Lane = { runs: (Span & { kind?: string, error?: boolean })[], kind?: string, length: number };
  type Waterfall = { request: Whole };
  type StepRows = { step: Step, length: number, open: boolean, turn: (key: string, on: boolean) => void, statement?: Statement, call?: ExternalCall };
}

/** A piece of the page that is made with few and plain arguments. */
type Piece = (...parts: any[]) => any;

/** What a template may hold: a function in it, such as a handler or a row of a list, may take anything. */
type Value = ((first: any, second: any) => unknown) | object | string | number | boolean | null | undefined;

/** What vendor.js exports. */
type Vendored = Pick<typeof import('preact'), 'h' | 'render'>
  & Pick<typeof import('preact/hooks'), 'useState' | 'useEffect' | 'useLayoutEffect' | 'useMemo' | 'useRef'>
  & { html: (strings: TemplateStringsArray, ...values: Value[]) => import('preact').VNode<any>, uPlot: typeof import('uplot') };

type NodeFor = (kind: NodeKind, name: string) => FlowNode;
type Join = (from: FlowNode, to: FlowNode, calls: number, errors: number, ms: number) => void;
type EndPlaces = (end: 'from' | 'to', other: 'from' | 'to') => Map<object, number>;
type Compare = (a: number, b: number) => boolean;
type TermMaker = (value: string, report: (problem: string) => void) => Test | undefined;

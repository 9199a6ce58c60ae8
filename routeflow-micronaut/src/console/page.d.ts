// The shapes that the page's modules share, for the type check only.

type Listing = { rows: Row[], all: Row[], q: string, filter: Filter };
type Item = { id: string, row?: Row, restart?: any };
type Column = { name: string, title?: string, cell: (row: any) => Value, by?: (row: any) => number | string, num?: boolean, wide?: boolean, fits?: boolean, short?: string, rare?: boolean };
type RowStatement = StatementFigures & { requests: number };
type Failure = { key: string, cause: string, exception?: string, message?: string, root?: Cause, kind: 'failed' | 'warning', frame: string, top?: Frame, route: string, method: string, path: string, routes: string[], count: number,
  share: number, first: string, fresh: boolean, last: Row, codes: number[], pages: string[], rows: Row[], strip: number[] };
type NodeKind = 'page' | 'trigger' | 'route' | 'table' | 'host';
type FlowNode = { id: string, kind: NodeKind, name: string, label: string, calls: number, errors: number, warnings: number, sqlErrors: number, callErrors: number, nPlusOne: number, others: number, ms: number, sql: number, latencies: number[] };
type FlowLink = { id: string, from: FlowNode, to: FlowNode, calls: number, errors: number, ms: number };
type PlacedNode = FlowNode & { short: string, x: number, y: number, width: number, height: number };
type PlacedLink = Omit<FlowLink, 'from' | 'to'> & Tie & { path: string, x: number, y: number, end: number, share: number };
type FlowLayout = { starts: number[], nodeWidth: number, columns: PlacedNode[][], links: PlacedLink[], labels: { x: number, y: number, errors: number, link: string }[], width: number, height: number };
type Budget = { p95: number, sql: number };
type Span = { start: number, end: number };
type Graph = { nodes: FlowNode[], links: FlowLink[], through: (id: string) => Set<string> };
type Tie = { from: PlacedNode, to: PlacedNode, thickness: number, path?: string, x?: number, y?: number, end?: number };
type Bar = Span & { kind?: string, of?: string, wait?: number, error?: boolean, status?: number };
type Step = { kind: 'sql' | 'external' | 'wait', key: string, index: number, runs: Bar[], waits: (Bar & { kind: string })[], count: number, sum: number, errors: number };
type Fall = { length: number, steps: Step[], all: (Bar & { kind: string })[], sql: number, sqlCount: number, external: number, callWaiting: number, waiting: number, own: number, recorded: number, cut: boolean };
type Segment = { from: number, to: number, x: number, width: number };
type Point = { row: Row, x: number, y: number };
type Plan = { parts: Segment[], low: number, high: number, y: (value: number) => number, points: Point[] };
type Summary = { count: number, failed: number, warned: number, p50: number, p95: number, ranges: { p50: [number, number], p95: [number, number] }, p99: number, max: number, nPlusOne: number, sql: number, sqlMs: number };
type Pair = { route: string, method: string, path: string, handler?: string, before?: Summary, after?: Summary, few: boolean, sign: 'new' | 'gone' | '' };
/** Whether a side has had a route, also where its rows are not on display; undefined where that is not known. */
type Had = (route: string) => boolean | undefined;
type Average = { statement: Statement, runs: number, ms: number, nPlusOne: boolean };
type Compared = { key: string, one: Average, sign: 'new' | 'gone' | '', runs: string };
type Connection = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'refused' | 'file';
type Run = { id: number, key: string, from: number, version?: string, lastSeq: number, cleared: number, complete: boolean, wholes: Map<string, { whole: Whole, chars: number }>, chars: number,
  taken: number, routes: Set<string>, failures: Map<string, boolean> };
type Known = { state?: State, rows: Row[], lost?: Row, runs: Run[], loaded: boolean, connection: Connection, problem: string, door: string, paused?: Row[], pausedAt?: number, clearedAt?: { run: number, seq: number }, imported?: string,
  unread: number, unseen: number, fresh: number, version: number, epoch: number, ahead: number };
type View = 'requests' | 'routes' | 'flow' | 'sql' | 'calls' | 'failures' | 'delivery';
type CallFigures = { name: string, method: string, host: string, path: string, count: number, total_ms: number, errors: number, means: number[], requests: number, routes: string[] };
type Place = { view: View, q: string, id: string, route: string, run: string, sort: string, scope: string, a: string, b: string, weigh: string };
type Test = (row: Row) => boolean;
type Term = { word: string, negated: boolean, key: string, value: string };
/** `fix` is the whole filter with what was probably meant. */
type Problem = { text: string, meant?: string, fix?: string };
type Filter = { terms: Term[], problems: Problem[], test: Test };
type TermMaker = (value: string, report: (problem: string, fix?: string) => void) => Test | undefined;
type TermKind = { make: TermMaker, values?: (row: Row) => string[], about: string };
type Proposal = { text: string, label: string, about?: string, count?: number };
type Copy = (done: string, text: string | (() => string)) => () => void;

/** Draws a part of the flow map. */
type Draw = () => Value;

declare namespace Props {
  type Part = { by: Draw };
  type Later = { from: 'chart' | 'request' | 'tables' | 'map' | 'compare', part: string, [name: string]: any };
  type Tabs = { listing: Listing };
  type FilterBar = { listing: Listing };
  type List = { listing: Listing, selected: string, onSelect: (id: string) => void, focus: { current: string } };
  type Scroller = { items: Item[], slow: (row: Row | undefined) => string | undefined, selected: string, onSelect: (id: string) => void, focus: { current: string } };
  type ListRow = { row: Row, slow?: string, index: number, selected: boolean, stop: boolean, sent: boolean, end: number, onSelect: (id: string) => void };
  type Nothing = { all: number };
  type Kinds = { listing: Listing };
  type Running = { listing: Listing };
  type Door = { reason: string, says: string };
  type Calls = { listing: Listing };
  type Blocks = { exception: ExceptionDetails, kind: string };
  type CallDetail = { call: ExternalCall, trace: string, copy: Copy };
  type Keys = { listing: Listing, selected: string, focus: { current: string }, setCursor: (id: string) => void };
  type Table = { label: string, columns: Column[], rows: any[], keyOf: (row: any) => string, start?: string, named?: boolean, fade?: (row: any) => boolean, opens?: boolean };
  type Overview = { rows: Row[] };
  type Chart = { rows: Row[], says: string };
  type Link = { to: Partial<Place>, children?: Value, title?: string };
  type Status = { row: Row };
  type Empty = { title: string, children?: Value };
  type Scope = { listing: Listing, keys: string[], since: string, shown: number, all: number, others: string, children?: Value };
  type Sparkline = { values: number[], failed?: number[], most: number, seconds: number };
  type Routes = { listing: Listing };
  type Sql = { listing: Listing };
  type StatementCell = { s: StatementFigures, q: string };
  type Failures = { rows: Row[] };
  type Snippet = { text: string, says?: string };
  type Deliveries = { data: Delivery, tile: Piece };
  type FlowMap = { rows: Row[] };
  type MapNode = { node: PlacedNode, onHot: (id: string) => void, onOpen: (kind: NodeKind) => void };
  type Comparing = { listing: Listing };
  type Compare = { listing: Listing, a: string, b: string };
  type Histogram = { rows: Row[], before?: Row[] };
  type Statements = { held: Whole[], before?: Whole[] };
  type RoutePage = { route: string, rows: Row[] };
  type Request = { id: string };
  type Panel = { label: string, children?: Value };
  type Exception = { row: Row, exception: ExceptionDetails, local?: ExceptionDetails, copy: Copy };
  type Frames = { frames: Frame[] };
  type Source = { name: string, line?: number, children?: Value };
  type CopyLink = { of: string, to?: Partial<Place> };
  type CopySql = { of: { statement: string, operation: string, db_system: string }, copy: Copy };
  type SourceFrame = { text: string, frame?: Frame };
  type Code = { name: string, type?: string, file?: string, line?: number };
  type Crumbs = { whole: Whole };
  type WithBodies = { on: boolean, set: (on: boolean) => void };
  type Tree = { name?: string, value: unknown };
  type Payload = { name: string, payload: globalThis.Payload, save: (body: unknown) => void };
  type Actions = { row: Row, whole: Whole | undefined, said: string, say: (said: string) => void, copy: Copy };
  type Facts = { row: Row, whole: Whole | undefined };
  type Trace = { row: Row, calls: ExternalCall[] };
  type Lane = { runs: Bar[], kind?: string, length: number, children?: Value };
  type Legend = { fall: Fall, left: boolean };
  type Sums = { fall: Fall, span: Span };
  type Waterfall = { request: Whole, name: string, marks: { at: number, kind: string, text: string }[], copy: Copy };
  type StepRows = { step: Step, length: number, open: boolean, turn: (key: string, on: boolean) => void, statement?: Statement, call?: ExternalCall, trace: string, copy: Copy };
  type StepDetail = { step: Step, statement?: Statement, call?: ExternalCall, trace: string, copy: Copy };
}

/** A piece of the page that is made with few and plain arguments. */
type Piece = (...parts: any[]) => any;

/** What a template may hold: a function in it, such as a handler or a row of a list, may take anything. */
type Value = ((first: any, second: any) => unknown) | object | string | number | boolean | null | undefined;

/** What vendor.js exports. */
type Vendored = Pick<typeof import('preact'), 'h' | 'render'>
  & Pick<typeof import('preact/hooks'), 'useState' | 'useEffect' | 'useLayoutEffect' | 'useMemo' | 'useRef'>
  & { html: (strings: TemplateStringsArray, ...values: Value[]) => import('preact').VNode<any> };

type NodeFor = (kind: NodeKind, name: string) => FlowNode;
type Join = (from: FlowNode, to: FlowNode, calls: number, errors: number, ms: number) => void;
type EndPlaces = (end: 'from' | 'to', other: 'from' | 'to') => Map<object, number>;
type Compare = (a: number, b: number) => boolean;

/** Not yet in the library's types; a browser that has it hands a reviver the source of each value as well. */
interface JSON { rawJSON?: (text: string) => unknown }

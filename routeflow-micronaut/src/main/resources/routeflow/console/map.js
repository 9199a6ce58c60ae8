// The flow map: which page calls which route, and what stands behind it.
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor.js';
import { amount, count, exactTerm, isRequest, kindName, kindOf, KINDS, middle, ms, pageName, percentile, plural, routeName, withTerm } from './text.js';
import { address, go, here, Link, visit } from './live.js';
import { download } from './request.js';
import { Empty, Table } from './tables.js';

const MAX_NODES = { page: 12, trigger: 8, route: 16, table: 12, host: 8 };
const NAMES = { page: 'page', trigger: 'trigger', route: 'route', table: 'table', host: 'host' };
const NODE = { height: 38, gap: 9, room: 8, top: 6, least: 150, most: 460 };
const GUTTER = { least: 70, most: 190 };
const STROKE = { min: 1.5, max: 14 };
const CHAR = 7.8;
const LABEL = 13;
const MAX_DRAWN = 500;
const SETTLE_MS = 1000;
const LINK_GROUPS = 5;

/** What started a row: the page, or for what is no request its schedule or topic, else its kind. @param {Row} row @returns {['page' | 'trigger', string]} */
const triggerOf = (row) => (isRequest(row) ? ['page', row.frontend_route] : ['trigger', row.trigger ?? kindOf(row)]);

/** @param {Row[]} all @param {Set<string>} [open] the kinds of which all are shown @returns {Graph} */
export function flowGraph(all, open = new Set()) {
  const rows = all.filter((row) => row.type !== 'exception');
  const failed = (/** @type {Row} */ row) => (row.status === 'failed' ? 1 : 0);
  const names = {
    page: ranked(rows.filter(isRequest), (row) => [[row.frontend_route, 1, failed(row)]]), trigger: ranked(rows.filter((row) => !isRequest(row)), (row) => [[triggerOf(row)[1], 1, failed(row)]]), route: ranked(rows, (row) => [[routeName(row), 1, failed(row) + (row.sql?.n_plus_one ? 1 : 0)]]),
    table: ranked(rows, (row) => uses(row.sql?.tables)), host: ranked(rows, (row) => uses(row.external?.hosts)),
  };
  /** @type {Map<string, FlowNode>} */
  const nodes = new Map();
  /** @type {Map<string, FlowLink>} */
  const links = new Map();
  const idOf = (/** @type {NodeKind} */ kind, /** @type {string} */ name) => {
    const other = !open.has(kind) && names[kind].size > MAX_NODES[kind] + 1 && (names[kind].get(name) ?? 0) >= MAX_NODES[kind];
    return other ? `${kind}\nothers\n` : `${kind}\n${name}`;
  };
  /** @type {NodeFor} */
  const node = (kind, name) => {
    const id = idOf(kind, name);
    let found = nodes.get(id);
    if (!found) {
      const others = id.endsWith('\nothers\n') ? names[kind].size - MAX_NODES[kind] : 0;
      const label = others > 0 ? `${others} more ${NAMES[kind]}s` : kind === 'page' ? pageName(name) : kind === 'trigger' ? kindName(name) : name.replace('__unmatched__', 'no route');
      found = { id, kind, name: others > 0 ? '' : name, label, calls: 0, errors: 0, warnings: 0, sqlErrors: 0, callErrors: 0, nPlusOne: 0, others, ms: 0, sql: 0, latencies: [] };
      nodes.set(id, found);
    }
    return found;
  };
  /** @type {Join} */
  const join = (from, to, calls, errors, ms) => {
    const id = `${from.id}\n\n${to.id}`;
    const link = links.get(id) ?? { id, from, to, calls: 0, errors: 0, ms: 0 };
    links.set(id, link);
    for (const one of [link, to]) {
      one.calls += calls;
      one.errors += errors;
      one.ms += ms;
    }
  };
  for (const row of rows) {
    const page = node(...triggerOf(row)), route = node('route', routeName(row));
    page.calls++;
    page.errors += failed(row);
    for (const one of [page, route]) {
      one.warnings += row.status === 'warning' ? 1 : 0;
      if (!row.untimed) one.latencies.push(row.latency_ms);
      one.sql += row.sql?.count ?? 0;
    }
    if (row.sql?.n_plus_one) route.nPlusOne++;
    // What is red behind it is said at its box, also where the request itself went well.
    route.sqlErrors += row.sql?.errors ?? 0;
    route.callErrors += row.external?.errors ?? 0;
    if (row.handler === '__static__' && route.others === 0) route.label = `${route.name} (static file)`;
    join(page, route, 1, failed(row), row.latency_ms);
    for (const [name, use] of Object.entries(row.sql?.tables ?? {})) join(route, node('table', name), use.count, use.errors, use.total_ms);
    for (const [name, use] of Object.entries(row.external?.hosts ?? {})) join(route, node('host', name), use.count, use.errors, use.total_ms);
  }
  /** Boxes and links of the requests that go through a box. @param {string} hot */
  const through = (hot) => {
    /** @type {Set<string>} */
    const lit = new Set();
    for (const row of rows) {
      const page = idOf(...triggerOf(row)), route = idOf('route', routeName(row));
      const behind = [...Object.keys(row.sql?.tables ?? {}).map((name) => idOf('table', name)), ...Object.keys(row.external?.hosts ?? {}).map((name) => idOf('host', name))];
      if (![page, route, ...behind].includes(hot)) continue;
      for (const id of [page, route, `${page}\n\n${route}`]) lit.add(id);
      // Of a table or a host only the way to it is lit; the requests' other tables are another matter.
      for (const id of behind.includes(hot) ? [hot] : behind) lit.add(id).add(`${route}\n\n${id}`);
    }
    return lit;
  };
  return { nodes: [...nodes.values()], links: [...links.values()].sort((a, b) => b.calls - a.calls), through };
}

/** @param {Record<string, Usage> | undefined} all @returns {[string, number, number][]} */
const uses = (all) => Object.entries(all ?? {}).map(([name, use]) => [name, use.count, use.errors]);

/** Each name with its place: what fails or repeats before the rest, then by calls.
 * @param {Row[]} rows @param {(row: Row) => [string, number, number][]} of @returns {Map<string, number>} */
function ranked(rows, of) {
  /** @type {Map<string, [number, number]>} */
  const sums = new Map();
  for (const row of rows) {
    for (const [name, n, bad] of of(row)) {
      const [calls, wrong] = sums.get(name) ?? [0, 0];
      sums.set(name, [calls + n, wrong + bad]);
    }
  }
  const order = [...sums].sort(([a, x], [b, y]) => Number(y[1] > 0) - Number(x[1] > 0) || y[0] - x[0] || a.localeCompare(b));
  return new Map(order.map(([name], place) => [name, place]));
}

/** What there is room for of some labels: cut in the middle, and where that makes several alike, from where they differ.
 * @param {{ label: string, room: number, host?: boolean }[]} labels @returns {string[]} */
export function shortLabels(labels) {
  const cut = labels.map(({ label, room, host }) => (host && label.length > room ? `…${label.slice(label.length - room + 1)}` : middle(label, room)));
  // The rest of a segment that is cut says little.
  const seen = cut.map((text) => text.replace(/…[^/]*(?=\/)/, '…'));
  return labels.map(({ label, room }, i) => {
    const alike = labels.filter((other, k) => seen[k] === seen[i] && other.label !== label);
    if (alike.length === 0) return cut[i];
    const differs = Math.min(...alike.map((other) => [...label].findIndex((char, at) => char !== other.label[at])).map((at) => (at < 0 ? label.length : at)));
    const [method] = /^[A-Z]{1,7} /.exec(label) ?? [''];
    const rest = label.slice(Math.max(method.length, label.lastIndexOf('/', differs)));
    const most = Math.max(3, room - method.length - 1);
    return `${method}…${rest.length > most ? `${rest.slice(0, most - 1)}…` : rest}`;
  });
}

/** @type {Record<string, (link: { calls: number, ms: number, errors: number }) => number>} */
const WEIGHTS = { calls: (link) => link.calls, time: (link) => link.ms, errors: (link) => link.errors };

/** What the thickness shows, of what an address asks for. @param {string} name */
const weighed = (name) => (Object.hasOwn(WEIGHTS, name) ? name : 'calls');

/** Columns in the order that crosses least, each link with a place of its own at either end.
 * @param {Graph} graph @param {number} width @param {string} [weigh] @returns {FlowLayout} */
export function flowLayout({ nodes, links: every }, width, weigh = 'calls') {
  const weight = WEIGHTS[weighed(weigh)];
  const links = every.length <= MAX_DRAWN ? every : [...every].sort((a, b) => Number(b.errors > 0) - Number(a.errors > 0) || weight(b) - weight(a)).slice(0, MAX_DRAWN);
  const most = Math.max(0.001, ...links.map(weight));
  const gutter = Math.min(GUTTER.most, Math.max(GUTTER.least, width * 0.12));
  // Before a label is cut the gutter gives way.
  const longest = Math.max(0, ...nodes.map((node) => node.label.length * CHAR + beside(node)));
  const nodeWidth = Math.max(NODE.least, Math.min(NODE.most, (width - 2 * gutter) / 3), Math.min((width - 2 * GUTTER.least) / 3, longest));
  const starts = [0, (width - nodeWidth) / 2, width - nodeWidth];
  const column = (/** @type {FlowNode} */ node) => (node.kind === 'page' || node.kind === 'trigger' ? 0 : node.kind === 'route' ? 1 : 2);
  /** @type {PlacedNode[][]} */
  const columns = [[], [], []];
  for (const node of nodes) columns[column(node)].push({ ...node, x: starts[column(node)], y: 0, width: nodeWidth, height: 0, short: node.label });
  const placed = new Map(columns.flat().map((node) => [node.id, node]));
  const all = links.map((link) => ({ ...link, from: at(placed, link.from), to: at(placed, link.to), thickness: Math.max(STROKE.min, STROKE.max * Math.sqrt(weight(link) / most)), share: weight(link) / most }));
  const [left, right] = [sums(all, 'from'), sums(all, 'to')];
  for (const node of placed.values()) node.height = Math.max(NODE.height, Math.max(left.get(node) ?? 0, right.get(node) ?? 0) + NODE.room);
  for (const nodesOf of columns) nodesOf.sort((a, b) => b.calls - a.calls);
  for (const i of [1, 2, 0, 1, 2]) {
    stack(columns);
    const places = new Map(columns[i].map((node) => [node, barycentre(node, all)]));
    columns[i].sort((a, b) => rank(a) - rank(b) || (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }
  const height = stack(columns);
  attach(all);
  for (const nodesOf of columns) {
    const said = shortLabels(nodesOf.map((node) => ({ label: node.label, room: Math.floor((node.width - beside(node)) / CHAR), host: node.kind === 'host' })));
    nodesOf.forEach((node, i) => { node.short = said[i]; });
  }
  return { starts, nodeWidth, columns, links: /** @type {PlacedLink[]} */ (/** @type {unknown} */ (all)), labels: errorLabels(/** @type {any} */ (all)), width, height };
}

/** What a box has beside its label. @param {FlowNode} node */
const beside = (node) => (node.nPlusOne > 0 ? 66 : 24);
/** @param {Map<string, PlacedNode>} placed @param {FlowNode} node */
const at = (placed, node) => /** @type {PlacedNode} */ (placed.get(node.id));
/** Tables above hosts, the rest below its like. @param {FlowNode} node */
const rank = (node) => (node.kind === 'host' || node.kind === 'trigger' ? 2 : 0) + (node.others > 0 ? 1 : 0);
/** @param {PlacedNode} node */
const centre = (node) => node.y + node.height / 2;

/** What the links of each box need beside each other. @param {Tie[]} links @param {'from' | 'to'} end */
function sums(links, end) {
  /** @type {Map<PlacedNode, number>} */
  const found = new Map();
  for (const link of links) found.set(link[end], (found.get(link[end]) ?? 0) + link.thickness + 3);
  return found;
}

/** Where its neighbours are on average, those on the left first. @param {PlacedNode} node @param {Tie[]} links */
function barycentre(node, links) {
  const side = node.kind === 'page' || node.kind === 'trigger' ? 'from' : 'to';
  const near = links.filter((link) => link[side] === node);
  return near.length === 0 ? centre(node) : near.reduce((sum, link) => sum + centre(link[side === 'to' ? 'from' : 'to']), 0) / near.length;
}

/** Each column from the top, centred on the tallest. @param {PlacedNode[][]} columns */
function stack(columns) {
  const heights = columns.map((nodes) => nodes.reduce((sum, node) => sum + node.height + NODE.gap, -NODE.gap));
  const tallest = Math.max(NODE.height, ...heights);
  columns.forEach((nodes, i) => {
    let y = NODE.top + (tallest - heights[i]) / 2;
    for (const node of nodes) {
      node.y = y;
      y += node.height + NODE.gap;
    }
  });
  return NODE.top + tallest + 4;
}

/** @param {Tie[]} links */
function attach(links) {
  /** @type {EndPlaces} */
  const place = (end, other) => {
    const y = new Map();
    const next = new Map();
    const sum = sums(links, end);
    for (const link of [...links].sort((a, b) => centre(a[other]) - centre(b[other]))) {
      const node = link[end];
      const start = next.get(node) ?? centre(node) - ((sum.get(node) ?? 3) - 3) / 2;
      y.set(link, start + link.thickness / 2);
      next.set(node, start + link.thickness + 3);
    }
    return y;
  };
  const starts = place('from', 'to'), ends = place('to', 'from');
  for (const link of links) {
    const x1 = link.from.x + link.from.width, x2 = link.to.x;
    const y1 = starts.get(link) ?? 0, y2 = ends.get(link) ?? 0;
    const bend = (x2 - x1) * 0.5;
    link.path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    link.x = x1;
    link.y = y1;
    link.end = y2;
  }
}

/** Places along a link, by which its label moves on where another one stands. */
const LABEL_PLACES = [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** A place of a link, as its path is drawn. @param {PlacedLink} link @param {number} t */
function along({ x, y, to, end }, t) {
  const s = 1 - t, wide = to.x - x;
  return { x: x + 8 + wide * (1.5 * t * s * s + 1.5 * t * t * s + t ** 3), y: y * (s ** 3 + 3 * t * s * s) + end * (3 * t * t * s + t ** 3) };
}

/** @param {number} errors */
const labelWidth = (errors) => 16 + 7 * String(errors).length;

/** Where errors are said: at the box that they come from, or along the link where there is room. @param {PlacedLink[]} links */
function errorLabels(links) {
  /** @type {{ x: number, y: number, errors: number, link: string, from: string, to: string }[]} */
  const labels = [];
  for (const link of links.filter((one) => one.errors > 0).sort((a, b) => a.y - b.y)) {
    const wide = labelWidth(link.errors);
    const place = LABEL_PLACES.map((t) => along(link, t)).find(({ x, y }) => x + wide <= link.to.x + 8 && !labels.some((one) => Math.abs(one.y - y) < LABEL && one.x < x + wide && x < one.x + labelWidth(one.errors)));
    if (place) labels.push({ ...place, errors: link.errors, link: link.id, from: link.from.id, to: link.to.id });
  }
  return labels;
}

/** What a box says below its name, in so many characters: what matters least is left out, never a part of a figure.
 * @param {FlowNode} node @param {number} [room] */
export function about(node, room = Infinity) {
  const { kind, calls, errors, warnings, latencies, sql, sqlErrors, callErrors } = node;
  const unit = kind === 'trigger' || (kind === 'route' && /^(JOB|QUEUE|WORKER|CUSTOM) [^/]/.test(node.name)) ? 'run' : kind === 'page' || kind === 'route' ? 'request' : kind === 'table' ? 'statement' : 'call';
  const time = kind === 'page' || kind === 'trigger' || kind === 'route' ? latencies.length > 0 && `p95 ${ms(percentile([...latencies].sort((a, b) => a - b), 0.95))}` : ms(node.ms);
  const parts = [plural(calls, unit), time, kind === 'route' && sql > 0 && `${count(Math.round(sql / calls))} SQL`, errors > 0 && `✕ ${count(errors)}`, warnings > 0 && `▲ ${count(warnings)}`, sqlErrors > 0 && `✕ ${count(sqlErrors)} SQL`, callErrors > 0 && `✕ ${plural(callErrors, 'call')}`];
  const text = () => parts.filter(Boolean).join(' · ');
  for (const least of LEAST_FIRST) if (text().length > room) parts[least] = false;
  return text().length > room ? count(calls) : text();
}
/** The places of SQL, time, warnings and errors in what a box says. */
const LEAST_FIRST = [2, 1, 4, 6, 5, 3];

/** @param {string} key @param {string} value */
const filterFor = (key, value) => ({ id: '', q: key === 'trigger' && KINDS.includes(value) ? withTerm(here().q, 'type', `type:${value}`) : withTerm(here().q, key, exactTerm(key, value)) });

/** Rows that arrive are drawn at most once a second, another filter at once. @param {Row[]} rows */
function useSettled(rows) {
  const { q, run } = here();
  const held = useRef({ rows, q, run, at: -Infinity });
  const [, again] = useState(0);
  const { current } = held;
  const due = q !== current.q || run !== current.run || rows.length === 0 || performance.now() - current.at >= SETTLE_MS;
  if (rows !== current.rows && due) held.current = { rows, q, run, at: performance.now() };
  useEffect(() => {
    if (held.current.rows === rows) return undefined;
    const timer = setTimeout(() => again(performance.now()), SETTLE_MS);
    return () => clearTimeout(timer);
  });
  return held.current.rows;
}

/** A part of the drawing, made anew where what draws it is another. The elements are not kept for that: each would hold on to
 * the page that it was first part of, and that to the one before. @this {any} @param {Props.Part} props */
function Part({ by }) {
  this.shouldComponentUpdate = (/** @type {Props.Part} */ next) => next.by !== by;
  return by();
}

/** Draws one part a task, so that the page answers in between. Until its turn a part stays as it was.
 * @param {Draw[]} parts each the same function as long as it draws the same @returns {{ drawn: Draw[], busy: boolean }} */
function useInTurns(parts) {
  const drawn = useRef(/** @type {Draw[]} */ ([]));
  const [, again] = useState(0);
  const next = parts.findIndex((part, i) => drawn.current[i] !== part);
  useLayoutEffect(() => {
    if (next < 0) return undefined;
    const timer = setTimeout(() => {
      drawn.current[next] = parts[next];
      again((/** @type {number} */ n) => n + 1);
    });
    return () => clearTimeout(timer);
  });
  return { drawn: drawn.current, busy: next >= 0 };
}

/** @param {Draw} by */
const part = (by) => html`<${Part} by=${by} />`;

/** Links in groups that a link does not leave, in an order that does not change: what is drawn stays where it is.
 * @param {PlacedLink[]} links */
function grouped(links) {
  /** @type {PlacedLink[][]} */
  const groups = Array.from({ length: LINK_GROUPS }, () => []);
  for (const link of links) {
    let sum = 0;
    for (let i = 0; i < link.id.length; i++) sum += link.id.charCodeAt(i);
    groups[sum % LINK_GROUPS].push(link);
  }
  for (const group of groups) group.sort((a, b) => (a.id < b.id ? -1 : 1));
  return groups;
}

// What a part is drawn by outlives its rendering: made inside of it, each would keep the one before.

/** Shows all boxes of a kind, or the first few again. @param {(change: (last: Set<string>) => Set<string>) => void} set */
const turning = (set) => (/** @type {string} */ kind) => set((last) => new Set(last.has(kind) ? [...last].filter((one) => one !== kind) : [...last, kind]));

/** @param {Graph} graph */
const links = (graph) => () => html`<${Table} label="The flow map as a table" columns=${LINKS} rows=${graph.links} keyOf=${linkId} start="Calls" named />`;
const linkId = (/** @type {FlowLink} */ link) => link.id;

/** @param {FlowLayout} map @param {string} weigh @param {(kind: string) => void} turn @param {(id: string) => void} onHot @returns {Draw[]} */
function drawing(map, weigh, turn, onHot) {
  const boxes = map.columns.map((nodes) => () => html`<g>${nodes.map((node) => html`<${MapNode} key=${node.id} node=${node} onHot=${onHot} onOpen=${turn} />`)}</g>`);
  const edges = grouped(map.links).map((group) => () => html`<g>${group.map((link) => html`<g class=${`edge ${link.errors > 0 ? 'err' : ''} ${link.to.kind} by-${weigh}`} key=${link.id} data-of=${link.id}>
    <path d=${link.path} stroke-width=${link.thickness} style=${{ '--share': link.errors > 0 ? link.errors / link.calls : link.share }}><title>${says(link)}</title></path></g>`)}</g>`);
  const labels = () => html`<g>${map.labels.map((label) => html`<text class="errors" key=${label.link} data-of=${label.link} x=${label.x} y=${label.y - 2}>✕ ${count(label.errors)}</text>`)}</g>`;
  return [...boxes, ...edges, labels];
}

/** How wide the drawing may be. Beside the rows it stands alone: what watches would keep those of its first moment.
 * @param {{ current: any }} box @param {(width: number) => void} setWidth @param {boolean} empty */
function useWidth(box, setWidth, empty) {
  useEffect(() => {
    const watch = new ResizeObserver(() => setWidth((box.current?.clientWidth ?? 28) - 28));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [empty]);
}

/** @param {Props.FlowMap} props */
export function FlowMap({ rows: latest }) {
  const rows = useSettled(latest);
  const box = useRef(/** @type {any} */ (null));
  const [width, setWidth] = useState(0);
  const [hot, setHot] = useState('');
  const [open, setOpen] = useState(/** @type {Set<string>} */ (new Set()));
  const [turn] = useState(() => turning(setOpen));
  const weigh = weighed(here().weigh);
  const graph = useMemo(() => flowGraph(rows, open), [rows, open]);
  const map = useMemo(() => flowLayout(graph, Math.max(660, width), weigh), [graph, width, weigh]);
  const lit = useMemo(() => (hot === '' ? undefined : graph.through(hot)), [graph, hot]);
  const parts = useMemo(() => drawing(map, weigh, turn, setHot), [map, location.search]);
  const table = useMemo(() => links(graph), [graph, location.search]);
  const { drawn, busy } = useInTurns([...parts, table]);
  const boxes = map.columns.length;
  useLayoutEffect(() => {
    // By the pointer a class changes and nothing else, so nothing is drawn anew for it.
    for (const one of box.current?.querySelectorAll('[data-of]') ?? []) one.classList.toggle('dim', lit !== undefined && !lit.has(one.dataset.of));
  });
  useWidth(box, setWidth, rows.length === 0);
  if (rows.length === 0) return html`<${Empty} title="Nothing to draw yet">The map shows which page calls which route, and what stands behind it, for the requests that the filter leaves.<//>`;
  return html`<div class="scroll both" tabindex="0" role="region" aria-label="Flow map">
    <div class="maphead"><div class="scope"><span class="switch" role="group" aria-label="Thickness shows">${Object.keys(WEIGHTS).map((name) => html`<button aria-pressed=${String(weigh === name)} onClick=${() => go({ weigh: name === 'calls' ? '' : name }, true)}>${name}</button>`)}</span>
        <span>Of the ${amount(rows)} of the list. Thickness is ${weigh}; red with ✕ has errors. A statement over two tables counts at each. A click on a box filters.${graph.links.length > map.links.length && ` Of ${count(graph.links.length)} links the ${count(map.links.length)} that weigh most are drawn; the table has all.`}</span>
        ${open.size > 0 && html`<button class="small" onClick=${() => setOpen(new Set())}>Show fewer</button>`}<button class="small" onClick=${() => saveSvg(box.current.querySelector('svg'))}>Save as SVG</button></div>
      <div class="titles">${['Triggers', 'Backend routes and jobs', 'Tables and hosts'].map((title, i) => html`<span style=${{ left: `${14 + map.starts[i]}px` }}>${title}</span>`)}</div></div>
    <div class="map" ref=${box}>${width > 0 && html`<svg width=${map.width} height=${map.height} viewBox=${`0 0 ${map.width} ${map.height}`} role="group" aria-busy=${busy ? 'true' : undefined} aria-label="Flow map; the table below has the same data">
      ${drawn.slice(boxes, parts.length).map(part)}${drawn.slice(0, boxes).map(part)}
    </svg>`}</div>
    ${drawn.slice(parts.length).map(part)}
  </div>`;
}

/** @param {any} link */
const says = (link) => `${link.from.label} → ${link.to.label}: ${plural(link.calls, 'call')}, ${plural(link.errors, 'error')}, ${ms(link.ms / link.calls)} on average`;

/** @param {any} node */
const boxName = (node) => (node.name === '' ? node.label : html`<${Link} to=${{ view: 'requests', ...filterFor(node.kind, node.name) }}>${node.label}<//>`);

/** @type {Column[]} */
const LINKS = [
  { name: 'From', by: (l) => l.from.label, cell: (l) => boxName(l.from) },
  { name: 'To', wide: true, short: 'to', by: (l) => l.to.label, cell: (l) => boxName(l.to) },
  { name: 'Kind', by: (l) => l.to.kind, cell: (l) => html`<span class="nil">${l.to.kind}</span>` },
  { name: 'Calls', short: 'calls', num: true, by: (l) => l.calls, cell: (l) => count(l.calls) },
  { name: 'Errors', short: 'errors', num: true, by: (l) => l.errors, cell: (l) => (l.errors > 0 ? html`<span class="bad">✕ ${count(l.errors)}</span>` : html`<span class="nil">–</span>`) },
  { name: 'Mean', short: 'mean', num: true, by: (l) => l.ms / l.calls, cell: (l) => ms(l.ms / l.calls) },
  { name: 'Total', num: true, by: (l) => l.ms, cell: (l) => ms(l.ms) },
];

/** @param {Props.MapNode} props */
function MapNode({ node, onHot, onOpen }) {
  const { id, kind, label } = node;
  const below = about(node), body = boxBody(node, below);
  const hot = { onMouseEnter: () => onHot(id), onMouseLeave: () => onHot(''), onFocus: () => onHot(id), onBlur: () => onHot('') };
  if (node.others > 0) {
    const open = (/** @type {any} */ event) => {
      if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onOpen(kind);
    };
    return html`<g class=${`node ${kind} more`} data-of=${id} role="button" tabindex="0" aria-label=${`Show ${label}: ${below}`} onClick=${open} onKeyDown=${open} ...${hot}>${body}</g>`;
  }
  const to = filterFor(kind, node.name);
  return html`<a class=${`node ${kind}`} data-of=${id} href=${address(to)} onClick=${visit(to)} aria-label=${`${kind} ${label}: ${below}${node.nPlusOne > 0 ? ', N+1' : ''}. Filter by it.`} ...${hot}>${body}</a>`;
}

/** @param {PlacedNode} node @param {string} below */
function boxBody(node, below) {
  const { x, y, width, height, label, short } = node;
  const middleLine = y + height / 2;
  return html`<rect x=${x} y=${y} width=${width} height=${height} rx="7" /><rect class="edgebar" x=${x} y=${y} width="4" height=${height} rx="2" />
    <text x=${x + 14} y=${middleLine - 3}>${short}</text>
    <text class="sub" x=${x + 14} y=${middleLine + 12}>${about(node, Math.floor((width - 20) / 6.3))}</text>
    ${node.nPlusOne > 0 && html`<text class="n1" x=${x + width - 10} y=${middleLine - 3} text-anchor="end">▲ N+1</text>`}<title>${`${label}\n${below}`}</title>`;
}

const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight', 'font-family', 'paint-order'];

/** The drawing as it looks now, without the style sheet. @param {SVGSVGElement} drawn */
function saveSvg(drawn) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  const [from, to] = [drawn, copy].map((one) => [...one.querySelectorAll('*')]);
  from.forEach((one, i) => {
    const style = getComputedStyle(one);
    for (const name of KEPT) to[i].setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'href', 'tabindex', 'role', 'aria-label']) to[i].removeAttribute(name);
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  download('flow-map.svg', new XMLSerializer().serializeToString(copy), 'image/svg+xml');
}

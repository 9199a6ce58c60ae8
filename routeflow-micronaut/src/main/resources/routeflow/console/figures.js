// Pure: what is computed from rows.
import { pageName, routeName } from './text.js';

/** The smallest value that at least this share of all values does not exceed. @param {number[]} sorted @param {number} share */
export const percentile = (sorted, share) => (sorted.length === 0 ? NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);

/** @param {Row[]} rows */
export function summary(rows) {
  const latencies = rows.map((row) => row.latency_ms).sort((a, b) => a - b);
  const only = (/** @type {EventStatus} */ status) => rows.reduce((n, row) => n + (row.status === status ? 1 : 0), 0);
  return {
    count: rows.length, failed: only('failed'), warned: only('warning'),
    p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), max: latencies.at(-1) ?? NaN,
    nPlusOne: rows.reduce((n, row) => n + (row.sql?.n_plus_one ? 1 : 0), 0),
  };
}

/** Failures and 4xx by exception class (or status) and route; failures first, then the frequent ones. @param {Row[]} rows */
export function failures(rows) {
  /** @type {Map<string, Failure>} */
  const groups = new Map();
  /** @type {Map<string, number>} */
  const all = new Map();
  for (const row of rows) {
    const route = routeName(row);
    all.set(route, (all.get(route) ?? 0) + 1);
    if (row.status === 'success') continue;
    const cause = row.exception ?? `HTTP ${row.status_code}`;
    const key = JSON.stringify([row.status, cause, route]);
    let group = groups.get(key);
    if (!group) {
      group = { key, cause, kind: row.status, route, method: row.method, path: row.path, count: 0, share: 0, first: row.timestamp, last: row, codes: [], pages: [] };
      groups.set(key, group);
    }
    group.count++;
    group.last = row;
    if (!group.codes.includes(row.status_code)) group.codes.push(row.status_code);
    if (!group.pages.includes(row.frontend_route)) group.pages.push(row.frontend_route);
  }
  for (const group of groups.values()) group.share = group.count / (all.get(group.route) ?? 1);
  return [...groups.values()].sort((a, b) => a.kind.localeCompare(b.kind) || b.count - a.count || b.last.seq - a.last.seq);
}

// The flow map: pages, routes, and what stands behind them.

const MAX_NODES = { page: 12, route: 16, table: 12, host: 8 };

/** @param {Row[]} rows */
export function flowGraph(rows) {
  const names = { page: ranked(rows, (row) => [[row.frontend_route, 1]]), route: ranked(rows, (row) => [[routeName(row), 1]]),
    table: ranked(rows, (row) => uses(row.sql?.tables)), host: ranked(rows, (row) => uses(row.external?.hosts)) };
  /** @type {Map<string, FlowNode>} */
  const nodes = new Map();
  /** @type {Map<string, FlowLink>} */
  const links = new Map();
  /** @type {NodeFor} */
  const node = (kind, name) => {
    const place = names[kind].get(name) ?? 0;
    const other = place >= MAX_NODES[kind] && names[kind].size > MAX_NODES[kind] + 1;
    const id = other ? `${kind}\nothers\n` : `${kind}\n${name}`;
    let found = nodes.get(id);
    if (!found) {
      const others = other ? names[kind].size - MAX_NODES[kind] : 0;
      const label = other ? `${others} more ${kind}s` : kind === 'page' ? pageName(name) : name;
      found = { id, kind, name: other ? '' : name, label, calls: 0, errors: 0, nPlusOne: 0, others };
      nodes.set(id, found);
    }
    return found;
  };
  /** @type {Join} */
  const join = (from, to, calls, errors, ms) => {
    const id = `${from.id}\n\n${to.id}`;
    const link = links.get(id) ?? { id, from, to, calls: 0, errors: 0, ms: 0 };
    links.set(id, link);
    link.calls += calls;
    link.errors += errors;
    link.ms += ms;
    to.calls += calls;
    to.errors += errors;
  };
  for (const row of rows) {
    const page = node('page', row.frontend_route);
    const route = node('route', routeName(row));
    const failed = row.status === 'failed' ? 1 : 0;
    page.calls++;
    page.errors += failed;
    if (row.sql?.n_plus_one) route.nPlusOne++;
    join(page, route, 1, failed, row.latency_ms);
    for (const [name, use] of Object.entries(row.sql?.tables ?? {})) join(route, node('table', name), use.count, use.errors, use.total_ms);
    for (const [name, use] of Object.entries(row.external?.hosts ?? {})) join(route, node('host', name), use.count, use.errors, use.total_ms);
  }
  return { nodes: [...nodes.values()], links: [...links.values()].sort((a, b) => b.calls - a.calls) };
}

/** @param {Record<string, Usage> | undefined} all @returns {[string, number][]} */
const uses = (all) => Object.entries(all ?? {}).map(([name, use]) => [name, use.count]);

/** Each name with its place by calls. @param {Row[]} rows @param {(row: Row) => [string, number][]} of @returns {Map<string, number>} */
function ranked(rows, of) {
  /** @type {Map<string, number>} */
  const calls = new Map();
  for (const row of rows) for (const [name, n] of of(row)) calls.set(name, (calls.get(name) ?? 0) + n);
  return new Map([...calls].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name], place) => [name, place]));
}

const NODE = { height: 36, gap: 9, room: 8, top: 34 };
const STROKE = { min: 1.5, max: 16 };

/** Columns in the order that crosses least, each link with a place of its own at either end.
 * @param {Graph} graph @param {number} width */
export function flowLayout({ nodes, links }, width) {
  const most = Math.max(1, ...links.map((link) => link.calls));
  const thickness = (/** @type {FlowLink} */ link) => Math.max(STROKE.min, STROKE.max * Math.sqrt(link.calls / most));
  const nodeWidth = Math.min(260, Math.max(150, width * 0.235));
  const starts = [0, (width - nodeWidth) / 2, width - nodeWidth];
  const column = (/** @type {FlowNode} */ node) => (node.kind === 'page' ? 0 : node.kind === 'route' ? 1 : 2);
  /** @type {PlacedNode[][]} */
  const columns = [[], [], []];
  for (const node of nodes) columns[column(node)].push({ ...node, x: starts[column(node)], y: 0, width: nodeWidth, height: 0 });
  const placed = new Map(columns.flat().map((node) => [node.id, node]));
  const all = links.map((link) => ({ ...link, from: at(placed, link.from), to: at(placed, link.to), thickness: thickness(link) }));
  for (const node of placed.values()) {
    const side = (/** @type {'from' | 'to'} */ end) => all.reduce((sum, link) => sum + (link[end] === node ? link.thickness + 3 : 0), 0);
    node.height = Math.max(NODE.height, Math.max(side('from'), side('to')) + NODE.room);
  }
  for (const nodesOf of columns) nodesOf.sort((a, b) => b.calls - a.calls);
  for (const i of [1, 2, 0, 1, 2]) {
    stack(columns);
    const weight = new Map(columns[i].map((node) => [node, barycentre(node, all)]));
    columns[i].sort((a, b) => rank(a) - rank(b) || (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
  }
  const height = stack(columns);
  attach(all);
  return { starts, columns, links: /** @type {PlacedLink[]} */ (/** @type {unknown} */ (all)), width, height };
}

/** @param {Map<string, PlacedNode>} placed @param {FlowNode} node */
const at = (placed, node) => /** @type {PlacedNode} */ (placed.get(node.id));
/** Tables above hosts, the rest below its like. @param {FlowNode} node */
const rank = (node) => (node.kind === 'host' ? 2 : 0) + (node.others > 0 ? 1 : 0);
/** @param {PlacedNode} node */
const middle = (node) => node.y + node.height / 2;

/** Where its neighbours are on average, those on the left first. @param {PlacedNode} node @param {Tie[]} links */
function barycentre(node, links) {
  const side = node.kind === 'page' ? 'from' : 'to';
  const near = links.filter((link) => link[side] === node);
  return near.reduce((sum, link) => sum + middle(link[side === 'to' ? 'from' : 'to']), 0) / near.length;
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
    for (const link of [...links].sort((a, b) => middle(a[other]) - middle(b[other]))) {
      const node = link[end];
      const sum = links.reduce((total, one) => total + (one[end] === node ? one.thickness + 3 : 0), -3);
      const start = next.get(node) ?? middle(node) - sum / 2;
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
    link.x = (x1 + x2) / 2;
    link.y = (y1 + y2) / 2;
  }
}

// One request on its own time line.

/** What lies between the busy spans; overlapping ones count once. @param {Span[]} spans @param {number} end */
export function gaps(spans, end) {
  /** @type {Span[]} */
  const found = [];
  let reached = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start > reached) found.push({ start: reached, end: Math.min(span.start, end) });
    reached = Math.max(reached, span.end);
  }
  if (end > reached) found.push({ start: reached, end });
  return found.filter((gap) => gap.end > gap.start);
}

/** @param {Span[]} spans @param {number} end */
const busy = (spans, end) => end - gaps(spans, end).reduce((sum, gap) => sum + gap.end - gap.start, 0);

/** Equal statements and calls as one step, in the order of their first start, with the longer gaps between them.
 * @param {Whole} request */
export function waterfall(request) {
  const runs = request.timeline.map((entry) => ({
    kind: entry.kind, index: entry.index, start: entry.start_ms, end: entry.start_ms + entry.duration_ms, error: entry.error }));
  const length = Math.max(request.latency_ms, 0.001, ...runs.map((run) => run.end));
  /** @type {Map<string, Step>} */
  const steps = new Map();
  for (const run of runs) {
    const call = run.kind === 'external' ? request.event.external_calls?.[run.index] : undefined;
    const key = call ? `external ${call.method} ${call.host} ${call.path_template ?? ''}` : `${run.kind} ${run.index}`;
    const took = run.end - run.start;
    const step = steps.get(key) ?? { kind: run.kind, key, index: run.index, runs: [], count: 0, sum: 0, min: took, max: took, errors: 0 };
    steps.set(key, step);
    step.runs.push(run);
    step.count++;
    step.sum += took;
    step.min = Math.min(step.min, took);
    step.max = Math.max(step.max, took);
    step.errors += run.error ? 1 : 0;
  }
  const idle = gaps(runs, length);
  /** @type {Step[]} */
  const pauses = idle.filter((gap) => gap.end - gap.start >= length * 0.04).map((gap) => ({
    kind: 'gap', key: `gap ${gap.start}`, index: 0, runs: [{ ...gap, error: false }], count: 1, sum: gap.end - gap.start,
    min: gap.end - gap.start, max: gap.end - gap.start, errors: 0 }));
  const ordered = [...steps.values(), ...pauses].sort((a, b) => a.runs[0].start - b.runs[0].start);
  const sql = busy(runs.filter((run) => run.kind === 'sql'), length);
  const union = busy(runs, length);
  const all = [...idle.map((gap) => ({ ...gap, kind: 'gap', error: false })), ...runs];
  return { length, steps: ordered, all, sql, external: union - sql, own: length - union };
}

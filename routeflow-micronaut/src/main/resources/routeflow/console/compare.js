// What many requests show together: figures by route, groups of failures, before and after; and a session as a file.
import { html, useEffect, useMemo, useRef, useState } from './vendor.js';
import { causeOf, clock, count, exactTerm, handlerName, isUnmatched, ms, onlyTerms, pageName, parseFilter, percent, percentile, plural, rate, routeName, routeText, simpleName, sqlTitle, terms, withTerm } from './text.js';
import { budgets, changed, clearAll, Exact, exact, get, go, hadRoute, here, known, Link, MAX_ROWS, openSession, rowOf, run, setBudget, setTheme, shape, spoken, theme, THEMES, useKnown, wholes, wholesOf } from './live.js';
import { Code, CopyLink, copyText, download, isOwn, Lane, Panel, plain, rootCause, savedRequest, Source, sourceOf, waterfall, Width, WithBodies } from './request.js';
import { Empty, Table } from './tables.js';

const BUCKETS = 60, BUCKET_MS = 5000;
const STRIP = 30, STRIP_MS = 30_000;
const FEW = 20;

/** Between which values a percentile of other requests like these would lie 19 times out of 20. @param {number[]} sorted @param {number} share @returns {[number, number]} */
function likely(sorted, share) {
  const { length: n } = sorted, far = 1.96 * Math.sqrt(n * share * (1 - share));
  return [sorted[Math.max(0, Math.floor(n * share - far))] ?? NaN, sorted[Math.min(n - 1, Math.ceil(n * share + far))] ?? NaN];
}

/** @param {Row[]} rows */
export function summary(rows) {
  const latencies = rows.filter((row) => !row.untimed).map((row) => row.latency_ms).sort((a, b) => a - b);
  const only = (/** @type {EventStatus} */ status) => rows.reduce((n, row) => n + (row.status === status ? 1 : 0), 0);
  const sum = (/** @type {(row: Row) => number} */ of) => rows.reduce((n, row) => n + of(row), 0);
  return {
    count: rows.length, failed: only('failed'), warned: only('warning'),
    p50: percentile(latencies, 0.5), ranges: { p50: likely(latencies, 0.5), p95: likely(latencies, 0.95) }, p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99), max: latencies.at(-1) ?? NaN,
    nPlusOne: sum((row) => (row.sql?.n_plus_one ? 1 : 0)), sql: sum((row) => row.sql?.count ?? 0) / rows.length, sqlMs: sum((row) => row.sql?.total_ms ?? 0) / rows.length,
  };
}

/** @param {Row[]} rows @param {(row: Row) => string} nameOf @returns {Map<string, Row[]>} */
function grouped(rows, nameOf) {
  /** @type {Map<string, Row[]>} */
  const found = new Map();
  for (const row of rows) {
    const name = nameOf(row), of = found.get(name);
    if (of) of.push(row);
    else found.set(name, [row]);
  }
  return found;
}

/** @param {Row[]} rows */
const byRoute = (rows) => grouped(rows, routeName);

/** How many fall into each of the last spans of time. @param {Row[]} rows @param {number} now @param {number} buckets @param {number} each */
function spread(rows, now, buckets, each) {
  const counts = Array(buckets).fill(0);
  for (const row of rows) {
    const back = Math.floor((now - row.at) / each);
    if (back < buckets) counts[buckets - 1 - Math.max(0, back)]++;
  }
  return counts;
}

/** The figures that the application gives since its start, for these rows. @param {Row[]} rows @param {number} now @returns {RouteFigures[]} */
export function routeFigures(rows, now) {
  return [...byRoute(rows.filter((row) => row.type !== 'exception')).values()].map((of) => {
    const all = summary(of);
    const slowest = of.reduce((a, b) => (b.latency_ms > a.latency_ms ? b : a));
    return {
      method: of[0].method, path: of[0].path, handler: of[0].handler, count: all.count, warnings: all.warned, failures: all.failed,
      rate: of.filter((row) => now - row.at <= 60_000).length / 60,
      p50_ms: all.p50, p95_ms: all.p95, p99_ms: all.p99, max_ms: all.max, sql_per_request: all.sql, sql_ms_per_request: all.sqlMs, n_plus_one: all.nPlusOne,
      slowest: { event_id: slowest.event_id, latency_ms: slowest.latency_ms }, sparkline: spread(of, now, BUCKETS, BUCKET_MS), failed: spread(of.filter((row) => row.status === 'failed'), now, BUCKETS, BUCKET_MS),
    };
  });
}

// Failures.

/** The application's topmost frame, as the event has it or only this console. @param {Whole} whole */
function topFrame({ event, local_exception: local }) {
  const first = (/** @type {ExceptionDetails | undefined} */ of) => of?.frames?.find(isOwn) ?? of?.causes?.flatMap((cause) => cause.frames ?? []).find(isOwn);
  return first(event.exception) ?? first(local);
}

/** @param {Frame | undefined} frame */
const frameName = (frame) => (frame ? `${simpleName(frame.class)}.${frame.function}${frame.line ? `:${frame.line}` : ''}` : '');

/** Failures and 4xx by exception class (or status) and the topmost frame of the application, where that is known, else the route;
 * failures first, then the frequent ones. @param {Row[]} rows @param {Whole[]} [held] @param {number} [current] the run of now @param {number} [now]
 * @param {(group: Failure) => boolean} [isFirst] whether no earlier run has had it @returns {Failure[]} */
export function failures(rows, held = [], current = 0, now = 0, isFirst = () => false) {
  const tops = new Map(held.map((whole) => [whole.event_id, topFrame(whole)]));
  const frames = new Map([...tops].map(([id, top]) => [id, frameName(top)]));
  for (const row of rows) if (row.exception_at) frames.set(row.event_id, row.exception_at);
  const messages = new Map(held.map((whole) => [whole.event_id, (whole.event.exception?.message ?? whole.local_exception?.message)]));
  const roots = new Map(held.map((whole) => [whole.event_id, rootCause(whole.event.exception, whole.local_exception)]));
  /** @type {Map<string, Set<string>>} */
  const seen = new Map();
  const like = (/** @type {Row} */ row) => JSON.stringify([row.exception, routeName(row)]);
  for (const row of rows) if (frames.get(row.event_id)) (seen.get(like(row)) ?? seen.set(like(row), new Set()).get(like(row)))?.add(frames.get(row.event_id) ?? '');
  /** @type {Map<string, Failure>} */
  const groups = new Map();
  const all = byRoute(rows);
  for (const row of rows) {
    if (row.status === 'success') continue;
    const route = routeName(row), cause = causeOf(row);
    const near = seen.get(like(row));
    const frame = frames.get(row.event_id) || (near?.size === 1 ? [...near][0] : '');
    const key = JSON.stringify([row.status, cause, frame || route]);
    const group = groups.get(key) ?? { key, cause, exception: row.exception, kind: row.status, frame, top: undefined, route, method: row.method, path: row.path, routes: [], count: 0, share: 0, first: row.timestamp, fresh: true, last: row, codes: [], pages: [], rows: [], strip: [] };
    groups.set(key, group);
    group.count++;
    group.last = row;
    group.message = messages.get(row.event_id) ?? group.message;
    group.root = roots.get(row.event_id) ?? group.root;
    const top = tops.get(row.event_id);
    if (frameName(top) === group.frame) group.top = top ?? group.top;
    group.fresh &&= row.run === current;
    group.rows.push(row);
    for (const [list, value] of /** @type {[any[], any][]} */ ([[group.codes, row.status_code], [group.pages, row.frontend_route], [group.routes, route]])) if ((value || list === group.routes) && !list.includes(value)) list.push(value);
  }
  for (const group of groups.values()) {
    group.share = group.count / group.routes.reduce((n, route) => n + (all.get(route)?.length ?? 0), 0);
    group.strip = spread(group.rows, now, STRIP, STRIP_MS);
    group.fresh &&= isFirst(group);
  }
  return [...groups.values()].sort((a, b) => a.kind.localeCompare(b.kind) || b.count - a.count || (a.last.timestamp < b.last.timestamp ? 1 : -1));
}

// Before and after.

/** What a side of a comparison stands for: a run, counted back from now, or a span of the day. @param {string} side @param {Row[]} rows */
export function sideRows(side, rows) {
  const back = /^run:(\d)$/.exec(side);
  if (back) {
    const of = known.runs[known.runs.length - 1 - Number(back[1])];
    return rows.filter((row) => row.run === of?.id);
  }
  return rows.filter(parseFilter(`at:${side}`).test);
}

/** What a side has had, whatever is on display of it. @param {string} side @returns {Had} */
export function sideHad(side) {
  const back = /^run:(\d)$/.exec(side);
  const of = back && known.runs[known.runs.length - 1 - Number(back[1])];
  if (of) return (route) => hadRoute(of, route);
  const { test } = parseFilter(`at:${side}`), within = known.rows.filter(test), routes = new Set(within.map(routeName));
  const all = routes.size > 0 && !(known.lost && test(known.lost)) && known.runs.every((one) => hasEach(one, within, test));
  return (route) => routes.has(route) || (all ? false : undefined);
}

/** Whether no row of a run that a range may have is missing: rows are numbered as they end, so none is missing after one that
 * ended before the range. @param {Run} of @param {Row[]} within @param {(row: Row) => boolean} test */
function hasEach(of, within, test) {
  const first = Math.min(...within.filter((row) => row.run === of.id).map((row) => row.at));
  if (first === Infinity) return true;
  const mine = known.rows.filter((row) => row.run === of.id);
  const ended = (/** @type {Row} */ row) => row.at + row.latency_ms;
  const from = mine.reduce((last, row) => (ended(row) < first && !test({ ...row, at: ended(row) }) ? Math.max(last, row.seq) : last), 0);
  return mine.filter((row) => row.seq > from).length === of.lastSeq - from;
}

/** @param {string} side */
function sideName(side) {
  const back = /^run:(\d)$/.exec(side);
  const of = back && known.runs[known.runs.length - 1 - Number(back[1])];
  return of ? `${back[1] === '0' ? 'this run' : `run from ${clock(of.from)}`}${of.version ? ` (${of.version})` : ''}` : side;
}

/** Whether a difference of a percentile says something: of enough requests on both sides, and larger than chance makes it. @param {Pair} pair @param {'p50' | 'p95'} of */
function isSure({ before, after, few }, of) {
  if (few || !before || !after) return false;
  const [a, b] = [before.ranges[of], after.ranges[of]];
  return a[1] < b[0] || b[1] < a[0];
}

/** By how many times a figure has grown: 0 where it has not moved. @param {number} a @param {number} b @param {number} least */
const grown = (a, b, least) => (Math.abs(b - a) >= least ? Math.log2((b + least) / (a + least)) : 0);

/** What of a share is a change: the first and the last of its kind are one, however few. @param {number} a @param {number} b */
const leastShare = (a, b) => (a === 0 || b === 0 ? Number.MIN_VALUE : Math.max(0.005, 0.1 * a));

/** How much has surely become worse, and better. Statements and N+1 are what they are, of however few requests. @param {Pair} pair */
export function moved(pair) {
  const { before, after, few } = pair;
  if (!before || !after) return { worse: 0, better: 0 };
  const slower = (/** @type {'p50' | 'p95'} */ of) => (isSure(pair, of) ? grown(before[of], after[of], 2) : 0);
  const share = (/** @type {'nPlusOne' | 'failed'} */ of) => {
    const [a, b] = [before[of] / before.count, after[of] / after.count];
    return Math.abs(b - a) >= leastShare(a, b) ? b - a : 0;
  };
  // The median and p95 are of the same time, which counts once.
  const all = [[slower('p50'), slower('p95')], [grown(before.sql, after.sql, 1)], [2 * share('nPlusOne')], [few ? 0 : 4 * share('failed')]];
  const sum = (/** @type {number} */ sign) => all.reduce((n, of) => n + Math.max(0, ...of.map((one) => sign * one)), 0);
  return { worse: sum(1), better: sum(-1) };
}

/** How much worse a route has become, sure or not: 0 is no change. @param {Pair} pair */
export function worsening({ before, after }) {
  if (!before || !after) return 0;
  return grown(before.p95, after.p95, 2) + grown(before.sql, after.sql, 1) + 2 * (after.nPlusOne / after.count - before.nPlusOne / before.count) + 4 * (after.failed / after.count - before.failed / before.count);
}

/** Each route of either side: what has surely become worse in front, then what has surely become better. @param {Row[]} before @param {Row[]} after
 * @param {{ before: Had, after: Had }} [had] by which a route is new or gone: rows may be filtered out @returns {Pair[]} */
export function pairs(before, after, had = { before: () => false, after: () => false }) {
  const [a, b] = [before, after].map((rows) => byRoute(rows.filter((row) => row.type !== 'exception')));
  /** @type {Pair[]} */
  const all = [...new Set([...a.keys(), ...b.keys()])].map((route) => {
    const [x, y] = [a.get(route), b.get(route)];
    const { method, path, handler } = /** @type {Row[]} */ (y ?? x)[0];
    return { route, method, path, handler, before: x && summary(x), after: y && summary(y), few: Math.min(x?.length ?? 0, y?.length ?? 0) < FEW,
      sign: /** @type {Pair['sign']} */ (!x && had.before(route) === false ? 'new' : !y && had.after(route) === false ? 'gone' : '') };
  });
  return all.map((pair) => ({ pair, ...moved(pair) }))
    .sort((a, b) => b.worse - a.worse || b.better - a.better || Number(a.pair.few) - Number(b.pair.few) || worsening(b.pair) - worsening(a.pair) || a.pair.route.localeCompare(b.pair.route))
    .map(({ pair }) => pair);
}

/** One figure on both sides. @param {number | undefined} a @param {number | undefined} b @param {(n: number, after: boolean) => string} text @param {number} least what counts as a change
 * @param {boolean} [relative] whether to say by how much @returns {{ text: string, kind: string }} */
export function change(a, b, text, least, relative = true) {
  const unknown = [a, b].some(Number.isNaN);
  if (a === undefined || b === undefined) return { text: unknown || (a ?? b) === 0 ? '–' : text(a ?? b ?? 0, a === undefined), kind: 'nil' };
  // A duration that was not measured has not moved.
  if (unknown) return { text: Number.isNaN(a) && Number.isNaN(b) ? '–' : `${text(a, false)} → ${text(b, true)}`, kind: 'nil' };
  if (Math.abs(b - a) < least) return { text: b === 0 ? '–' : text(b, true), kind: 'nil' };
  const moved = !relative || a === 0 || b === 0 ? '' : b > 3 * a ? ` ${Math.round(b / a)}×` : ` ${Math.round((100 * Math.abs(b - a)) / a)}%`;
  return { text: `${text(a, false)} → ${text(b, true)} ${b === 0 ? '✓' : `${b > a ? '▲' : '▼'}${moved}`}`, kind: b > a ? 'bad' : 'good' };
}

/** The share of a side's requests that were so. @param {Summary | undefined} side @param {'nPlusOne' | 'failed'} of */
const shareOf = (side, of) => side && side[of] / side.count;

/** What is counted is compared by its share: two sides are seldom equally long. @param {Pair} pair @param {'nPlusOne' | 'failed'} of */
function shareChange({ before, after }, of) {
  const [a, b] = [shareOf(before, of), shareOf(after, of)];
  return change(a, b, (share, late) => (share === 0 ? '0' : `${percent(share, 1)} (${count((late ? after : before)?.[of] ?? 0)})`), leastShare(a ?? 0, b ?? 0), false);
}

/** @param {Pair} pair */
function changes(pair) {
  const { before, after, sign } = pair;
  const signed = (/** @type {ReturnType<change>} */ { text, kind }) => ({ text: sign !== '' && text !== '–' ? `${sign}: ${text}` : text, kind });
  /** @param {'p50' | 'p95'} of @returns {{ text: string, kind: string, unsure?: string }} */
  const time = (of) => {
    const found = signed(change(before?.[of], after?.[of], ms, Math.max(1, 0.1 * (before?.[of] ?? 0))));
    return found.kind === 'nil' || isSure(pair, of) ? found : { ...found, unsure: pair.few ? 'few requests' : 'may be chance' };
  };
  return {
    p50: time('p50'), p95: time('p95'),
    sql: signed(change(before?.sql, after?.sql, rate, 0.05)),
    nPlusOne: signed(shareChange(pair, 'nPlusOne')),
    failed: signed(shareChange(pair, 'failed')),
  };
}

const LISTED = 20;

/** So many lines at most, and how many more there are. @param {string[]} all */
const bounded = (all) => (all.length > LISTED ? [...all.slice(0, LISTED), `- and ${count(all.length - LISTED)} more`] : all);

/** Routes that only one side has, in lines of Markdown. @param {Pair[]} all */
const newAndGone = (all) => bounded(all.filter((pair) => pair.sign !== '')
  .map((pair) => `- ${pair.sign} route ${plain(routeText(pair.route))}, ${plural((pair.after ?? pair.before)?.count ?? 0, 'request')}`));

/** The same for statements, of the routes of which the page holds requests of both sides whole. @param {Whole[]} before @param {Whole[]} after */
function newAndGoneStatements(before, after) {
  const [a, b] = [before, after].map((held) => /** @type {Map<string, Whole[]>} */ (grouped(held, routeName)));
  return bounded([...b].flatMap(([route, of]) => {
    const found = comparedStatements(of, a.get(route) ?? []);
    return ['new', 'gone'].flatMap((sign) => found.filter((one) => one.sign === sign).map(({ one }) => `- ${sign} statement in ${plain(routeText(route))}: ${plain(averageName(one))}${one.statement.repository_method ? `, ${plain(sqlTitle(one.statement))}` : ''}, ${rate(one.runs)}× a request`));
  }));
}

/** @param {string} a @param {string} b @param {Pair[]} all @param {Whole[]} [before] what is held whole of one side @param {Whole[]} [after] and of the other */
export function pullRequest(a, b, all, before = [], after = []) {
  const moved = all.filter((pair) => pair.before && pair.after && Object.values(changes(pair)).some((one) => one.kind !== 'nil')).slice(0, 30);
  const table = moved.map((pair) => {
    const { p50, p95, sql, nPlusOne, failed } = changes(pair);
    const time = (/** @type {{ text: string, unsure?: string }} */ { text, unsure }) => `${text}${unsure ? ` (${unsure})` : ''}`;
    return `| ${plain(routeText(pair.route))} | ${time(p50)} | ${time(p95)} | ${sql.text} | ${nPlusOne.text} | ${failed.text} | ${pair.before?.count} / ${pair.after?.count}${pair.few ? ' (few)' : ''} |`;
  });
  const routes = newAndGone(all), statements = newAndGoneStatements(before, after);
  return [`**${plain(known.state?.service.name ?? '')}**: ${plain(sideName(b))} against ${plain(sideName(a))}`, '',
    ...(table.length > 0 ? ['| route | median | p95 | statements a request | N+1 | failed | requests |', '|---|---|---|---|---|---|---|', ...table] : ['No route of both sides has moved.']), '',
    ...(routes.length > 0 ? [...routes, ''] : []), ...(statements.length > 0 ? [...statements, ''] : [])].join('\n');
}

/** The way into a comparison, and its two sides. @param {Props.Comparing} props */
export function Comparing({ listing }) {
  const { a, b, q } = here();
  const range = terms(q).find((term) => term.key === 'at' && !term.negated)?.value;
  const several = known.runs.length > 1;
  const sides = [...known.runs.map((_, i) => `run:${known.runs.length - 1 - i}`).reverse(), ...new Set([range, a, b].filter((one) => one && !one.startsWith('run:')))];
  const rest = onlyTerms(q, [...new Set(listing.filter.terms.map((term) => term.key))].filter((name) => name !== 'at'));
  if (!a && !b) {
    const first = several ? { a: 'run:1', b: 'run:0', run: '' } : range ? { a: range, q: rest } : undefined;
    return html`<button class="small" disabled=${!first} title=${first ? 'Before and after' : undefined} onClick=${() => go({ ...first, scope: '' })}>Compare</button>${!first && html`<span>start the application again with your change, or drag a range in the chart</span>`}`;
  }
  /** @type {Piece} */
  const pick = (name, value) => html`<label>${name === 'a' ? 'before' : 'after'} <select value=${value} onChange=${(/** @type {any} */ event) => go({ [name]: event.target.value })}>
    ${value === '' && html`<option value="">${range ? 'choose' : 'drag a range in the chart'}</option>`}${sides.map((one) => html`<option value=${one}>${sideName(/** @type {string} */ (one))}</option>`)}</select></label>`;
  return html`<span class="sides">${pick('a', a)} ${pick('b', b)}
    ${range && b !== range && html`<button class="small" onClick=${() => go({ b: range, q: rest })}>${range} is after</button>`}
    <button class="small" onClick=${() => go({ a: '', b: '' })}>Stop comparing</button></span>`;
}

/** @param {Props.Compare} props */
export function Compare({ listing, a, b }) {
  const all = useMemo(() => pairs(sideRows(a, listing.rows), sideRows(b, listing.rows), { before: sideHad(a), after: sideHad(b) }), [listing.rows, a, b]);
  const [said, say] = useState('');
  const held = (/** @type {string} */ side) => {
    const ids = new Set(sideRows(side, listing.rows).map((row) => row.event_id));
    return wholes((row) => row.type !== 'exception' && ids.has(row.event_id));
  };
  const copy = () => copyText(() => pullRequest(a, b, all, held(a), held(b)), say);
  /** @type {(name: 'p50' | 'p95' | 'sql' | 'nPlusOne' | 'failed') => (pair: Pair) => any} */
  const cell = (name) => (pair) => {
    const { text, kind, unsure } = /** @type {{ text: string, kind: string, unsure?: string }} */ (changes(pair)[name]);
    return html`<span class=${unsure ? 'nil' : kind}>${text}</span>${unsure && html` <small class="unsure">${unsure}</small>`}`;
  };
  /** @type {Column[]} */
  const columns = [
    { name: 'Route', wide: true, by: (p) => p.route, cell: (p) => html`<${Link} to=${{ route: p.route, id: '' }}><b class="method">${p.method}</b> ${isUnmatched(p) ? 'no route' : p.path}<//>${p.handler === '__static__' && html`<small>static file</small>`}` },
    { name: 'Median', short: 'median', num: true, by: (p) => (p.after?.p50 || 0) - (p.before?.p50 || 0), cell: cell('p50') },
    { name: 'p95', short: 'p95', num: true, by: (p) => (p.after?.p95 || 0) - (p.before?.p95 || 0), cell: cell('p95') },
    { name: 'SQL', short: 'SQL', title: 'Statements a request', num: true, by: (p) => (p.after?.sql ?? 0) - (p.before?.sql ?? 0), cell: cell('sql') },
    { name: 'N+1', short: 'N+1', title: 'Share of its requests, and how many', num: true, by: (p) => (shareOf(p.after, 'nPlusOne') ?? 0) - (shareOf(p.before, 'nPlusOne') ?? 0), cell: cell('nPlusOne') },
    { name: 'Failed', short: 'failed', title: 'Share of its requests, and how many', num: true, by: (p) => (shareOf(p.after, 'failed') ?? 0) - (shareOf(p.before, 'failed') ?? 0), cell: cell('failed') },
    { name: 'Requests', rare: true, num: true, by: (p) => p.after?.count ?? 0, cell: (p) => `${count(p.before?.count ?? 0)} → ${count(p.after?.count ?? 0)}` },
  ];
  return html`<div class="scope"><${Comparing} listing=${listing} /> <button class="small" disabled=${all.length === 0} onClick=${copy}>Copy for the pull request</button> <span role="status">${said}</span>
      <span>worst first, then what is better; pale below ${FEW} requests</span></div>
    ${all.length === 0 ? html`<${Empty} title="Nothing to compare">Neither side has a request that the filter leaves.<//>`
      : html`<${Table} label="Before and after" columns=${columns} rows=${all} keyOf=${(p) => p.route} fade=${(p) => p.few} named />`}`;
}

// A route by itself.

const CLASSES = Array.from({ length: 25 }, (_, i) => 10 ** (-1 + i / 4));

/** How many requests of each duration, on a logarithmic scale. @param {Row[]} rows */
const classes = (rows) => CLASSES.map((low, i) => rows.filter((row) => !row.untimed && row.latency_ms >= (i === 0 ? 0 : low) && row.latency_ms < (CLASSES[i + 1] ?? Infinity)).length);

/** @param {Props.Histogram} props */
function Histogram({ rows, before }) {
  const [now, then] = [classes(rows), before ? classes(before) : []];
  const used = CLASSES.map((_, i) => i).filter((i) => now[i] || then[i]);
  if (used.length === 0) return null;
  const [from, to] = [Math.max(0, used[0] - 1), Math.min(CLASSES.length - 1, used[used.length - 1] + 1)];
  const most = (/** @type {number[]} */ one) => Math.max(1, ...one);
  const width = 560 / (to - from + 1);
  /** @type {Piece} */
  const bars = (one, kind) => one.map((/** @type {number} */ n, /** @type {number} */ i) => i >= from && i <= to && n > 0 && html`<rect class=${kind} x=${(i - from) * width + 1} width=${width - 2} y=${60 - (54 * n) / most(one)} height=${(54 * n) / most(one)} />`);
  return html`<svg class="histogram" viewBox="0 0 560 76" role="img" aria-label=${`Durations of ${plural(rows.length, 'request')}${before ? `, over those of ${plural(before.length, 'request')} before` : ''}`}>
    ${bars(now, 'now')}${bars(then, 'then')}
    ${CLASSES.map((low, i) => i >= from && i <= to && i % 4 === 0 && html`<text x=${i === to ? 560 : (i - from) * width} y="73" text-anchor=${i === to ? 'end' : 'start'}>${ms(low)}</text>`)}</svg>`;
}

/** What is one statement: by its id, which is of the whole text, of which only the beginning may be shown. Old files have none. @param {Whole} whole @param {number} i */
const statementKey = ({ event, statement_ids: ids }, i) => {
  const { datasource, statement, repository_method: method } = /** @type {Statement[]} */ (event.sql?.statements)[i];
  return JSON.stringify([ids?.[i] ?? [datasource, statement], method]);
};

/** What a request of the route runs, on average over those held whole. @param {Whole[]} held @returns {Map<string, Average>} */
export function averages(held) {
  /** @type {Map<string, Average>} */
  const found = new Map();
  for (const whole of held) {
    for (const [i, one] of (whole.event.sql?.statements ?? []).entries()) {
      const key = statementKey(whole, i);
      const of = found.get(key) ?? { statement: one, runs: 0, ms: 0, nPlusOne: false };
      found.set(key, of);
      of.runs += one.count / held.length;
      of.ms += one.total_ms / held.length;
      of.nPlusOne ||= one.n_plus_one;
    }
  }
  return found;
}

/** The statements of a route, the longest first, and which of them only one side has. Where a side has no request that is held whole,
 * nothing is new or gone. @param {Whole[]} held @param {Whole[]} [before] @returns {Compared[]} */
export function comparedStatements(held, before = []) {
  const now = averages(held), then = averages(before);
  const both = held.length > 0 && before.length > 0;
  return [...new Set([...now.keys(), ...then.keys()])].map((key) => {
    const [x, y] = [then.get(key), now.get(key)];
    const one = /** @type {Average} */ (y ?? x);
    return { key, one, sign: /** @type {Compared['sign']} */ (!both || (x && y) ? '' : y ? 'new' : 'gone'), runs: x && y && Math.abs(x.runs - y.runs) >= 0.05 ? `${rate(x.runs)}× → ${rate(y.runs)}×` : `${rate(one.runs)}×` };
  }).sort((x, y) => y.one.ms - x.one.ms);
}

/** @param {Average} average */
const averageName = ({ statement }) => statement.repository_method ?? sqlTitle(statement);

/** @param {Props.Statements} props */
function Statements({ held, before }) {
  const all = comparedStatements(held, before).slice(0, 60);
  if (all.length === 0) return html`<p class="nil">No SQL in the ${plural(held.length, 'request')} that are held whole.</p>`;
  const blind = before && (before.length === 0 ? 'before' : held.length === 0 ? 'after' : '');
  return html`${blind && html`<p class="scope">What is new or gone cannot be said: this page holds no request of the side ${blind} whole.</p>`}
    <table class="statements"><tbody>${all.map(({ key, one, sign, runs }) => html`<tr key=${key} class=${{ new: 'added', gone: 'gone', '': '' }[sign]}><td class="fill">${{ new: '+ ', gone: '− ', '': '' }[sign]}<b><${Source} name=${one.statement.repository_method ?? ''}>${averageName(one)}<//></b>${one.nPlusOne && html` <span class="tag n1">N+1</span>`}<small>${sqlTitle(one.statement)}</small></td><td class="num">${runs}</td><td class="num">${ms(one.ms)}</td></tr>`)}</tbody></table>`;
}

/** @param {Props.RoutePage} props */
export function RoutePage({ route, rows }) {
  const { connection } = useKnown();
  const { a, b, q } = here();
  const mine = rows.filter((row) => routeName(row) === route);
  const [now, then] = a && b ? [sideRows(b, mine), sideRows(a, mine)] : [mine, undefined];
  const figures = summary(now);
  const wanted = now.slice(-20).filter((row) => row.run === run()?.id).map((row) => row.event_id).join();
  useEffect(() => {
    if (wanted !== '' && connection === 'live') wholesOf(wanted.split(',')).then(() => changed(true), () => undefined);
  }, [route, connection]);
  const ids = new Set(now.map((row) => row.event_id)), earlier = new Set(then?.map((row) => row.event_id));
  const held = wholes((row) => ids.has(row.event_id)), before = then && wholes((row) => earlier.has(row.event_id));
  const typical = [...held].sort((x, y) => Math.abs(x.latency_ms - figures.p50) - Math.abs(y.latency_ms - figures.p50))[0];
  const slowest = [...held].sort((x, y) => y.latency_ms - x.latency_ms)[0];
  const pages = [...grouped(now, (row) => row.frontend_route)].sort((x, y) => y[1].length - x[1].length).slice(0, 8);
  const [method, ...path] = routeText(route).split(' ');
  const budget = budgets().get(route) ?? { p95: 0, sql: 0 };
  /** @type {Piece} */
  const limit = (name, label) => html`<label>${label}<input type="number" min="0" step="any" value=${budget[/** @type {'p95' | 'sql'} */ (name)] || ''} placeholder="any" onChange=${(/** @type {any} */ event) => setBudget(route, { ...budget, [name]: Math.max(0, Number(event.target.value) || 0) })} /></label>`;
  /** @type {Piece} */
  const item = (name, value, note = '') => html`<div><dt>${name}</dt><dd class=${note}>${value}</dd></div>`;
  /** @type {Piece} */
  const sample = (name, one) => one && html`<tr><td><${Link} to=${{ id: one.event_id }}>${name}<//><small>${ms(one.latency_ms)}, ${plural(one.event.sql?.count ?? 0, 'statement')}</small></td><td><${Lane} runs=${waterfall(one).all} length=${Math.max(one.latency_ms, slowest.latency_ms)} /></td></tr>`;
  return html`<${Panel} label="One route">
    <header><h2><b class="method">${method}</b> ${path.join(' ')}</h2><span class="buttons"><${CopyLink} of="route" /><${Width} /><button class="quiet" aria-label="Close (Esc)" title="Close (Esc)" onClick=${() => go({ route: '' })}>✕</button></span></header>
    <div class="body">
      ${then && html`<p class="scope">${sideName(b)} (filled) over ${sideName(a)} (outlined)</p>`}
      ${now.length === 0 ? html`<p class="scope">${then && then.length > 0 ? `${sideName(b)}: none of its requests; ${sideName(a)}: ${count(then.length)}.` : 'None of its requests are on display.'}</p>` : html`
      ${handlerName(now[0]) && html`<p class="scope">Handled by <${Code} name=${handlerName(now[0])} ...${sourceOf(handlerName(now[0]) ?? '')} /></p>`}
      <dl class="tiles row">${item('requests', html`<${Link} to=${{ view: 'requests', route: '', q: withTerm(q, 'route', exactTerm('route', route)) }}>${count(now.length)}<//>`)}${item('median', ms(figures.p50))}${item('p95', ms(figures.p95))}${item('slowest', ms(figures.max))}
        ${item('SQL a request', rate(figures.sql))}${item('failed', html`${count(figures.failed)} ${figures.failed > 0 && html`<small>${percent(figures.failed, figures.count)}</small>`}`, figures.failed > 0 ? 'bad' : '')}${item('N+1', count(figures.nPlusOne), figures.nPlusOne > 0 ? 'warn' : '')}</dl>
      <${Histogram} rows=${now} before=${then} />
      <h3>Budget <span class="nil">over it, the route is amber in the table and in the tab, in this browser</span></h3><div class="budget">${limit('p95', 'p95 in ms')}${limit('sql', 'SQL a request')}</div>
      <h3>Statements a request <span class="nil">on average over ${plural(held.length, 'request')}</span></h3><${Statements} held=${held} before=${before} />
      ${typical && html`<h3>Typical and slowest</h3><table class="waterfall"><tbody>${sample('typical', typical)}${slowest !== typical && sample('slowest', slowest)}</tbody></table>`}
      ${pages.some(([page]) => page !== '') && html`<h3>Pages that call it</h3><ul class="plain">${pages.map(([page, of]) => html`<li><${Link} to=${{ view: 'requests', route: '', q: withTerm(withTerm(q, 'route', exactTerm('route', route)), 'page', exactTerm('page', page)) }}>${pageName(page)}<//> <span class="nil">${count(of.length)}</span></li>`)}</ul>`}
      ${figures.failed + figures.warned > 0 && html`<h3>Failures</h3><ul class="plain">${failures(now).map((g) => html`<li><span class=${g.kind === 'failed' ? 'bad' : 'warn'}>${g.kind === 'failed' ? '✕' : '▲'}\u00a0${simpleName(g.cause)}</span> <span class="nil">${count(g.count)}, last</span> <${Link} to=${{ id: g.last.event_id }}>${clock(g.last.timestamp)}<//></li>`)}</ul>`}`}
    </div><//>`;
}

// A session as a file.

const AT_A_TIME = 20;

/** @param {Whole} whole @param {Row | undefined} row @returns {Whole} */
export const asKnown = (whole, row) => (row ? { ...whole, outcome: row.outcome, reason: row.reason } : whole);

/** What the application and this page keep whole of this run. Without an answer what this page has will do.
 * @param {boolean} bodies @returns {Promise<string>} how much that is */
export async function saveSession(bodies) {
  const mine = known.rows.filter((row) => row.run === run()?.id);
  const ids = known.imported ? [] : mine.slice(-500).map((row) => row.event_id);
  const asked = async () => {
    for (let i = 0; i < ids.length; i += AT_A_TIME) await wholesOf(ids.slice(i, i + AT_A_TIME));
    return get('api/state');
  };
  const state = known.imported ? known.state : await asked().catch(() => known.state);
  // What became of an event may have come after the page asked for it whole; its row knows.
  const requests = wholes((row) => row.run === run()?.id).map((one) => savedRequest(asKnown(one, rowOf(one.event_id)), bodies));
  download(`routeflow-${known.state?.service.name.replace(/[^\w-]/g, '') ?? 'session'}.json`, JSON.stringify({ format: 'routeflow-session', version: 1, state, requests }));
  const all = Math.max(mine.length, requests.length);
  return `Saved ${requests.length < all ? `${count(requests.length)} of ` : ''}${plural(all, 'request')} of this run.${requests.length < all ? ' Of the others there are only the rows.' : ''}`;
}

// What a file has to hold, so that nothing that shows it can fail; looked at before anything is given up for it.

/** @typedef {(value: any) => boolean} Check */
/** @type {Check} */
const text = (value) => typeof value === 'string';
/** @type {Check} */
const instant = (value) => text(value) && Number.isFinite(Date.parse(value));
/** @type {Check} */
const number = Number.isFinite;
/** @type {Check} */
const scalar = (value) => value === null || value instanceof Exact || ['string', 'number', 'boolean'].includes(typeof value);
/** @type {Check} */
const record = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** @param {string[]} values @returns {Check} */
const oneOf = (...values) => (value) => values.includes(value);
/** @param {Check} check @returns {Check} */
const maybe = (check) => (value) => value === undefined || check(value);
/** @param {Check} check @returns {Check} */
const list = (check) => (value) => Array.isArray(value) && value.every(check);
/** @param {Check} check @returns {Check} */
const each = (check) => (value) => record(value) && Object.values(value).every(check);
/** @param {Record<string, Check>} parts @returns {Check} */
const part = (parts) => (value) => record(value) && Object.entries(parts).every(([name, check]) => check(value[name]));
/** @param {Check} check @param {string} names @returns {Record<string, Check>} */
const all = (check, names) => Object.fromEntries(names.split(' ').map((name) => [name, check]));

const USE = { ...all(number, 'count total_ms'), errors: maybe(number) };
const CAUSE = { name: text, message: maybe(text), stack_trace: maybe(text), frames: maybe(list(part({ ...all(text, 'class function'), file: maybe(text), line: maybe(number) }))) };
const FAILURE = part({ ...CAUSE, causes: maybe(list(part(CAUSE))) });
const PAYLOAD = part({ ...all(maybe(text), 'url content_type omitted'), size_bytes: maybe(number) });
const EVENT = part({
  sql: maybe(part({ ...all(number, 'count total_ms'), statements: list(part({ ...all(text, 'statement operation datasource db_system'), tables: list(text), ...all(number, 'count total_ms max_ms errors'), ...all(maybe(number), 'rows batch_size'), ...all(maybe(text), 'repository_method sql_state exception') })) })),
  external_calls: maybe(list(part({ ...all(text, 'host method'), latency_ms: number, ...all(maybe(number), 'status_code count max_ms errors'), ...all(maybe(text), 'path_template error service_id'), ...all(maybe(PAYLOAD), 'request response') }))),
  exception: maybe(FAILURE), breadcrumbs: maybe(list(part({ timestamp: instant, message: text, ...all(maybe(text), 'category level'), data: maybe(each(scalar)) }))),
  ...all(maybe(PAYLOAD), 'request response'), attributes: maybe(each(scalar)), auth: maybe(part({ mode: text, scheme: maybe(text) })),
});
const SAVED = part({
  ...all(text, 'event_id method path trace_id frontend_route'), timestamp: instant, ...all(number, 'latency_ms status_code'), status: oneOf('success', 'warning', 'failed'), outcome: oneOf('waiting', 'sent', 'dropped'),
  ...all(maybe(text), 'type name trigger handler exception reason address exception_at'), thrown_ms: maybe(number), origin: maybe(part(all(text, 'method path'))), local_exception: maybe(FAILURE),
  sql: maybe(part({ ...USE, tables: maybe(each(part(USE))), statements: maybe(each(part(USE))) })), external: maybe(part({ ...USE, hosts: maybe(each(part(USE))), calls: maybe(each(part(USE))) })),
  event: EVENT, statement_ids: maybe(list(text)), timeline: list(part({ kind: oneOf('sql', 'external'), ...all(number, 'index start_ms duration_ms'), ...all(maybe(number), 'status_code wait_ms') })), connection_waits: maybe(list(part(all(number, 'start_ms duration_ms')))),
});
const STATE = part({ started_at: instant, now: instant, service: part({ name: text, ...all(maybe(text), 'version instance environment code_version') }) });

/** A saved request has a few levels; what has very many could be neither measured nor drawn. */
const MAX_DEPTH = 100;
/** @param {unknown} value @param {number} [left] @returns {boolean} */
const isShallow = (value, left = MAX_DEPTH) => typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every((one) => isShallow(one, left - 1)));

/** A request of a file, as far as it is one: what may be missing is added. @param {any} one @param {number} i @returns {Whole[]} */
function savedAs(one, i) {
  const given = Object.fromEntries(Object.entries(record(one) ? one : {}).filter(([, value]) => value !== null));
  const whole = { trace_id: '', frontend_route: '__unknown__', status: 'success', status_code: 0, outcome: 'sent', event: {}, timeline: [], ...given, timeline_truncated: given.timeline_truncated === true, seq: i + 1 };
  return isShallow(whole) && SAVED(whole) ? [shape(/** @type {any} */ (whole))] : [];
}

/** What is shown of a session. @param {any} session */
export function checkedSession(session) {
  const given = session?.state, { endpoint } = given ?? {};
  // Only what is looked at here: a file may have got the rest wrong.
  const state = /** @type {State} */ ({ started_at: given?.started_at, now: given?.now ?? given?.started_at, service: given?.service, ...(typeof endpoint === 'boolean' && { endpoint }) });
  const requests = session?.format === 'routeflow-session' && Array.isArray(session.requests) && STATE(state) ? session.requests : undefined;
  /** @type {Whole[]} */
  const found = requests?.slice(-MAX_ROWS).flatMap(savedAs) ?? [];
  if (!requests || (found.length === 0 && requests.length > 0)) throw new Error('This file is no session of a Routeflow console.');
  return { state, found, unread: Math.min(requests.length, MAX_ROWS) - found.length };
}

/** @param {File | undefined} file */
export async function readSession(file) {
  if (!file) return;
  const text = await file.text();
  /** @type {unknown} */
  let session;
  try {
    session = exact(text);
  } catch {
    throw new Error('This file is no session of a Routeflow console.');
  }
  openSession(file.name, checkedSession(session));
}

/** What is done seldom. */
export function Menu() {
  const box = useRef(/** @type {any} */ (null));
  const [said, say] = useState('');
  const [bodies, setBodies] = useState(false);
  const act = (/** @type {() => unknown} */ what) => () => {
    box.current.open = false;
    say('');
    Promise.resolve().then(what).then((done) => typeof done === 'string' && say(done)).catch((error) => say(error.message || spoken(error)));
  };
  const at = theme();
  useEffect(() => {
    // A file that is dropped anywhere on the page; the browser would leave the page for it.
    const take = (/** @type {any} */ event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'drop') act(() => readSession(event.dataTransfer.files[0]))();
    };
    for (const name of ['dragover', 'drop']) document.addEventListener(name, take);
    return () => ['dragover', 'drop'].forEach((name) => document.removeEventListener(name, take));
  }, []);
  return html`<div class="menu"><details ref=${box} onToggle=${(/** @type {any} */ event) => event.target.open && say('')} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && box.current.open && (event.stopPropagation(), act(() => box.current.firstElementChild.focus())())}>
    <summary aria-label="Menu" title="Menu">⋯</summary><div class="sheet">
      <button onClick=${act(() => saveSession(bodies))}>Save this session</button><${WithBodies} on=${bodies} set=${setBodies} />
      <label class="button">Open a session …<input type="file" accept=".json,application/json" onChange=${(/** @type {any} */ event) => {
        const [file] = event.target.files;
        act(() => readSession(file))();
      }} /></label>
      <button class="narrow" onClick=${act(() => setTheme(THEMES[(THEMES.indexOf(at) + 1) % THEMES.length]))}>Theme: ${at}</button>
      <button onClick=${act(clearAll)} disabled=${known.imported !== undefined}>Empty the application's list and figures</button>
    </div></details>${said && html`<p class="notice" role="alert">${said}</p>`}</div>`;
}

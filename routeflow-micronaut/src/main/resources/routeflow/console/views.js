// What is seen beside the list.
import { html, useEffect, useMemo, useRef, useState } from './vendor.js';
import { bytes, clock, count, curl, dropName, exactTerm, ms, onlyTerms, outcomeText, pageName, parseFilter, percent, plural, rate, reasonText,
  routeName, simpleName, withTerm } from './text.js';
import { failures, flowGraph, flowLayout, waterfall } from './figures.js';
import { address, get, go, here, known, post, Refusal, rowOf, spoken, usePolled } from './live.js';

/** A link within the page. @param {Partial<Place>} to */
export const visit = (to) => (/** @type {MouseEvent} */ event) => {
  event.stopPropagation();
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(to);
};

/** @param {Props.Link} props */
const Link = ({ to, children, title }) => html`<a href=${address(to)} title=${title} onClick=${visit(to)}>${children}</a>`;

/** @param {string} key @param {string} value */
const filterFor = (key, value) => ({ view: /** @type {const} */ ('requests'), id: '', q: withTerm(here().q, key, exactTerm(key, value)) });

/** @param {Props.Status} props */
export const Status = ({ row }) => html`<span class=${`status ${row.status}`}>${{ success: '', warning: '▲ ', failed: '✕ ' }[row.status]}${row.status_code}</span>`;

export const Mark = () => html`<svg class="mark" viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="5" />
  <path d="M5 6.5h4.5c5 0 2.5 9 7.5 9" /><circle cx="5" cy="6.5" r="2" /><circle cx="17" cy="15.5" r="2" /></svg>`;

/** A table that can be sorted by its heads. @param {Props.Table} props */
function Table({ label, columns, rows, keyOf, start }) {
  const [order, setOrder] = useState({ name: start, up: false });
  const by = columns.find((column) => column.name === order.name)?.by;
  const compare = (/** @type {any} */ a, /** @type {any} */ b) => (typeof a === 'string' ? a.localeCompare(b) : a - b);
  const sorted = by ? [...rows].sort((a, b) => (order.up ? 1 : -1) * compare(by(a), by(b))) : rows;
  const head = (/** @type {Column} */ { name, title, num, by: sortable, wide }) => {
    const on = name === order.name;
    const turn = () => setOrder({ name, up: on ? !order.up : false });
    return html`<th class=${`${num ? 'num' : ''} ${wide ? 'fill' : ''}`} title=${title} aria-sort=${on ? (order.up ? 'ascending' : 'descending') : undefined}>
      ${sortable ? html`<button class="sort" onClick=${turn}>${name}<span aria-hidden="true">${on ? (order.up ? ' ↑' : ' ↓') : ''}</span></button>` : name}</th>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}><table><thead><tr>${columns.map(head)}</tr></thead>
    <tbody>${sorted.map((row) => html`<tr key=${keyOf(row)}>${columns.map(({ cell, num, wide }) => html`<td class=${`${num ? 'num' : ''} ${wide ? 'fill' : ''}`}>${cell(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** @param {Props.Empty} props */
const Empty = ({ title, children }) => html`<div class="empty"><h2>${title}</h2>${children && html`<p>${children}</p>`}</div>`;

/** What stands in place of an answer that is not there. @param {{ problem?: string }} answer */
const missing = ({ problem }) => html`<${Empty} title=${problem ? 'No answer' : 'Loading …'}>${problem}<//>`;

/** @param {Props.Scope} props */
function Scope({ q, keys, since, shown, all, others }) {
  const rest = parseFilter(q).terms.some((term) => !keys.includes(term.key));
  return html`<p class="scope">Figures of the application since ${clock(since)}${shown < all && ` · ${shown} of ${all}`}${others}.
    ${rest && html` <b>Of the filter only ${keys.map((key) => (key ? `${key}:` : 'text')).join(' and ')} can apply here.</b>`}</p>`;
}

/** @param {Props.Sparkline} props */
function Sparkline({ values, bucket }) {
  const most = Math.max(1, ...values);
  const points = values.map((value, i) => `${(i * 90) / Math.max(1, values.length - 1)},${19 - (17 * value) / most}`).join(' ');
  return html`<svg class="sparkline" viewBox="0 0 90 20" role="img" aria-label=${`Requests in each ${bucket / 1000} seconds, at most ${most}`}>
    <polyline points=${points} /></svg>`;
}

/** @param {number} n @param {Value} text @param {string} sign */
const flagged = (n, text, sign) => (n > 0 ? html`<span class=${sign === '✕' ? 'bad' : 'warn'}>${sign} ${text}</span>` : html`<span class="nil">0</span>`);

/** What the filter can look at where there is no single request. @param {object} parts @returns {any} */
const asRow = (parts) => ({ frontend_route: '', trace_id: '', event_id: '', status_code: '', ...parts });

/** @param {Props.Routes} props */
export function Routes({ q }) {
  const answer = usePolled('api/routes', 2000, known.epoch);
  const data = /** @type {Routes | undefined} */ (answer.data);
  if (!data) return missing(answer);
  if (data.routes.length === 0) return html`<${Empty} title="No routes yet">Each route of the application that answers a request appears here.<//>`;
  const filter = parseFilter(onlyTerms(q, ['route', '']));
  const rows = data.routes.filter((route) => filter.test(asRow(route)));
  /** @type {Column[]} */
  const columns = [
    { name: 'Route', wide: true, by: routeName, cell: (r) => html`<${Link} to=${filterFor('route', routeName(r))}><b class="method">${r.method}</b> ${r.path}<//><small>${r.handler}</small>` },
    { name: 'Last 5 min', cell: (r) => html`<${Sparkline} values=${r.sparkline} bucket=${data.bucket_ms} />` },
    { name: 'Rate', title: 'Requests a second over the last minute', num: true, by: (r) => r.rate, cell: (r) => `${rate(r.rate)}/s` },
    { name: 'Count', num: true, by: (r) => r.count, cell: (r) => count(r.count) },
    { name: 'Failed', num: true, by: (r) => r.failures / r.count, cell: (r) => flagged(r.failures, percent(r.failures, r.count), '✕') },
    { name: '4xx', num: true, by: (r) => r.warnings / r.count, cell: (r) => flagged(r.warnings, percent(r.warnings, r.count), '▲') },
    { name: 'p50', num: true, by: (r) => r.p50_ms, cell: (r) => ms(r.p50_ms) },
    { name: 'p95', num: true, by: (r) => r.p95_ms, cell: (r) => ms(r.p95_ms) },
    { name: 'p99', num: true, by: (r) => r.p99_ms, cell: (r) => ms(r.p99_ms) },
    { name: 'Slowest', num: true, by: (r) => r.max_ms, cell: (r) => (r.slowest ? html`<${Link} to=${{ id: r.slowest.event_id }}>${ms(r.max_ms)}<//>` : ms(r.max_ms)) },
    { name: 'SQL', title: 'Statements a request', num: true, by: (r) => r.sql_per_request, cell: (r) => rate(r.sql_per_request) },
    { name: 'SQL time', num: true, by: (r) => r.sql_ms_per_request, cell: (r) => ms(r.sql_ms_per_request) },
    { name: 'N+1', title: 'Requests with a statement that ran again and again', num: true, by: (r) => r.n_plus_one, cell: (r) => flagged(r.n_plus_one, count(r.n_plus_one), '▲') },
  ];
  const others = data.others > 0 ? ` · ${plural(data.others, 'request')} of further routes not listed` : '';
  return html`<${Scope} q=${q} keys=${['route', '']} since=${data.since} shown=${rows.length} all=${data.routes.length} others=${others} />
    <${Table} label="Routes" columns=${columns} rows=${rows} keyOf=${routeName} start="Count" />`;
}

/** @param {Props.Sql} props */
export function Sql({ q }) {
  const answer = usePolled('api/sql', 2000, known.epoch);
  const data = /** @type {Sql | undefined} */ (answer.data);
  if (!data) return missing(answer);
  if (data.statements.length === 0) {
    return html`<${Empty} title="No statements yet">They appear when a request runs SQL and the application has <code>routeflow-micronaut-jdbc</code> beside its data source.<//>`;
  }
  const filter = parseFilter(onlyTerms(q, ['table', '']));
  const rows = data.statements.filter((s) => filter.test(asRow({ method: s.statement, path: s.repository_methods.join(' '), sql: { tables: Object.fromEntries(s.tables.map((table) => [table, true])) } })));
  const total = data.statements.reduce((sum, s) => sum + s.total_ms, 0);
  /** @type {Column[]} */
  const columns = [
    { name: 'Statement', wide: true, cell: (s) => html`<details class="sql"><summary><code>${s.statement}</code></summary>
      <ul>${s.routes.map((/** @type {any} */ r) => html`<li><${Link} to=${filterFor('route', routeName(r))}>${routeName(r)}<//> <span class="nil">${count(r.count)}×, ${ms(r.total_ms)}</span></li>`)}</ul></details>
      <small>${[...s.repository_methods, `${s.db_system}, ${s.datasource}`].join(' · ')}</small>` },
    { name: 'Routes', num: true, by: (s) => s.routes.length, cell: (s) => count(s.routes.length) },
    { name: 'Count', num: true, by: (s) => s.count, cell: (s) => count(s.count) },
    { name: 'Total', num: true, by: (s) => s.total_ms, cell: (s) => html`<span class="meter" style=${{ '--share': total === 0 ? 0 : s.total_ms / total }}>${ms(s.total_ms)}</span>` },
    { name: 'Mean', num: true, by: (s) => s.total_ms / s.count, cell: (s) => ms(s.total_ms / s.count) },
    { name: 'p95', num: true, by: (s) => s.p95_ms, cell: (s) => ms(s.p95_ms) },
    { name: 'Max', num: true, by: (s) => s.max_ms, cell: (s) => ms(s.max_ms) },
    { name: 'Errors', num: true, by: (s) => s.errors, cell: (s) => flagged(s.errors, count(s.errors), '✕') },
    { name: 'N+1', title: 'Requests in which it ran again and again', num: true, by: (s) => s.n_plus_one, cell: (s) => flagged(s.n_plus_one, count(s.n_plus_one), '▲') },
  ];
  const others = data.others > 0 ? ` · ${plural(data.others, 'run')} of further statements not listed` : '';
  return html`<${Scope} q=${q} keys=${['table', '']} since=${data.since} shown=${rows.length} all=${data.statements.length} others=${others} />
    <${Table} label="Statements" columns=${columns} rows=${rows} keyOf=${(s) => `${s.datasource}\n${s.statement}`} start="Total" />`;
}

/** @param {Props.Failures} props */
export function Failures({ rows }) {
  const groups = useMemo(() => failures(rows), [rows]);
  if (groups.length === 0) return html`<${Empty} title="Nothing has failed">Exceptions, 5xx and 4xx among the ${plural(rows.length, 'request')} of the list would be grouped here.<//>`;
  /** @type {Column[]} */
  const columns = [
    { name: 'What', by: (g) => g.cause, cell: (g) => html`<span class=${g.kind === 'failed' ? 'bad' : 'warn'}>${g.kind === 'failed' ? '✕' : '▲'} ${simpleName(g.cause)}</span>${simpleName(g.cause) !== g.cause && html`<small>${g.cause}</small>`}` },
    { name: 'Route', wide: true, by: (g) => g.route, cell: (g) => html`<${Link} to=${filterFor('route', g.route)}><b class="method">${g.method}</b> ${g.path}<//><small>${g.pages.slice(0, 3).map(pageName).join(', ')}</small>` },
    { name: 'Status', by: (g) => g.codes[0], cell: (g) => g.codes.join(', ') },
    { name: 'Count', num: true, by: (g) => g.count, cell: (g) => count(g.count) },
    { name: 'Of the route', num: true, by: (g) => g.share, cell: (g) => percent(g.share, 1) },
    { name: 'First', num: true, by: (g) => g.first, cell: (g) => clock(g.first) },
    { name: 'Last', num: true, by: (g) => g.last.seq, cell: (g) => html`<${Link} to=${{ id: g.last.event_id }}>${clock(g.last.timestamp)}<//>` },
  ];
  return html`<p class="scope">Among the ${plural(rows.length, 'request')} of the list that the filter leaves. Exceptions and 5xx (✕) first, then 4xx (▲).</p>
    <${Table} label="Failures" columns=${columns} rows=${groups} keyOf=${(g) => g.key} />`;
}

/** @param {Props.FlowMap} props */
export function FlowMap({ rows }) {
  const box = useRef(/** @type {any} */ (null));
  const [width, setWidth] = useState(0);
  const [hot, setHot] = useState('');
  const graph = useMemo(() => flowGraph(rows), [rows]);
  const map = useMemo(() => flowLayout(graph, Math.max(660, width)), [graph, width]);
  useEffect(() => {
    const watch = new ResizeObserver(() => setWidth((box.current?.clientWidth ?? 28) - 28));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [rows.length === 0]);
  if (rows.length === 0) return html`<${Empty} title="Nothing to draw yet">The map shows which page calls which route, and what stands behind it, for the requests that the filter leaves.<//>`;
  const touches = (/** @type {any} */ link) => hot === '' || link.from.id === hot || link.to.id === hot;
  const says = (/** @type {any} */ l) => `${l.from.label} → ${l.to.label}: ${plural(l.calls, 'call')}, ${plural(l.errors, 'error')}, ${ms(l.ms / l.calls)} on average`;
  const name = (/** @type {any} */ node) => (node.name === '' ? node.label : html`<${Link} to=${filterFor(node.kind, node.name)}>${node.label}<//>`);
  /** @type {Column[]} */
  const columns = [
    { name: 'From', by: (l) => l.from.label, cell: (l) => name(l.from) },
    { name: 'To', wide: true, by: (l) => l.to.label, cell: (l) => html`${name(l.to)} <span class="nil">${l.to.kind}</span>` },
    { name: 'Calls', num: true, by: (l) => l.calls, cell: (l) => count(l.calls) },
    { name: 'Errors', num: true, by: (l) => l.errors, cell: (l) => flagged(l.errors, count(l.errors), '✕') },
    { name: 'Mean', num: true, by: (l) => l.ms / l.calls, cell: (l) => ms(l.ms / l.calls) },
    { name: 'Total', num: true, by: (l) => l.ms, cell: (l) => ms(l.ms) },
  ];
  return html`<div class="scroll both" tabindex="0" role="region" aria-label="Flow map">
    <div class="map" ref=${box}>${width > 0 && html`<svg width=${map.width} height=${map.height} viewBox=${`0 0 ${map.width} ${map.height}`} role="group" aria-label="Flow map; the table below has the same data">
      ${['Frontend routes', 'Backend routes', 'Tables and hosts'].map((title, i) => html`<text class="title" x=${map.starts[i]} y="16">${title}</text>`)}
      ${map.links.map((link) => html`<g class=${`edge ${link.errors > 0 ? 'err' : ''} ${link.to.kind} ${touches(link) ? '' : 'dim'}`} key=${link.id}>
        <path d=${link.path} stroke-width=${link.thickness} style=${{ '--share': link.errors / link.calls }}><title>${says(link)}</title></path></g>`)}
      ${map.links.filter((link) => link.errors > 0 && touches(link)).map((link) => html`<text class="errors" x=${link.x} y=${link.y + 4} text-anchor="middle">✕ ${count(link.errors)}</text>`)}
      ${map.columns.flat().map((node) => html`<${MapNode} key=${node.id} node=${node} onHot=${setHot} />`)}
    </svg>`}</div>
    <p class="scope">${plural(rows.length, 'request')} that the filter leaves. Thickness is calls, red with ✕ has errors. A click on a box filters.</p>
    <${Table} label="The flow map as a table" columns=${columns} rows=${graph.links} keyOf=${(l) => l.id} start="Calls" />
  </div>`;
}

/** @param {string} text @param {number} width */
const fitted = (text, width) => (text.length * 7.8 > width ? `${text.slice(0, Math.max(3, Math.floor(width / 7.8) - 1))}…` : text);

/** @param {Props.MapNode} props */
function MapNode({ node, onHot }) {
  const { x, y, width, height, kind, label } = node;
  const unit = kind === 'page' || kind === 'route' ? 'request' : kind === 'table' ? 'statement' : 'call';
  const about = `${plural(node.calls, unit)}${node.errors > 0 ? ` · ✕ ${count(node.errors)}` : ''}`;
  const middle = y + height / 2;
  const body = html`<rect x=${x} y=${y} width=${width} height=${height} rx="7" /><rect class="edgebar" x=${x} y=${y} width="4" height=${height} rx="2" />
    <text x=${x + 14} y=${middle - 3}>${fitted(label, width - (node.nPlusOne > 0 ? 62 : 24))}</text><text class="sub" x=${x + 14} y=${middle + 12}>${about}</text>
    ${node.nPlusOne > 0 && html`<text class="n1" x=${x + width - 10} y=${middle - 3} text-anchor="end">▲ N+1</text>`}<title>${label}</title>`;
  const hot = { onMouseEnter: () => onHot(node.id), onMouseLeave: () => onHot(''), onFocus: () => onHot(node.id), onBlur: () => onHot('') };
  if (node.name === '') return html`<g class=${`node ${kind}`} ...${hot}>${body}</g>`;
  const to = { ...filterFor(kind, node.name), view: /** @type {const} */ ('flow') };
  return html`<a class=${`node ${kind}`} href=${address(to)} onClick=${visit(to)} aria-label=${`${kind} ${label}: ${about}${node.nPlusOne > 0 ? ', N+1' : ''}. Filter by it.`} ...${hot}>${body}</a>`;
}

/** @param {number | undefined} n */
const us = (n) => (n === undefined ? '–' : `${rate(n)} µs`);

export function Delivery() {
  const answer = usePolled('api/delivery', 2000, known.epoch);
  const data = /** @type {Delivery | undefined} */ (answer.data);
  const [said, say] = useState('');
  if (!data) return missing(answer);
  const { stats, cost } = data;
  const n = (/** @type {string} */ key) => Number(stats[key] ?? 0);
  const drops = Object.entries(stats).filter(([key, value]) => key.startsWith('dropped_') && Number(value) > 0);
  const dropped = drops.reduce((sum, [, value]) => sum + Number(value), 0);
  const flush = () => post('api/flush').then(() => say('Sending what waits.'), (error) => say(spoken(error)));
  /** @type {Piece} */
  const tile = (name, value, note = '') => html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`;
  /** @type {Column[]} */
  const batches = [
    { name: 'At', cell: (b) => clock(b.at, true) },
    { name: 'Outcome', cell: (b) => html`<span class=${b.outcome === 'sent' ? 'good' : 'bad'}>${b.outcome === 'sent' ? '✓' : '✕'} ${b.outcome}</span>` },
    { name: 'Events', num: true, cell: (b) => count(b.events) }, { name: 'Attempts', num: true, cell: (b) => count(b.attempts) },
    { name: 'Why', wide: true, cell: (b) => reasonText(b.reason) }, { name: 'Batch', cell: (b) => html`<code>${b.batch_id}</code>` },
  ];
  return html`<div class="scroll both" tabindex="0" role="region" aria-label="Delivery and own cost">
    ${known.state?.endpoint === false && html`<p class="callout"><b>Events stay in this process.</b> No endpoint is set. With <code>routeflow.endpoint</code> and <code>routeflow.ingest-key</code> they are sent in batches.</p>`}
    <h2 class="part">Delivery <button disabled=${known.state?.endpoint === false} onClick=${flush}>Send now</button> <span class="nil" role="status">${said}</span></h2>
    <dl class="tiles">${tile('captured', count(n('captured')))}${tile('sent', count(n('sent')), n('captured') > 0 && percent(n('sent'), n('captured')))}
      ${tile('waiting', count(n('waiting')), html`of ${count(data.queue_max)} at most<meter min="0" max=${data.queue_max} value=${n('waiting')} aria-label="Queue" />`)}
      ${tile('not sent', count(dropped))}
      ${tile('last error', data.last_error ? clock(data.last_error.at) : 'none', data.last_error?.cause)}</dl>
    ${drops.length > 0 && html`<${Table} label="Events not sent, by reason" rows=${drops} keyOf=${(d) => d[0]} columns=${[
      { name: 'Not sent', cell: (/** @type {any} */ d) => dropName(d[0]) }, { name: 'Events', num: true, cell: (/** @type {any} */ d) => count(Number(d[1])) },
      { name: 'Why', wide: true, cell: (/** @type {any} */ d) => reasonText(d[0]) }]} />`}
    <h2 class="part">Own cost</h2>
    <dl class="tiles">${tile('per request', us(cost.request_median_us), `median of ${count(cost.requests_measured)}; p95 ${us(cost.request_p95_us)}`)}
      ${tile('delivery', us(cost.delivery_us_per_event), 'an event, off the request')}
      ${tile('kept here', bytes(cost.ring_bytes), html`${plural(cost.ring_requests, 'request')}${known.state && ` of ${count(known.state.max_requests)}, ${bytes(known.state.max_bytes)}`}`)}
      ${tile('sent', bytes(cost.bytes_sent), 'since the start')}${tile('watching', count(cost.listeners), 'pages like this one')}</dl>
    <h2 class="part">Last batches</h2>
    ${data.batches.length > 0 ? html`<${Table} label="Last batches" columns=${batches} rows=${data.batches} keyOf=${(b) => b.batch_id} />` : html`<p class="scope">No batch has been delivered or given up yet.</p>`}
  </div>`;
}

// One request.

/** @param {string} name @param {string} text */
function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @param {Props.Request} props */
export function Request({ id }) {
  const [answer, set] = useState(/** @type {{ whole?: Whole, problem?: string }} */ ({}));
  const [said, say] = useState('');
  const body = useRef(/** @type {any} */ (null));
  useEffect(() => {
    body.current.focus(); // so that the arrows scroll it
    const aborted = new AbortController();
    get(`api/requests/${encodeURIComponent(id)}`, aborted.signal).then((whole) => set({ whole }), (error) => aborted.signal.aborted || set({ problem: error instanceof Refusal && error.status === 404
      ? `The application no longer keeps this request.${rowOf(id) ? ' This is what the list knew of it.' : ''}` : spoken(error) }));
    return () => aborted.abort();
  }, [id]);
  const { whole, problem } = answer;
  const row = rowOf(id) ?? whole;
  const command = row && curl(row, location.origin);
  const act = (/** @type {string} */ done, /** @type {() => unknown} */ what) => () => new Promise((settle) => settle(what())).then(() => say(done), () => say('The browser did not allow it.'));
  return html`<aside class="request" aria-label="One request">
    <header><h2>${row ? html`<b class="method">${row.method}</b> ${row.path}` : 'Request'}</h2>
      ${row && html`<${Status} row=${row} /><strong class="took">${ms(row.latency_ms)}</strong>`}
      <button class="quiet" aria-label="Close (Esc)" title="Close (Esc)" onClick=${() => go({ id: '' })}>✕</button></header>
    <div class="scroll body" tabindex="0" role="region" aria-label="Details" ref=${body}>
      ${problem && html`<p class="callout">${problem}</p>`}${!row && !problem && html`<p class="scope">Loading …</p>`}
      ${row && html`<${Facts} row=${row} whole=${whole} />`}
      ${whole && html`<${Waterfall} request=${whole} />`}
      ${whole && html`<details class="json"><summary>The event, as it is sent</summary><pre tabindex="0">${JSON.stringify(whole.event, null, 2)}</pre></details>`}
    </div>
    ${row && html`<div class="actions">
      <button disabled=${!command} title=${command ?? 'No route matched, so there is no address to call.'} onClick=${act(`Copied. It carries no body, cookie or authorization${row.path.includes('{') ? '; fill in {…}' : ''}.`, () => navigator.clipboard.writeText(command ?? ''))}>Copy as curl</button>
      <button disabled=${!whole} onClick=${act('Saved.', () => download(`request-${id.replace(/[^0-9a-zA-Z-]/g, '')}.json`, JSON.stringify(whole, null, 2)))}>Save as JSON</button>
      <span role="status">${said}</span></div>`}
  </aside>`;
}

/** @param {Props.Facts} props */
function Facts({ row, whole }) {
  /** @type {Piece} */
  const fact = (name, value) => value && html`<dt>${name}</dt><dd>${value}</dd>`;
  const repeated = whole?.event.sql?.statements.filter((statement) => statement.n_plus_one) ?? [];
  const exception = whole?.event.exception;
  return html`<dl class="facts">
      ${fact('At', clock(row.timestamp, true))}
      ${fact('Page', html`<${Link} to=${filterFor('page', row.frontend_route)}>${pageName(row.frontend_route)}<//>`)}
      ${fact('Handler', row.handler && html`<code>${row.handler}</code>`)}
      ${fact('Trace', html`<${Link} to=${filterFor('trace', row.trace_id)}><code>${row.trace_id}</code><//>`)}
      ${fact('Sent', html`<span class=${`out ${row.outcome}`}>${{ sent: '✓', waiting: '…', dropped: '✕' }[row.outcome]}</span> ${outcomeText(row)}`)}
      ${Object.entries(whole?.event.attributes ?? {}).map(([name, value]) => fact(name, String(value)))}</dl>
    ${row.exception && html`<div class="callout bad"><b>✕ ${row.exception}</b>${exception?.message && html`<p>${exception.message}</p>`}${exception?.stack_trace && html`<pre tabindex="0">${exception.stack_trace}</pre>`}</div>`}
    ${repeated.map((s) => html`<div class="callout warn"><b>▲ N+1: one statement ran ${count(s.count)} times, ${ms(s.total_ms)} in all</b>
      <code>${s.statement}</code><p>${s.repository_method && html`Called through <code>${s.repository_method}</code>. `}Do it in one go: a join, a fetch plan, <code>IN (…)</code>, or for writes a batch.</p></div>`)}`;
}

/** @param {number} n */
const part = (n) => `${(100 * n).toFixed(3)}%`;

/** @param {Props.Lane} props */
const Lane = ({ runs, kind, length }) => html`<div class="lane">${runs.map((run) => html`<i class=${`${run.kind ?? kind} ${run.error ? 'err' : ''}`}
  style=${{ left: part(run.start / length), width: part((run.end - run.start) / length) }}></i>`)}</div>`;

/** @param {Props.Waterfall} props */
function Waterfall({ request }) {
  const { length, steps, all, sql, external, own } = useMemo(() => waterfall(request), [request]);
  const [open, setOpen] = useState(/** @type {Set<string>} */ (new Set()));
  const turn = (/** @type {string} */ key, /** @type {boolean} */ on) => setOpen((/** @type {Set<string>} */ last) => {
    const next = new Set(last);
    if (on) next.add(key);
    else next.delete(key);
    return next;
  });
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest?.('tr');
    const move = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (!row) return;
    if (move) /** @type {any} */ (row)[move]?.focus();
    else if (row.dataset.key && ['ArrowRight', 'ArrowLeft', 'Enter', ' '].includes(event.key)) turn(row.dataset.key, event.key === 'ArrowRight' || (event.key !== 'ArrowLeft' && !open.has(row.dataset.key)));
    else return;
    event.preventDefault();
  };
  /** @type {Piece} */
  const legend = (kind, name, took) => took > 0 && html`<li><i class=${kind}></i>${name} <b>${ms(took)}</b> <span class="nil">${percent(took, length)}</span></li>`;
  const external_ = request.event.external_calls ?? [];
  return html`<section class="waterfall">
    <ul class="legend">${legend('sql', 'SQL', sql)}${legend('external', 'calls', external)}${legend('gap', 'application', own)}</ul>
    <table role="treegrid" aria-label="What the request did, on its own time line" onKeyDown=${keys}>
      <thead><tr><th>Step</th><th class="num">Count</th><th class="num">Sum, min – max</th>
        <th class="axis"><span>0</span><span>${ms(length / 2)}</span><span>${ms(length)}</span></th></tr></thead>
      <tbody>
        <tr aria-level="1" aria-expanded="true" tabindex="0" class="root"><td><b>${request.handler ?? routeName(request)}</b></td><td></td>
          <td class="num">${ms(request.latency_ms)}</td>
          <td><${Lane} length=${length} runs=${all} /></td></tr>
        ${steps.map((step) => html`<${StepRows} key=${step.key} step=${step} length=${length} open=${open.has(step.key)} turn=${turn}
          statement=${step.kind === 'sql' ? request.event.sql?.statements[step.index] : undefined} call=${step.kind === 'external' ? external_[step.index] : undefined} />`)}
      </tbody></table>
    ${steps.length === 0 && html`<p class="scope">No SQL and no calls: all of it is the application's own time.</p>`}
    ${request.timeline_truncated && html`<p class="scope">More steps ran than are kept; the first ${count(request.timeline.length)} are drawn.</p>`}
  </section>`;
}

/** @param {Props.StepRows} props */
function StepRows({ step, length, open, turn, statement, call }) {
  const { key, kind, runs } = step;
  /** @type {Piece} */
  const lane = (some) => html`<td><${Lane} kind=${kind} length=${length} runs=${some} /></td>`;
  if (kind === 'gap') {
    return html`<tr aria-level="2" tabindex="-1" class="gap"><td>no SQL, no call</td><td></td><td class="num">${ms(step.sum)}</td>${lane(runs)}</tr>`;
  }
  const name = statement ? statement.statement : call ? `${call.method} ${call.host}${call.path_template ?? ''}` : 'not listed in the event';
  const about = statement ? [statement.repository_method, statement.tables.join(', '), `${statement.db_system}, ${statement.datasource}`, statement.rows !== undefined && plural(statement.rows, 'row'),
    statement.batch_size !== undefined && `batch of ${count(statement.batch_size)}`, statement.sql_state && `SQL state ${statement.sql_state}`]
    : [call?.status_code, call?.error, call?.service_id];
  return html`<tr aria-level="2" aria-expanded=${String(open)} tabindex="-1" data-key=${key} class=${`step ${kind}`} onClick=${() => turn(key, !open)}>
      <td><div class="what"><span class="twist" aria-hidden="true">${open ? '▾' : '▸'}</span><code>${name}</code></div>
        <small>${statement?.n_plus_one && html`<b class="warn">▲ N+1</b> `}${step.errors > 0 && html`<span class="bad">✕ ${plural(step.errors, 'error')}</span> `}${statement ? statement.repository_method ?? statement.tables.join(', ') : about.filter(Boolean).join(' · ')}</small></td>
      <td class="num">${count(step.count)}</td><td class="num">${ms(step.sum)}${step.count > 1 && html`<small>${ms(step.min)} – ${ms(step.max)}</small>`}</td>${lane(runs)}</tr>
    ${open && html`<tr aria-level="3" tabindex="-1" class="full"><td colspan="4"><code>${name}</code><small>${about.filter(Boolean).join(' · ')}</small></td></tr>`}
    ${open && step.count > 1 && runs.map((run, i) => html`<tr aria-level="3" tabindex="-1" class="run"><td>${run.error ? html`<span class="bad">✕ run ${i + 1}</span>` : `run ${i + 1}`} <span class="nil">at ${ms(run.start)}</span></td>
      <td></td><td class="num">${ms(run.end - run.start)}</td>${lane([run])}</tr>`)}`;
}

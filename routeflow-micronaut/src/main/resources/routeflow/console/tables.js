// The views that are tables: routes, statements, failures, delivery; and what the page says beside them: the first steps, what runs, the
// door, the help.
import { html, useEffect, useMemo, useState } from './vendor.js';
import { alsoTerms, amount, anyTerm, bytes, clock, count, dropName, exactTerm, handlerName, isUnmatched, isWhole, middle, ms, NO_ROUTE, onlyTerms, pageName, parseFilter, pathName, percent, percentile, plural, rate, reasonText, routeName, routeText, simpleName, slowness, sqlTitle, TERM_KINDS, withTerm } from './text.js';
import { Compare, Comparing, failures, routeFigures } from './compare.js';
import { Code, CopyLink, CopySql, copyText, formatSql, REPEATED, rootText, Source, SourceFrame, sourceOf } from './request.js';
import { budgets, call, choice, choose, connect, go, hadFailure, here, known, learn, Link, now, post, rowOf, run, spoken, texts, usePolled, wholes } from './live.js';

/** The order that each view was left in. @type {Map<string, string>} */
const orders = new Map();

/** As many as the page can lay out anew, every two seconds, without a pause that one notices. */
const AT_FIRST = 50;

/** A click beside the links of a row is one on its first link or heading; one that ends a selection of text is none.
 * @param {any} event */
function openRow(event) {
  const { target } = event, row = target.closest('tbody tr');
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey || target.closest('a, button, summary, details[open], label, input') || String(getSelection()) !== '') return;
  row.querySelector('a, summary')?.click();
}

/** A table that can be sorted by its heads. On a narrow screen a row is two lines: the first column, and those with a short name.
 * @param {Props.Table} props */
export function Table({ label, columns, rows, keyOf, start, named, fade, opens }) {
  const [own, setOwn] = useState('');
  const [shown, show] = useState(AT_FIRST);
  const { view, sort } = here();
  const chosen = (named ? sort || orders.get(view) : own) || (start ?? '');
  const [name, turned] = chosen.split('.');
  const up = turned === 'up';
  const by = columns.find((column) => column.name === name)?.by;
  const compare = (/** @type {any} */ a, /** @type {any} */ b) => (typeof a === 'string' ? a.localeCompare(b) : (Number.isNaN(a) ? -1 : a) - (Number.isNaN(b) ? -1 : b));
  const sorted = by ? [...rows].sort((a, b) => (up ? 1 : -1) * compare(by(a), by(b))) : rows;
  const many = shown > AT_FIRST;
  // Some more a task, so that the page answers in between.
  useEffect(() => {
    if (many && shown < sorted.length) setTimeout(() => show(shown + AT_FIRST));
  }, [shown, sorted.length]);
  const order = (/** @type {string} */ next) => {
    if (!named) return setOwn(next);
    orders.set(view, next);
    go({ sort: next }, true);
  };
  const head = (/** @type {Column} */ { name: title, title: about, num, by: sortable, wide, fits, short, rare }) => {
    const on = title === name;
    return html`<th class=${`${num ? 'num' : ''} ${wide ? 'fill' : ''} ${fits ? 'fits' : ''} ${short ? 'short' : ''} ${rare ? 'rare' : ''}`} title=${about} aria-sort=${on ? (up ? 'ascending' : 'descending') : undefined}>
      ${sortable ? html`<button class="sort" onClick=${() => order(on && !up ? `${title}.up` : title)}>${title}<span aria-hidden="true">${on ? (up ? ' ↑' : ' ↓') : ''}</span></button>` : title}</th>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}><table class=${`${columns.some((column) => column.short) ? 'cards' : ''} ${many ? 'many' : ''} ${opens ? 'opens' : ''}`} onClick=${opens && openRow}><thead><tr>${columns.map(head)}</tr></thead>
    <tbody>${sorted.slice(0, shown).map((row) => html`<tr key=${keyOf(row)} class=${fade?.(row) ? 'pale' : ''}>${columns.map(({ cell, num, wide, fits, short, rare }, i) => html`
      <td class=${`${num ? 'num' : ''} ${wide ? 'fill' : ''} ${fits ? 'fits' : ''} ${short ? 'short' : ''} ${rare ? 'rare' : ''} ${i === 0 ? 'first' : ''}`} data-label=${short}>${cell(row)}</td>`)}</tr>`)}</tbody>
  </table>${!many && sorted.length > AT_FIRST && html`<p class="scope"><button class="small" onClick=${() => show(2 * AT_FIRST)}>Show all ${count(sorted.length)}</button></p>`}</div>`;
}

/** @param {Props.Empty} props */
export const Empty = ({ title, children }) => html`<div class="empty"><h2>${title}</h2>${children && html`<p>${children}</p>`}</div>`;

/** What stands in place of an answer that is not there. @param {{ problem?: string }} answer */
const missing = ({ problem }) => html`<${Empty} title=${problem ? 'No answer' : 'Loading …'}>${problem}<//>`;

/** Whose figures a table shows. @param {Props.Scope} props */
function Scope({ listing, keys, since, shown, all, others, children }) {
  const started = here().scope === 'start' && !known.imported;
  const rest = started && listing.filter.terms.some((term) => !keys.includes(term.key));
  return html`<div class="scope">
    <span class="switch" role="group" aria-label="Figures of"><button aria-pressed=${String(!started)} onClick=${() => go({ scope: '' }, true)}>these ${amount(listing.rows)}</button>
      <button aria-pressed=${String(started)} disabled=${known.imported !== undefined} onClick=${() => go({ scope: 'start' }, true)}>since the start</button></span>
    ${started && html`<span>since ${clock(since)}${shown < all && ` · ${shown} of ${all}`}${others}</span>`}
    ${rest && html` <b>Of the filter only ${keys.map((key) => (key ? `${key}:` : 'text')).join(' and ')} can apply here.</b>`}${children}</div>`;
}

const STRIP = { width: 90, height: 20 };

/** All of a table on one scale, so that they can be compared; failures as red feet. @param {Props.Sparkline} props */
function Sparkline({ values, failed, most, seconds }) {
  const x = (/** @type {number} */ i) => (i * STRIP.width) / Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${x(i)},${STRIP.height - 1 - (STRIP.height - 3) * Math.sqrt(value / most)}`).join(' ');
  return html`<svg class="sparkline" viewBox=${`0 0 ${STRIP.width} ${STRIP.height}`} role="img" aria-label=${`Requests in each ${seconds} seconds, at most ${Math.max(...values)}${failed?.some(Boolean) ? `, ${failed.reduce((a, b) => a + b, 0)} failed` : ''}`}>
    <polyline points=${points} />${failed?.map((n, i) => n > 0 && html`<rect x=${x(i) - 1} y=${STRIP.height - 5} width="2.4" height="5" />`)}</svg>`;
}

/** @param {number} n @param {Value} text @param {string} sign */
const flagged = (n, text, sign) => (n > 0 ? html`<span class=${sign === '✕' ? 'bad' : 'warn'}>${sign} ${text}</span>` : html`<span class="nil">–</span>`);

/** @param {number} n @param {Value} text */
const some = (n, text) => (n > 0 ? text : html`<span class="nil">–</span>`);

/** A figure, and whether it is over what the reader allows. @param {number} n @param {number} limit @param {(n: number) => string} text */
const within = (n, limit, text) => (limit > 0 && n > limit ? html`<span class="warn" title=${`Over its budget of ${text(limit)}`}>▲ ${text(n)}</span>` : text(n));

/** What the filter can look at where there is no single request. @param {object} parts @returns {any} */
const asRow = (parts) => ({ frontend_route: '', trace_id: '', event_id: '', status_code: '', ...parts });

/** @param {{ method: string, path: string }} route */
const shownRoute = (route) => html`<b class="method">${route.method === 'EXCEPTION' ? 'ERROR' : route.method}</b> ${isUnmatched(route) ? NO_ROUTE : route.path}`;

/** Without a slowest request no duration was measured: its 0 is none. @param {RouteFigures} route @returns {RouteFigures} */
export const measured = (route) => (route.slowest ? route : { ...route, p50_ms: NaN, p95_ms: NaN, p99_ms: NaN, max_ms: NaN });

/** @param {Props.Routes} props */
export function Routes({ listing }) {
  const { a, b, scope } = here();
  const started = scope === 'start' && !known.imported && !(a && b);
  const answer = usePolled(started ? 'api/routes' : '', 2000, known.epoch);
  const data = /** @type {Routes | undefined} */ (answer.data);
  const own = useMemo(() => (started ? [] : routeFigures(listing.rows, now())), [listing.rows, started]);
  if (a && b) return html`<${Compare} listing=${listing} a=${a} b=${b} />`;
  if (started && !data) return missing(answer);
  const all = started ? /** @type {Routes} */ (data).routes.map(measured) : own;
  if (all.length === 0 && listing.q === '') return html`<${Empty} title="No routes yet">Each route of the application that answers a request appears here.<//>`;
  const filter = parseFilter(onlyTerms(listing.q, ['route', 'method', '']));
  const rows = started ? all.filter((route) => filter.test(asRow(route))) : all;
  const most = Math.max(1, ...rows.flatMap((route) => route.sparkline));
  const limits = budgets();
  const seconds = (started ? /** @type {Routes} */ (data).bucket_ms : 5000) / 1000;
  /** @type {Column[]} */
  const columns = [
    { name: 'Route', wide: true, by: routeName, cell: (r) => html`<${Link} to=${{ route: routeName(r), id: '' }} title="Its page">${shownRoute(r)}<//><small>${r.handler?.includes('.') ? html`<${Code} name=${r.handler} ...${sourceOf(r.handler)} />` : handlerName(r)}</small>` },
    { name: 'Last 5 min', cell: (r) => html`<${Sparkline} values=${r.sparkline} failed=${r.failed} most=${most} seconds=${seconds} />` },
    { name: 'Rate', rare: true, title: 'Requests a second over the last minute', num: true, by: (r) => r.rate, cell: (r) => some(r.rate, `${rate(r.rate)}/s`) },
    { name: 'Count', short: 'count', num: true, by: (r) => r.count, cell: (r) => html`<${Link} to=${{ view: 'requests', q: withTerm(listing.q, 'route', exactTerm('route', routeName(r))) }} title="Its requests">${count(r.count)}<//>` },
    { name: 'Failed', short: 'failed', num: true, by: (r) => r.failures / r.count, cell: (r) => flagged(r.failures, percent(r.failures, r.count), '✕') },
    { name: '4xx', num: true, by: (r) => r.warnings / r.count, cell: (r) => flagged(r.warnings, percent(r.warnings, r.count), '▲') },
    { name: 'p50', rare: true, title: 'The median: half of its requests took at most this long', num: true, by: (r) => r.p50_ms, cell: (r) => ms(r.p50_ms) },
    { name: 'p95', title: '95 of 100 requests took at most this long', short: 'p95', num: true, by: (r) => r.p95_ms, cell: (r) => within(r.p95_ms, limits.get(routeName(r))?.p95 ?? 0, ms) },
    { name: 'p99', rare: true, title: '99 of 100 requests took at most this long', num: true, by: (r) => r.p99_ms, cell: (r) => ms(r.p99_ms) },
    { name: 'Slowest', num: true, by: (r) => r.max_ms, cell: (r) => (r.slowest ? html`<${Link} to=${{ id: r.slowest.event_id }}>${ms(r.max_ms)}<//>` : ms(r.max_ms)) },
    { name: 'SQL', title: 'Statements a request', num: true, by: (r) => r.sql_per_request, cell: (r) => some(r.sql_per_request, within(r.sql_per_request, limits.get(routeName(r))?.sql ?? 0, rate)) },
    { name: 'SQL time', rare: true, num: true, by: (r) => r.sql_ms_per_request, cell: (r) => some(r.sql_ms_per_request, ms(r.sql_ms_per_request)) },
    { name: 'N+1', short: 'N+1', title: 'Requests with a statement that ran again and again', num: true, by: (r) => r.n_plus_one, cell: (r) => flagged(r.n_plus_one, count(r.n_plus_one), '▲') },
  ];
  const others = started && data && data.others > 0 ? ` · ${plural(data.others, 'request')} of further routes not listed` : '';
  return html`<${Scope} listing=${listing} keys=${['route', 'method', '']} since=${data?.since ?? ''} shown=${rows.length} all=${all.length} others=${others}><${Comparing} listing=${listing} /><//>
    <${Table} label="Routes" columns=${columns} rows=${rows} keyOf=${routeName} start="Count" named opens />`;
}

/** What rows hold of statements by id, for which the application has the texts. @param {Row[]} rows @param {Map<string, StatementFigures>} texts */
export function statementsOf(rows, texts) {
  /** @type {Map<string, RowStatement>} */
  const found = new Map();
  for (const row of rows) {
    for (const [id, use] of Object.entries(row.sql?.statements ?? {})) {
      const text = texts.get(id);
      if (!text) continue;
      const of = found.get(id) ?? { ...text, count: 0, total_ms: 0, errors: 0, n_plus_one: 0, requests: 0, routes: [] };
      found.set(id, of);
      of.count += use.count;
      of.total_ms += use.total_ms;
      of.errors += use.errors ?? 0;
      of.n_plus_one += use.n_plus_one ? 1 : 0;
      of.requests++;
      const route = of.routes.find((one) => one.method === row.method && one.path === row.path);
      if (route) [route.count, route.total_ms] = [route.count + use.count, route.total_ms + use.total_ms];
      else of.routes.push({ method: row.method, path: row.path, count: use.count, total_ms: use.total_ms });
    }
  }
  return [...found.values()];
}

/** So many statements, tables, hosts and calls a row has, the slowest. */
const NAMED = 20;

/** What rows hold of statements for which there is no text. @param {Row[]} rows @param {Map<string, StatementFigures>} texts @param {(id: string) => boolean} test */
export function unlisted(rows, texts, test) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const row of rows) for (const [id, use] of Object.entries(row.sql?.statements ?? {})) if (!texts.has(id) && test(id)) found.set(id, (found.get(id) ?? 0) + use.count);
  // Where one statement is asked for, those beyond are not it, as far as it is known.
  const beyond = test('') ? rows.reduce((sum, row) => sum + unnamed(row.sql, row.sql?.statements), 0) : 0;
  return { statements: found.size, runs: [...found.values()].reduce((sum, n) => sum + n, 0), beyond };
}

/** How many of a row are of none of its names, which are those of the slowest. @param {Usage | undefined} sum @param {Record<string, { count: number }> | undefined} named */
export const unnamed = (sum, named = {}) => Math.max(0, (sum?.count ?? 0) - Object.values(named).reduce((n, use) => n + use.count, 0));

/** @param {Props.Sql} props */
export function Sql({ listing }) {
  const answer = usePolled(known.imported ? '' : 'api/sql', 2000, known.epoch);
  const data = /** @type {Sql | undefined} */ (answer.data);
  const started = here().scope === 'start';
  if (data) learn(data);
  const own = useMemo(() => (started ? [] : statementsOf(listing.rows, texts)), [listing.rows, started, data]);
  if (known.imported) return html`<${Empty} title="Not in a session">A session holds requests; open one to see its statements.<//>`;
  const named = parseFilter(onlyTerms(listing.q, ['statement']));
  const isNamed = (/** @type {string} */ id) => named.test(asRow({ sql: { statements: { [id]: true } } }));
  const without = started ? { statements: 0, runs: 0, beyond: 0 } : unlisted(listing.rows, texts, isNamed);
  // What the page has of its rows is there also while the application is away.
  if (!data && (started || own.length + without.runs === 0)) return missing(answer);
  const all = (started ? data?.statements ?? [] : own).filter((s) => isNamed(s.id ?? ''));
  if (!data?.statements.length && own.length + without.runs === 0) {
    return html`<${Empty} title="No statements yet">They appear when a request runs SQL and the application has <code>routeflow-micronaut-jdbc</code> beside its data source.<//>`;
  }
  const filter = parseFilter(onlyTerms(listing.q, ['table', '']));
  const rows = started ? all.filter((s) => filter.test(asRow({ method: s.statement, path: s.repository_methods.join(' '), sql: { tables: Object.fromEntries(s.tables.map((table) => [table, true])) } }))) : all;
  const total = all.reduce((sum, s) => sum + s.total_ms, 0);
  /** @type {Column[]} */
  const columns = [
    { name: 'Statement', wide: true, by: (s) => s.repository_methods[0] ?? sqlTitle(s), cell: (s) => html`<${StatementCell} s=${s} q=${listing.q} />` },
    { name: 'Routes', num: true, by: (s) => s.routes.length, cell: (s) => count(s.routes.length) },
    ...(started ? [] : [{ name: 'Requests', num: true, by: (/** @type {any} */ s) => s.requests, cell: (/** @type {any} */ s) => html`<${Link} to=${{ view: 'requests', q: withTerm(listing.q, 'statement', `statement:${s.id}`) }} title="Those that ran it">${count(s.requests)}<//>` }]),
    { name: 'Count', short: 'count', num: true, by: (s) => s.count, cell: (s) => count(s.count) },
    { name: 'Total', short: 'total', num: true, by: (s) => s.total_ms, cell: (s) => html`<span class="amount" style=${{ '--share': total === 0 ? 0 : s.total_ms / total }}>${ms(s.total_ms)}</span>` },
    { name: 'Mean', short: 'mean', num: true, by: (s) => s.total_ms / s.count, cell: (s) => ms(s.total_ms / s.count) },
    ...(started ? [{ name: 'p95', num: true, by: (/** @type {any} */ s) => s.p95_ms, cell: (/** @type {any} */ s) => ms(s.p95_ms) }, { name: 'Max', num: true, by: (/** @type {any} */ s) => s.max_ms, cell: (/** @type {any} */ s) => ms(s.max_ms) }] : []),
    { name: 'Errors', num: true, by: (s) => s.errors, cell: (s) => flagged(s.errors, count(s.errors), '✕') },
    { name: 'N+1', short: 'N+1', title: 'Requests in which it ran again and again', num: true, by: (s) => s.n_plus_one, cell: (s) => flagged(s.n_plus_one, count(s.n_plus_one), '▲') },
  ];
  const others = started && data && data.others > 0 ? ` · ${plural(data.others, 'run')} of further statements not listed` : '';
  return html`<${Scope} listing=${listing} keys=${['table', 'statement', '']} since=${data?.since ?? ''} shown=${rows.length} all=${all.length} others=${others}>
      ${without.runs > 0 && html`<span>${plural(without.statements, 'further statement')} (${plural(without.runs, 'run')}) not listed: this page does not have the text.</span>`}${without.beyond > 0 && html`<span>${plural(without.beyond, 'run')} of further statements not listed: a request names its ${NAMED} slowest.</span>`}<//>
    ${rows.length === 0 && without.runs > 0 ? null : rows.length === 0 ? html`<${Empty} title="No SQL in these requests">Switch to “since the start” for all statements.<//>` : html`<${Table} label="Statements" columns=${columns} rows=${rows} keyOf=${(s) => s.id ?? `${s.datasource}\n${s.statement}`} start="Total" named opens />`}`;
}

/** What is folded in is not made before it is opened: there are many. @param {Props.StatementCell} props */
function StatementCell({ s, q }) {
  const [said, say] = useState('');
  const [open, setOpen] = useState(false);
  const copy = (/** @type {string} */ done, /** @type {string} */ text) => () => copyText(() => text, say, done);
  return html`<details class="sql" onToggle=${(/** @type {any} */ event) => setOpen(event.target.open)}><summary><b><${Source} name=${s.repository_methods[0] ?? ''}>${s.repository_methods[0] ?? sqlTitle(s)}<//></b> <code>${s.statement}</code></summary>
      ${open && html`<p class="nil">${sqlTitle(s)} · ${s.db_system}, ${s.datasource}</p>${s.repository_methods.length > 0 && html`<p class="small">called through ${s.repository_methods.map((name) => html`<${Code} name=${name} ...${sourceOf(name)} /> `)}</p>`}
      ${s.n_plus_one > 0 && html`<p class="callout warn"><b>▲ N+1: ran again and again within ${plural(s.n_plus_one, 'request')}</b>${REPEATED}</p>`}<pre>${formatSql(s.statement)}</pre>
      <div class="small"><${CopySql} of=${s} copy=${copy} /><span role="status">${said}</span>${s.id && html`<${CopyLink} of="statement" to=${{ view: 'sql', id: '', route: '', q: `statement:${s.id}` }} /> <${Link} to=${{ view: 'requests', q: withTerm(q, 'statement', `statement:${s.id}`) }}>Requests that ran it<//>`}</div>
      <ul>${s.routes.map((r) => html`<li><${Link} to=${{ view: 'requests', q: withTerm(q, 'route', exactTerm('route', routeName(r))) }}>${routeText(routeName(r))}<//> <span class="nil">${count(r.count)}×, ${ms(r.total_ms)}</span></li>`)}</ul>`}</details>
    ${!open && html`<small>${[sqlTitle(s), ...s.repository_methods.slice(1), `${s.db_system}, ${s.datasource}`].join(' · ')}</small>`}`;
}

/** What the rows hold of outgoing calls, by method, host and template. @param {Row[]} rows @returns {CallFigures[]} */
export function callsOf(rows) {
  /** @type {Map<string, CallFigures>} */
  const found = new Map();
  for (const row of rows) {
    for (const [name, use] of Object.entries(row.external?.calls ?? {})) {
      const [method, host, ...path] = name.split(' ');
      const of = found.get(name) ?? { name, method, host, path: path.join(' '), count: 0, total_ms: 0, errors: 0, means: [], requests: 0, routes: [] };
      found.set(name, of);
      of.count += use.count;
      of.total_ms += use.total_ms;
      of.errors += use.errors;
      of.requests++;
      of.means.push(use.total_ms / use.count);
      if (!of.routes.includes(routeName(row))) of.routes.push(routeName(row));
    }
  }
  for (const of of found.values()) of.means.sort((a, b) => a - b);
  return [...found.values()];
}

/** @param {Props.Calls} props */
export function Calls({ listing }) {
  const made = useMemo(() => callsOf(listing.rows), [listing.rows]);
  const named = parseFilter(onlyTerms(listing.q, ['call']));
  const all = made.filter((c) => named.test(asRow({ external: { calls: { [c.name]: true } } })));
  if (all.length === 0) {
    return html`<${Empty} title="No outgoing calls">Calls by Micronaut’s HTTP clients appear here${listing.rows.length > 0 ? html`, and none of the ${amount(listing.rows)} of the list made one` : ''}; those of other clients appear with <code class="inline">routeflow.observe(client)</code>.<//>`;
  }
  const total = all.reduce((sum, one) => sum + one.total_ms, 0);
  const some = all.some((one) => one.path !== ''), beyond = listing.rows.reduce((sum, row) => sum + unnamed(row.external, row.external?.calls), 0);
  /** @type {Column[]} */
  const columns = [
    { name: 'Call', wide: true, by: (c) => c.name, cell: (c) => html`<${Link} to=${{ view: 'requests', sort: '', q: withTerm(listing.q, 'call', exactTerm('call', c.name)) }} title="The requests that made it"><b class="method">${c.method}</b> <b>${c.host}</b> ${c.path}<//><small>${c.routes.slice(0, 3).map(routeText).join(', ')}${c.routes.length > 3 ? ` and ${c.routes.length - 3} more` : ''}</small>` },
    { name: 'Requests', short: 'requests', num: true, by: (c) => c.requests, cell: (c) => html`<${Link} to=${{ view: 'requests', sort: '', q: withTerm(listing.q, 'call', exactTerm('call', c.name)) }} title="Those that made it">${count(c.requests)}<//>` },
    { name: 'Count', num: true, by: (c) => c.count, cell: (c) => count(c.count) },
    { name: 'Total', short: 'total', num: true, by: (c) => c.total_ms, cell: (c) => html`<span class="amount" style=${{ '--share': total === 0 ? 0 : c.total_ms / total }}>${ms(c.total_ms)}</span>` },
    { name: 'Mean', num: true, by: (c) => c.total_ms / c.count, cell: (c) => ms(c.total_ms / c.count) },
    { name: 'p95', title: 'Of the mean of each request', short: 'p95', num: true, by: (c) => percentile(c.means, 0.95), cell: (c) => ms(percentile(c.means, 0.95)) },
    { name: 'Errors', short: 'errors', num: true, by: (c) => c.errors, cell: (c) => flagged(c.errors, `${count(c.errors)} · ${percent(c.errors, c.count)}`, '✕') },
    { name: 'Address', cell: (c) => html`<span class="small"><${CopyLink} of="call" to=${{ view: 'calls', id: '', route: '', sort: '', q: exactTerm('call', c.name) }} /></span>` },
  ];
  return html`<p class="scope">Outgoing calls of the ${amount(listing.rows)} of the list.${some ? '' : html` Paths are left out; <code class="inline">routeflow.external-calls.path-template: true</code> adds their templates.`}${beyond > 0 && ` ${plural(beyond, 'further call')} not listed: a request names its ${NAMED} slowest.`}</p>
    <${Table} label="Outgoing calls" columns=${columns} rows=${all} keyOf=${(c) => c.name} start="Total" named opens />`;
}

/** Whether the rows themselves name the frame of their group. @param {Failure} g */
const framed = (g) => g.frame !== '' && g.rows.every((row) => row.exception_at === g.frame);

/** The status codes of a group, with the 0 of what has none. @param {Failure} g */
const codesOf = (g) => [...new Set(g.rows.map((row) => row.status_code))];

/** What leaves the requests of a group: the filter that the group was made with, and all that they have in common.
 * @param {string} q @param {Failure} g */
export function groupFilter(q, g) {
  const known = framed(g);
  return alsoTerms(q, [...(known ? [exactTerm('frame', g.frame)] : []), ...(known && g.routes.length > 1 ? [] : [anyTerm('route', g.routes)]),
    `is:${g.kind}`, `status:${codesOf(g).join('|')}`, g.exception ? exactTerm('exception', g.exception) : '-has:exception']);
}

/** Whether that leaves nothing else: no other group has the same in common, and the language can say all of it.
 * @param {string} q @param {Failure} g @param {Failure[]} groups */
export function isExact(q, g, groups) {
  const codes = codesOf(g);
  return isWhole(groupFilter(q, g)) && ![...g.routes, g.frame, g.exception ?? ''].some((text) => /["|]/.test(text))
    && (framed(g) || !groups.some((one) => one !== g && one.kind === g.kind && one.exception === g.exception && one.routes.some((route) => g.routes.includes(route)) && codesOf(one).some((code) => codes.includes(code))));
}

/** Whether there are earlier runs, and none of them has had it. @param {Failure} group */
const isFirst = (group) => known.runs.length > 1 && known.runs.slice(0, -1).every((one) => hadFailure(one, group) === false);

/** @param {Props.Failures} props */
export function Failures({ rows }) {
  const { version } = known;
  const groups = useMemo(() => failures(rows, wholes((row) => row.status !== 'success'), run()?.id ?? 0, now(), isFirst), [rows, version]);
  const { q } = here();
  const exact = useMemo(() => new Set(groups.filter((g) => isExact(q, g, groups))), [groups, q]);
  if (groups.length === 0) return html`<${Empty} title="Nothing has failed">Exceptions, 5xx and 4xx are grouped here${rows.length > 0 ? html`; none is among the ${amount(rows)} of the list` : ' as they happen'}.<//>`;
  const terms = (/** @type {Failure} */ g) => ({ view: /** @type {const} */ ('requests'), sort: '', q: groupFilter(q, g) });
  const most = Math.max(1, ...groups.flatMap((g) => g.strip));
  /** @type {Column[]} */
  const columns = [
    { name: 'What', wide: true, by: (g) => g.cause, cell: (g) => html`<${Link} to=${{ id: g.last.event_id, route: '' }} title=${[g.cause, g.message].filter(Boolean).join('\n')}><span class=${g.kind === 'failed' ? 'bad' : 'warn'}>${g.kind === 'failed' ? '✕' : '▲'}\u00a0<b>${g.message ? middle(g.message, 120) : simpleName(g.cause)}</b></span><//>
      <small>${g.fresh && html`<span class="tag warn">first in this run</span> `}${g.message && html`<span title=${g.cause}>${simpleName(g.cause)}</span>`}${g.message && g.frame && ' · '}${g.frame && html`<${SourceFrame} text=${g.frame} frame=${g.top} />`}</small>
      ${g.root && html`<small title=${`Caused by ${g.root.name}${g.root.message ? `: ${g.root.message}` : ''}`}>caused by ${rootText(g.root)}</small>`}` },
    { name: 'Route', fits: true, short: 'in', by: (g) => g.route, cell: (g) => html`<${Link} to=${{ route: g.route, id: '' }} title="Its page">${shownRoute(g)}<//>${g.routes.length > 1 && html` <span class="nil" title=${g.routes.slice(0, 20).map(routeText).join('\n')}>and ${plural(g.routes.length - 1, 'other')}</span>`}<small>${g.pages.slice(0, 3).map(pageName).join(', ')}</small>` },
    { name: 'Status', by: (g) => g.codes[0] ?? 0, cell: (g) => g.codes.join(', ') || '–' },
    { name: 'Last 15 min', cell: (g) => html`<${Sparkline} values=${g.strip} most=${most} seconds=${30} />` },
    { name: 'Count', short: 'count', num: true, by: (g) => g.count, cell: (g) => html`<${Link} to=${terms(g)} title=${exact.has(g) ? 'Exactly these requests' : 'These requests, and others that no filter separates from them'}>${count(g.count)}<//>` },
    { name: 'Of the route', title: 'Its share of all requests of its routes', short: 'of the route', num: true, by: (g) => g.share, cell: (g) => percent(g.share, 1) },
    { name: 'First', rare: true, num: true, by: (g) => g.first, cell: (g) => clock(g.first) },
    { name: 'Last', short: 'last', num: true, by: (g) => g.last.timestamp, cell: (g) => html`<${Link} to=${{ id: g.last.event_id }} title="Open it">${clock(g.last.timestamp)}<//>` },
    { name: 'Address', rare: true, cell: (g) => html`<span class="small"><${CopyLink} of="group" to=${terms(g)} /></span>` },
  ];
  return html`<p class="scope">Among the ${amount(rows)} of the list. Exceptions and 5xx (✕) first, then 4xx (▲).</p>
    <${Table} label="Failures" columns=${columns} rows=${groups} keyOf=${(g) => g.key} named opens />`;
}

/** @param {number | undefined} n */
const us = (n) => (n === undefined ? '–' : n >= 100 ? ms(n / 1000) : `${rate(n)} µs`);

const ENDPOINT = 'routeflow:\n  endpoint: https://ingest.example.com\n  ingest-key: ${INGEST_KEY:}';

/** @param {Props.Snippet} props */
export function Snippet({ text, says = 'Copy' }) {
  const [said, say] = useState('');
  const copy = () => copyText(() => text, say);
  return html`<div class="snippet"><pre tabindex="0"><code>${text}</code></pre><button onClick=${copy}>${says}</button> <span role="status">${said}</span></div>`;
}

export function Delivery() {
  const answer = usePolled(known.imported ? '' : 'api/delivery', 2000, known.epoch);
  const data = /** @type {Delivery | undefined} */ (answer.data);
  const [said, say] = useState('');
  if (known.imported) return html`<${Empty} title="Not in a session">A session holds requests only.<//>`;
  if (!data) return missing(answer);
  const { cost } = data;
  /** @type {Piece} */
  const tile = (name, value, note = '') => html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`;
  const leaves = known.state?.endpoint !== false;
  const refused = known.state?.endpoint_rejected === true && html`<section class="callout warn"><b>▲ The value of routeflow.endpoint was not accepted.</b><p>It must be an http or https URL with a host, such as <code class="inline">http://localhost:18099</code>, without user, query or fragment. Until then nothing is sent there; the log has a line about it.</p></section>`;
  const flush = () => post('api/flush').then(() => say('Sending what is buffered.'), (error) => say(spoken(error)));
  return html`<div class="scroll both" tabindex="0" role="region" aria-label="Delivery and own cost">${refused}
    ${leaves ? html`<h2 class="part">Delivery <button onClick=${flush}>Send now</button> <span class="nil" role="status">${said}</span></h2><${Deliveries} data=${data} tile=${tile} />`
      : html`<section class="callout"><b>Events stay in this process.</b><p>The console needs no endpoint. To send them as well, these lines of <code>application.yml</code> are enough:</p><${Snippet} text=${ENDPOINT} /></section>`}
    <h2 class="part">Own cost</h2>
    <dl class="tiles">${tile('per request', us(cost.request_median_us), cost.request_median_us === undefined ? 'nothing measured yet' : `median of ${count(cost.requests_measured)}; p95 ${us(cost.request_p95_us)}`)}
      ${tile('delivery', us(cost.delivery_us_per_event), 'an event, off the request')}
      ${tile('kept here', bytes(cost.ring_bytes), html`${plural(cost.ring_requests, 'request')}${known.state && ` of ${count(known.state.max_requests)}, ${bytes(known.state.max_bytes)}`}`)}
      ${leaves && cost.bytes_sent > 0 && tile('prepared to send', bytes(cost.bytes_sent), 'for the ingest endpoint, once for each attempt')}${tile('watching', count(cost.listeners), 'pages like this one')}</dl>
    ${leaves && html`<${Batches} data=${data} />`}
  </div>`;
}

/** @param {Record<string, number | string>} of */
const drops = (of) => Object.entries(of).filter(([key, n]) => key.startsWith('dropped_') && Number(n) > 0);

/** What a lane's ledger counts, in the order in which events pass it. @type {Record<string, [string, string]>} */
const LEDGER = {
  offered: ['Offered', 'Events of this run for this destination'], adopted: ['Adopted', 'Taken over from the spool of an earlier run or another process'], sent: ['Sent', 'Accepted by the destination'],
  waiting: ['Buffered', 'In memory, for the next batch or another attempt'], offline: ['Offline', 'Of those: kept in memory because the destination is away'], spooled: ['Spooled', 'On disk, sent as soon as the destination is back'],
  batches_in_flight: ['In flight', 'Batches without an outcome'], retries: ['Retries', 'Attempts after the first'],
};

/** The columns for the figures that these lanes have. @param {[string, Record<string, number | string>][]} lanes @returns {Column[]} */
export function laneColumns(lanes) {
  const known = new Set(lanes.flatMap(([, of]) => Object.keys(of).filter((key) => !key.startsWith('dropped_') && typeof of[key] === 'number')));
  const always = ['offered', 'sent', 'waiting'];
  const more = [...known].filter((key) => !Object.hasOwn(LEDGER, key)).sort();
  const keys = [...Object.keys(LEDGER), ...more].filter((key) => always.includes(key) || lanes.some(([, of]) => Number(of[key] ?? 0) > 0));
  /** @param {Record<string, number | string>} of */
  const away = (of) => Number(of.spooled ?? 0) > 0 || Number(of.offline ?? 0) > 0;
  return [
    { name: 'Destination', cell: ([name, of]) => html`<b>${name}</b>${away(of) && html` <span class="tag warn">away</span>`}` },
    ...keys.map((key) => ({ name: LEDGER[key]?.[0] ?? dropName(key), title: LEDGER[key]?.[1], short: { offered: 'offered', sent: 'sent', waiting: 'buffered', spooled: 'spooled' }[key], num: true, cell: (/** @type {any} */ [, of]) => some(Number(of[key] ?? 0), count(Number(of[key] ?? 0))) })),
    { name: 'Not sent', wide: true, short: 'not sent', cell: ([, of]) => some(drops(of).length, drops(of).map(([key, n]) => html`<span class="warn" title=${reasonText(key)}>${count(Number(n))} ${dropName(key)}</span> `)) },
    { name: 'Last error', num: true, cell: ([, of]) => (of.last_error_at ? clock(of.last_error_at) : html`<span class="nil">none</span>`) },
  ];
}

/** Whether events were lost that a spool or an offline queue would have kept: then one of these figures would be there.
 * @param {Record<string, number | string>} stats */
export const keepsNothing = (stats) => Number(stats.dropped_http_5xx ?? 0) > 0 && !['spooled', 'offline', 'dropped_offline_full', 'dropped_spool_full', 'dropped_spool_expired'].some((key) => Number(stats[key] ?? 0) > 0);

/** @param {Props.Deliveries} props */
function Deliveries({ data: { stats, destinations = {}, queue_max: most, last_error: error }, tile }) {
  const lanes = Object.entries(destinations);
  const n = (/** @type {string} */ key) => Number(stats[key] ?? 0);
  const lost = drops(stats);
  const dropped = lost.reduce((sum, [, value]) => sum + Number(value), 0);
  const adopted = n('adopted'), all = n('captured') + adopted;
  return html`<dl class="tiles">${tile('captured', count(n('captured')), adopted > 0 && `and ${count(adopted)} adopted`)}${tile('sent', count(n('sent')), all > 0 && percent(n('sent'), all))}
      ${tile('buffered', count(n('waiting')), html`of ${count(most)} at most<meter min="0" max=${most} value=${n('waiting')} aria-label="Queue" />`)}
      ${tile('not sent', count(dropped))}
      ${tile('last error', error ? clock(error.at) : 'none', error?.cause)}</dl>
    ${lost.length > 0 && html`<${Table} label="Events not sent, by reason" rows=${lost} keyOf=${(d) => d[0]} columns=${[
      { name: 'Not sent', cell: (/** @type {any} */ d) => dropName(d[0]) }, { name: 'Events', short: 'events', num: true, cell: (/** @type {any} */ d) => count(Number(d[1])) },
      { name: 'Why', wide: true, short: 'why', cell: (/** @type {any} */ d) => reasonText(d[0]) }]} />`}
    ${keepsNothing(stats) && html`<p class="callout">Events that no attempt could deliver were dropped. <code class="inline">routeflow.spool.enabled: true</code> keeps them on disk until the destination is back, <code class="inline">routeflow.offline-queue-max</code> so many of them in memory.</p>`}
    ${lanes.length > 0 && html`<h2 class="part">Destinations</h2><${Table} label="Destinations" columns=${laneColumns(lanes)} rows=${lanes} keyOf=${(d) => d[0]} />`}`;
}

/** @param {{ data: Delivery }} props */
function Batches({ data: { destinations = {}, batches } }) {
  const several = Object.keys(destinations).length > 1;
  /** @type {Column[]} */
  const columns = [
    { name: 'At', cell: (b) => clock(b.at, true) }, ...(several ? [{ name: 'To', cell: (/** @type {any} */ b) => b.destination }] : []),
    { name: 'Outcome', short: 'outcome', cell: (b) => html`<span class=${b.outcome === 'sent' ? 'good' : 'bad'}>${b.outcome === 'sent' ? '✓' : '✕'} ${b.outcome}</span>` },
    { name: 'Events', short: 'events', num: true, cell: (b) => count(b.events) }, { name: 'Attempts', num: true, cell: (b) => count(b.attempts) },
    { name: 'Why', wide: true, short: 'why', cell: (b) => some(reasonText(b.reason).length, reasonText(b.reason)) }, { name: 'Batch', cell: (b) => html`<code>${b.batch_id}</code>` },
  ];
  return html`<h2 class="part">Last batches</h2>
    ${batches.length > 0 ? html`<${Table} label="Last batches" columns=${columns} rows=${batches} keyOf=${(b) => `${b.destination} ${b.batch_id} ${b.at}`} />` : html`<p class="scope">No batch has been delivered or given up yet.</p>`}`;
}

const FETCH = `export function routeflowFetch(input, init = {}) {
  const headers = new Headers(init.headers);
  headers.set('x-routeflow-trace-id', crypto.randomUUID());
  headers.set('x-routeflow-frontend-route', location.pathname);
  return fetch(input, { ...init, headers });
}`;
const JDBC = `<dependency>
  <groupId>io.routeflow</groupId>
  <artifactId>routeflow-micronaut-jdbc</artifactId>
</dependency>`;

/** An empty page: what works already, what could, and something to call. */
export function FirstSteps() {
  if (known.imported) return html`<div class="empty"><h2>No requests in this session</h2></div>`;
  const { state } = known;
  const routes = (state?.routes ?? []).slice(0, 5);
  const command = (/** @type {string} */ path) => `curl -i '${location.origin}${path.replaceAll("'", '%27')}'`;
  /** @type {Piece} */
  const step = (done, name, more) => html`<li class=${done ? 'done' : ''}><span aria-hidden="true">${done ? '✓' : '○'}</span><div><b>${name}</b>${!done && more}</div></li>`;
  return html`<div class="empty first"><h2>No requests yet</h2>
    <p>Call the application and watch them arrive here${routes.length > 0 ? '. These routes of it need nothing filled in:' : ', for example by opening one of its pages.'}</p>
    ${routes.map((one) => html`<${Snippet} text=${command(one.path)} says="Copy as curl" />`)}
    <ul class="steps">
      ${step(true, 'The console is on and listens')}
      ${state?.sql_capture !== undefined && step(state.sql_capture, 'SQL of each request', html`<p>With this dependency beside the data source:</p><${Snippet} text=${JDBC} />`)}
      ${step(false, 'The page of the frontend that calls, if there is one', html`<details><summary>A wrapper for fetch</summary><${Snippet} text=${FETCH} /></details>`)}
      ${step(state?.endpoint === true, 'An endpoint to send events to (optional; the console needs none)', html`<details><summary>Its settings</summary><${Snippet} text=${ENDPOINT} /></details>`)}
    </ul><p>Jobs and messages appear here too, where their methods have <code class="inline">@RouteflowCapture</code>.</p></div>`;
}

const RUNNING_EVERY_MS = 1000;
const RUNNING_SHOWN = 5;

/** What is being handled at this moment, if it has lasted a while. @param {Props.Running} props */
export function Running({ listing: { all, filter } }) {
  const { running = [] } = /** @type {RunningList} */ (usePolled(known.imported ? '' : 'api/running', RUNNING_EVERY_MS, known.epoch).data ?? {});
  const slow = useMemo(() => slowness(all), [all, filter, known.version]);
  const asked = running.filter((one) => !rowOf(one.event_id) && filter.test(/** @type {any} */ ({ ...one, at: Date.parse(one.timestamp), trace_id: '', latency_ms: one.running_ms, status: '', status_code: NaN })));
  if (asked.length === 0 || known.connection !== 'live') return null;
  return html`<ul class="running" aria-label="Running now">${asked.slice(0, RUNNING_SHOWN).map((one) => {
    const late = slow({ ...one, latency_ms: one.running_ms });
    return html`<li key=${one.event_id}><i aria-hidden="true"></i><b class="method">${one.method}</b> <span class="what">${pathName(one)}</span> <b class="num">${ms(Math.round(one.running_ms / 100) * 100)}</b>
      ${late && html`<span class="tag warn">${late} its p95</span>`} <span class="nil">${[handlerName(one), pageName(one.frontend_route)].filter(Boolean).join(' · ')}</span></li>`;
  })}${asked.length > RUNNING_SHOWN && html`<li class="nil">and ${plural(asked.length - RUNNING_SHOWN, 'more')}</li>`}</ul>`;
}

/** Shows the application the code of its newest link; the page and its rows of earlier runs stay.
 * @param {string} text the link, or what stands behind `code=` in it */
export async function enterBy(text) {
  const [named] = /(?<=[?&])(?:code|token)=[^&#\s]+/.exec(text) ?? [];
  const bare = encodeURIComponent(text.trim());
  // A bare value may be either, and both in one question are one attempt.
  await call(`./?${named ?? `code=${bare}&token=${bare}`}`);
  connect();
}

/** What keeps the reader out, and the way in. @param {Props.Door} props */
export function Door({ reason, says }) {
  const [said, say] = useState('');
  const enter = (/** @type {any} */ event) => {
    event.preventDefault();
    const given = event.target.querySelector('input').value;
    say('');
    enterBy(given).catch((error) => say(spoken(error)));
  };
  const byToken = reason === 'token_required', restarted = reason === 'session_expired';
  return html`<div class="notice door" role="alert"><b>${restarted ? 'The application was restarted' : 'The console is closed'}</b><p>${said || (restarted ? says.replace(/^The application was restarted\.\s*/, '') : says)}</p>
    <form onSubmit=${enter}><label>${byToken ? 'Token' : 'Newest link of the log, or its code'} <input type=${byToken ? 'password' : 'text'} autocomplete="off" spellcheck=${false} required /></label>
      <button>Open</button></form></div>`;
}
const KEYS = [['/', 'to the filter'], ['1 – 7', 'the views'], ['j k, ↓ ↑', 'next and previous request'], ['Enter', 'open the request'], ['Esc', 'close, or leave the filter'],
  ['f', 'request over the whole width'], ['p', 'pause and go on'], ['c', 'clear the view'], ['?', 'this help']];


/** All that can be typed, and where the code is. */
export function Help() {
  /** @type {Piece} */
  const pairs = (list) => html`<dl>${list.map((/** @type {string[]} */ [term, text]) => html`<dt><code>${term}</code></dt><dd>${text}</dd>`)}</dl>`;
  const field = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ hint) => html`<label>${label}<input value=${choice(name)} placeholder=${hint} spellcheck=${false} onChange=${(/** @type {any} */ event) => choose(name, event.target.value.trim())} /></label>`;
  return html`<dialog id="help" aria-labelledby="help-title">
    <form method="dialog"><h2 id="help-title">Keys, filter, links to the code</h2><button aria-label="Close">✕</button></form>
    <h3>Keys</h3>${pairs(KEYS)}
    <h3>Filter: all terms must hold; -term excludes, a|b is one of both</h3>
    ${pairs([...Object.entries(TERM_KINDS).map(([name, { about }]) => [`${name}:`, about]), ['text', 'anywhere']])}
    <h3>Links to the code</h3>
    <p>Handlers, repository methods and frames become links into the editor.</p>
    <div class="fields"><label>Editor<select value=${choice('ide')} onChange=${(/** @type {any} */ event) => choose('ide', event.target.value)}>
      <option value="">none: a click copies the name</option><option value="idea">IntelliJ IDEA</option><option value="vscode">VS Code</option></select></label>
    ${field('root', 'Source folder', '/home/me/orders/src/main/java')}</div>
  </dialog>`;
}

// The frame: head, filter, keyboard; and the list of requests with its chart.
import { html, render, uPlot, useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor.js';
import { clock, count, ms, outcomeText, pageName, parseFilter, percent, plural, routeName, simpleName } from './text.js';
import { summary } from './figures.js';
import { address, clear, connect, go, here, known, pause, setTheme, shown, theme, THEMES, useKnown, VIEWS } from './live.js';
import { Delivery, Failures, FlowMap, Mark, Request, Routes, Sql, Status, visit } from './views.js';

const TITLES = { requests: 'Requests', routes: 'Routes', flow: 'Flow map', sql: 'SQL', failures: 'Failures', delivery: 'Delivery' };
const ROW_HEIGHT = 30;
const EXTRA_ROWS = 8;

/** The rows that the filter leaves, worked out once a change. @returns {Listing} */
function useListing() {
  const { version } = useKnown();
  const { q } = here();
  const filter = useMemo(() => parseFilter(q), [q]);
  const rows = useMemo(() => shown().filter(filter.test), [version, filter]);
  return { rows, all: shown().length, q, filter };
}

function Head() {
  const { state, connection } = known;
  const at = theme();
  const next = THEMES[(THEMES.indexOf(at) + 1) % THEMES.length];
  return html`<header class="head">
    <${Mark} />
    <h1>${state?.service.name ?? 'Routeflow'}</h1>
    ${state && html`<p class="about">${[state.service.environment, state.service.version, state.service.code_version].filter(Boolean).join(' · ')}</p>`}
    <span class=${`link ${connection}`} role="status">${connection}</span>
    <button class="quiet" aria-label=${`Theme ${at}, change to ${next}`} onClick=${() => setTheme(next)}>
      ${{ auto: '◐', light: '○', dark: '●' }[at]}<span class="wide">${at}</span></button>
    <button class="quiet" aria-label="Help" title="Help (?)" onClick=${openHelp}>?</button>
  </header>`;
}

/** @param {Props.Tabs} props */
function Tabs({ listing }) {
  const { view } = here();
  return html`<nav class="tabs" aria-label="Views">${VIEWS.map((name) => html`
    <a href=${address({ view: name, id: '' })} aria-current=${name === view ? 'page' : undefined} onClick=${visit({ view: name, id: '' })}>
      ${TITLES[name]}${name === 'requests' && html`<span class="badge">${count(listing.rows.length)}</span>`}</a>`)}</nav>`;
}

/** @param {Props.FilterBar} props */
function FilterBar({ listing: { q, filter, rows, all } }) {
  const { paused } = known;
  const missed = paused ? known.rows.length - paused.length : 0;
  return html`<div class="bar">
    <div class="field">
      <label for="filter">Filter</label>
      <input id="filter" type="search" autocomplete="off" spellcheck=${false} value=${q} aria-describedby="filter-says"
        placeholder="route:/orders  status:>=500  ms:>200  has:n+1  or any text"
        onInput=${(event) => go({ q: event.target.value }, true)} />
      <kbd aria-hidden="true">/</kbd>
    </div>
    <button aria-pressed=${paused !== undefined} aria-label="Pause" title="Pause the list (p)" onClick=${() => pause(!paused)}>
      ${paused ? html`▶ <span class="word">Go on</span>${missed > 0 && html`<span class="badge">${count(missed)} new</span>`}` : html`❚❚ <span class="word">Pause</span>`}</button>
    <button title="Empty list and figures" onClick=${() => clear().catch(() => undefined)}>Clear</button>
    <p id="filter-says" class=${filter.problems.length > 0 ? 'says wrong' : 'says'} role="status">
      ${filter.problems.length > 0 ? html`<b>Not understood:</b> ${filter.problems.join('; ')}`
        : q.trim() !== '' ? `${count(rows.length)} of ${plural(all, 'request')}` : ''}</p>
  </div>`;
}

const TERMS = [
  ['route:/orders', 'part of method and route; route:"=GET /orders" is exact'], ['page:/checkout', 'the frontend route that called'],
  ['status:>=500', 'also 404, 5xx, <400'], ['ms:>200', 'duration'], ['sql:>10', 'statements'],
  ['table:orders', 'a table behind it'], ['host:pay.example', 'a host behind it'], ['trace:ID', 'one trace; a single match opens'],
  ['has:n+1', 'the same statement again and again'], ['has:error', 'failed, or something behind it did'], ['text', 'anywhere'],
];
const KEYS = [['/', 'to the filter'], ['j k', 'next and previous request'], ['Enter', 'open the request'], ['Esc', 'close, or leave the filter'],
  ['p', 'pause and go on'], ['?', 'this help']];

const openHelp = () => /** @type {any} */ (document.getElementById('help')).showModal();

function Help() {
  /** @type {Piece} */
  const pairs = (list) => html`<dl>${list.map((/** @type {string[]} */ [term, text]) => html`<dt><code>${term}</code></dt><dd>${text}</dd>`)}</dl>`;
  return html`<dialog id="help" aria-labelledby="help-title">
    <form method="dialog"><h2 id="help-title">Keys and filter</h2><button aria-label="Close">✕</button></form>
    <h3>Keys</h3>${pairs(KEYS)}
    <h3>Filter: all terms must hold</h3>${pairs(TERMS)}
  </dialog>`;
}

/* Only the rows in sight are in the document. */
/** @param {Props.List} props */
function List({ listing: { rows, all }, selected, onSelect }) {
  const box = useRef(/** @type {any} */ (null));
  const [sight, setSight] = useState({ top: 0, height: 800 });
  const newest = useRef('');
  const look = () => box.current && setSight({ top: box.current.scrollTop, height: box.current.clientHeight });
  useEffect(() => {
    const watch = new ResizeObserver(look);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    // Who has scrolled down keeps what is being read in place when rows come in above.
    const added = newest.current === '' ? 0 : rows.length - 1 - rows.findLastIndex((row) => row.event_id === newest.current);
    if (box.current && box.current.scrollTop > ROW_HEIGHT && added > 0 && added < rows.length) box.current.scrollTop += added * ROW_HEIGHT;
    newest.current = rows.at(-1)?.event_id ?? '';
  }, [rows]);
  useLayoutEffect(() => {
    const place = rows.length - 1 - rows.findIndex((row) => row.event_id === selected);
    if (!box.current || place >= rows.length) return;
    const top = place * ROW_HEIGHT, sightHeight = box.current.clientHeight - ROW_HEIGHT;
    if (top < box.current.scrollTop) box.current.scrollTop = top;
    else if (top + ROW_HEIGHT > box.current.scrollTop + sightHeight) box.current.scrollTop = top + ROW_HEIGHT - sightHeight;
  }, [selected]);
  if (rows.length === 0) return html`<${Nothing} all=${all} />`;
  const first = Math.max(0, Math.min(rows.length - 1, Math.floor(sight.top / ROW_HEIGHT) - EXTRA_ROWS));
  const last = Math.min(rows.length, first + Math.ceil(sight.height / ROW_HEIGHT) + 2 * EXTRA_ROWS);
  const slowest = Math.log1p(Math.max(...rows.map((row) => row.latency_ms), 1));
  const visible = Array.from({ length: last - first }, (_, i) => rows[rows.length - 1 - first - i]);
  return html`<div class="scroll list" ref=${box} tabindex="0" role="region" aria-label="Requests, newest first" onScroll=${look}>
    <table aria-rowcount=${rows.length + 1}>
      <thead><tr aria-rowindex="1">
        <th class="c-time">Time</th><th class="c-method">Method</th><th class="c-route">Route</th><th class="c-status">Status</th><th class="c-ms num">Duration</th>
        <th class="c-sql num">SQL</th><th class="c-sqlms num">SQL time</th><th class="c-ext num">Calls</th><th class="c-page">Page</th><th class="c-trace">Trace</th><th class="c-out">Sent</th>
      </tr></thead>
      <tbody>
        ${first > 0 && html`<tr class="space" aria-hidden="true" style=${{ height: `${first * ROW_HEIGHT}px` }}><td></td></tr>`}
        ${visible.map((row, i) => html`<${ListRow} key=${row.event_id} row=${row} index=${first + i + 2} selected=${row.event_id === selected} slowest=${slowest} onSelect=${onSelect} />`)}
        ${last < rows.length && html`<tr class="space" aria-hidden="true" style=${{ height: `${(rows.length - last) * ROW_HEIGHT}px` }}><td></td></tr>`}
      </tbody>
    </table>
  </div>`;
}

const SENT = { sent: '✓', waiting: '…', dropped: '✕' };

/** @param {Props.ListRow} props */
function ListRow({ row, index, selected, slowest, onSelect }) {
  const open = (/** @type {MouseEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onSelect(row.event_id);
    }
  };
  return html`<tr aria-rowindex=${index} aria-current=${selected ? 'true' : undefined} class=${row.status} onClick=${open}>
    <td class="c-time num">${clock(row.timestamp, true)}</td>
    <td class="c-method">${row.method}</td>
    <td class="c-route"><a href=${address({ id: row.event_id })} title=${row.exception ?? row.handler}>${row.path}</a>
      ${row.sql?.n_plus_one && html`<span class="tag n1">N+1</span>`}
      ${row.exception && html`<span class="tag bad">${simpleName(row.exception)}</span>`}</td>
    <td class="c-status"><${Status} row=${row} /></td>
    <td class="c-ms num"><span class="meter" style=${{ '--share': Math.log1p(row.latency_ms) / slowest }}>${ms(row.latency_ms)}</span></td>
    <td class="c-sql num">${row.sql ? count(row.sql.count) : '–'}</td>
    <td class="c-sqlms num">${row.sql ? ms(row.sql.total_ms) : '–'}</td>
    <td class="c-ext num">${row.external ? html`<span title=${ms(row.external.total_ms)}>${count(row.external.count)}</span>` : '–'}</td>
    <td class="c-page">${pageName(row.frontend_route)}</td>
    <td class="c-trace"><code>${row.trace_id.slice(0, 8)}</code></td>
    <td class=${`c-out ${row.outcome}`}><span title=${outcomeText(row)} role="img" aria-label=${outcomeText(row)}>${SENT[row.outcome]}</span></td>
  </tr>`;
}

/** @param {Props.Nothing} props */
function Nothing({ all }) {
  if (!known.loaded) return html`<div class="empty"><h2>${known.connection === 'connecting' ? 'Loading …' : 'No answer yet'}</h2><p>${known.problem}</p></div>`;
  if (all > 0) {
    return html`<div class="empty"><h2>No request matches the filter</h2><p>${plural(all, 'request')} without it.</p>
      <button onClick=${() => go({ q: '' })}>Remove the filter</button></div>`;
  }
  return html`<div class="empty"><h2>No requests yet</h2>
    <p>Call the application and watch them arrive here. For example:</p><pre><code>curl -i '${location.origin}/'</code></pre></div>`;
}

// The chart: each request a mark; a click opens it.

const MARKS = /** @type {const} */ (['success', 'warning', 'failed']);

/** Colour is not the only sign. @param {number} shape @returns {any} */
const marks = (shape) => /** @type {Piece} */ (u, series, from, to) => {
  const path = new Path2D();
  const size = 2.6 * devicePixelRatio;
  for (let i = from; i <= to; i++) {
    const value = u.data[series][i];
    if (value == null) continue;
    const x = u.valToPos(u.data[0][i], 'x', true), y = u.valToPos(value, 'y', true);
    if (shape === 0) path.moveTo(x + size, y), path.arc(x, y, size, 0, 7);
    else if (shape === 1) path.moveTo(x, y - size * 1.4), path.lineTo(x + size * 1.3, y + size), path.lineTo(x - size * 1.3, y + size), path.closePath();
    else path.moveTo(x - size, y - size), path.lineTo(x + size, y + size), path.moveTo(x + size, y - size), path.lineTo(x - size, y + size);
  }
  return { stroke: path, fill: shape === 2 ? new Path2D() : path };
};

/** @param {HTMLElement} box @param {string} name a colour of the style sheet, as the canvas knows it */
function colour(box, name) {
  box.style.color = `var(--${name})`;
  const resolved = getComputedStyle(box).color;
  box.style.color = '';
  return resolved;
}

/** By arrival, not by end. @param {Row[]} rows @returns {any} */
const columns = (rows) => [(rows = [...rows].sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1))).map((row) => Date.parse(row.timestamp) / 1000),
  ...MARKS.map((status) => rows.map((row) => (row.status === status ? Math.max(row.latency_ms, 0.01) : null)))];

/** @param {HTMLElement} box @param {() => Row[]} current @returns {any} */
function draw(box, current) {
  const ink = (/** @type {string} */ name) => colour(box, name);
  const decades = (/** @type {any} */ _, /** @type {number[]} */ splits) => splits.map((v) => (/^1(0*|e.*)$|^0\.0*1$/.test(String(v)) ? v : null));
  const axis = { stroke: ink('quiet'), font: '11px system-ui, sans-serif', grid: { stroke: ink('line'), width: 1 }, ticks: { show: false } };
  const nearest = (/** @type {any} */ u) => {
    /** @type {Row | undefined} */
    let found;
    let reach = 24;
    for (const row of current()) {
      const far = Math.hypot(u.valToPos(Date.parse(row.timestamp) / 1000, 'x') - u.cursor.left, u.valToPos(Math.max(row.latency_ms, 0.01), 'y') - u.cursor.top);
      if (far < reach) [found, reach] = [row, far];
    }
    return found;
  };
  const inks = [ink('mark'), ink('warn'), ink('bad')];
  /** @type {import('uplot').Options} */
  const options = {
    width: box.clientWidth, height: box.clientHeight, legend: { show: false }, padding: [8, 28, 0, 0],
    cursor: { points: { show: false }, y: false, drag: { x: false, y: false } },
    scales: { x: { time: true, range: ({ data: [times] }, low) => [Math.min(low, times[times.length - 1] - 2), times[times.length - 1]] }, y: { distr: 3, range: (_, low, high) => [Math.min(low ?? 1, 1) * 0.8, Math.max(high ?? 10, 10) * 1.3] } },
    axes: [{ ...axis, size: 24, space: 90, values: (_, splits) => splits.map((v) => (v % 1 ? '' : clock(new Date(v * 1000).toISOString()))) },
      { ...axis, grid: { ...axis.grid, filter: decades }, size: 52, space: 24, filter: decades, values: (_, splits) => splits.map((v) => (v == null ? '' : v >= 1000 ? `${v / 1000} s` : `${v} ms`)) }],
    series: [{}, ...MARKS.map((label, i) => ({ label, paths: () => null, points: { show: true, paths: marks(i), stroke: inks[i], fill: inks[i], width: i === 2 ? 1.6 : 0 } }))],
    hooks: { setCursor: [(u) => {
      const row = (u.cursor.left ?? -1) >= 0 ? nearest(u) : undefined;
      box.title = row ? `${clock(row.timestamp, true)}  ${routeName(row)}  ${row.status_code}  ${ms(row.latency_ms)}` : '';
      box.classList.toggle('over', row !== undefined);
    }] },
  };
  const plot = new uPlot(options, columns(current()), box);
  plot.over.addEventListener('click', () => {
    const row = nearest(plot);
    if (row) go({ id: row.event_id });
  });
  return plot;
}

/** @param {Props.Chart} props */
function Chart({ rows }) {
  const box = useRef(/** @type {any} */ (null));
  const plot = useRef(/** @type {any} */ (null));
  const latest = useRef(rows);
  latest.current = rows;
  const [scheme, setScheme] = useState(0);
  const figures = useMemo(() => summary(rows), [rows]);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => setScheme((/** @type {number} */ n) => n + 1);
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }, []);
  useLayoutEffect(() => {
    const at = box.current;
    plot.current = draw(at, () => latest.current);
    const watch = new ResizeObserver(() => plot.current.setSize({ width: at.clientWidth, height: at.clientHeight }));
    watch.observe(at);
    return () => {
      watch.disconnect();
      plot.current.destroy();
    };
  }, [theme(), scheme]);
  useLayoutEffect(() => plot.current?.setData(columns(rows)), [rows]);
  const says = `${plural(figures.count, 'request')} by time and duration: median ${ms(figures.p50)}, 95th percentile ${ms(figures.p95)}, slowest ${ms(figures.max)}.`;
  /** @type {Piece} */
  const item = (name, value, note = '') => html`<div><dt>${name}</dt><dd class=${note}>${value}</dd></div>`;
  return html`<section class="overview" aria-label="Durations">
    <div class="chart" role="img" aria-label=${says} ref=${box}></div>
    <dl class="figures">
      ${item('median', ms(figures.p50))}${item('p95', ms(figures.p95))}${item('slowest', ms(figures.max))}
      ${item('failed', html`${count(figures.failed)} <small>${percent(figures.failed, figures.count)}</small>`, figures.failed > 0 ? 'bad' : '')}
      ${item('4xx', count(figures.warned), figures.warned > 0 ? 'warn' : '')}${item('N+1', count(figures.nPlusOne), figures.nPlusOne > 0 ? 'warn' : '')}
    </dl>
  </section>`;
}

function Page() {
  const listing = useListing();
  const { view, id, q } = here();
  const [cursor, setCursor] = useState('');
  const opened = useRef(false);
  const selected = id || cursor;
  const state = useRef({ listing, selected, setCursor });
  state.current = { listing, selected, setCursor };
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => key(event, state.current);
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  useEffect(() => {
    // A link with a trace id, as one finds it in a log, means that request.
    const byTrace = listing.filter.terms.some((term) => term.key === 'trace');
    if (!known.loaded || opened.current) return;
    opened.current = !byTrace || id !== '' || listing.rows.length > 0;
    if (byTrace && id === '' && listing.rows.length === 1) go({ id: listing.rows[0].event_id }, true);
  });
  useEffect(() => {
    document.title = `${known.state ? `${known.state.service.name} · ` : ''}Routeflow`;
  }, [known.state?.service.name]);
  const { rows } = listing;
  return html`
    <${Head} /><${Tabs} listing=${listing} /><${FilterBar} listing=${listing} />
    ${known.problem && html`<p class="notice" role="alert">${known.problem}</p>`}
    <main class=${id ? 'split' : ''}>
      <div class="view">
        ${view === 'requests' && html`${rows.length > 0 && html`<${Chart} rows=${rows} />`}
          <${List} listing=${listing} selected=${selected} onSelect=${(to) => { setCursor(to); go({ id: to }); }} />`}
        ${view === 'routes' && html`<${Routes} q=${q} />`}
        ${view === 'flow' && html`<${FlowMap} rows=${rows} />`}
        ${view === 'sql' && html`<${Sql} q=${q} />`}
        ${view === 'failures' && html`<${Failures} rows=${rows} />`}
        ${view === 'delivery' && html`<${Delivery} />`}
      </div>
      ${id && html`<${Request} id=${id} key=${id} />`}
    </main>
    <${Help} />`;
}

/** @param {KeyboardEvent} event @param {Props.Keys} page */
function key(event, { listing: { rows }, selected, setCursor }) {
  const field = event.target instanceof HTMLInputElement ? event.target : undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') {
    if (field) field.blur();
    else if (here().id) go({ id: '' });
    return;
  }
  if (field) {
    if (event.key === 'Enter') field.blur();
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (step && here().view === 'requests' && rows.length > 0) {
    const at = rows.findIndex((row) => row.event_id === selected);
    const to = at < 0 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at - step));
    setCursor(rows[to].event_id);
    if (here().id) go({ id: rows[to].event_id }, true);
  } else if (event.key === 'Enter' && selected && !(event.target instanceof Element && event.target.closest('a, button, summary, [role=row]'))) {
    go({ id: selected });
  } else if (event.key === '/') {
    /** @type {any} */ (document.getElementById('filter')).select();
  } else if (event.key === 'p') pause(!known.paused);
  else if (event.key === '?') openHelp();
  else return;
  event.preventDefault();
}

setTheme(theme());
connect();
addEventListener('visibilitychange', connect);
render(html`<${Page} />`, /** @type {any} */ (document.getElementById('page')));

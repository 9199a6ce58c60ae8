// The frame: head, filter, keyboard; and the list of requests. What else there is to see is loaded once the rows are there.
import { html, render, useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor.js';
import { amount, clock, count, endingInWords, exceptionName, handlerName, isRequest, isUnmatched, kindName, kindOf, KINDS, methodName, middle, ms, outcomeText, overBudget, pageName, parseFilter, pathName, plural, proposals, simpleName, slowness, took, withTerm } from './text.js';
import { address, budgets, changed, choice, choose, clearShown, clearView, comparesRuns, connect, go, here, known, listen, pause, run, setTheme, shown, spoken, start, Status, theme, THEMES, useKnown, VIEWS, visit } from './live.js';

const TITLES = { requests: 'Requests', routes: 'Routes', flow: 'Flow map', sql: 'SQL', calls: 'Calls', failures: 'Failures', delivery: 'Delivery' };
const ROW_HEIGHT = 30;
/** Where there is little width, each row has its path on a second line of its own. */
const TALL = { height: 50, below: 460 };
const EXTRA_ROWS = 8;
const UNDO_MS = 5000;
const WRONG_AFTER_MS = 900;

// What is loaded later, and at the latest when it is looked at: an application that stops must not take the rest of the page along.

const LATER = {
  chart: () => import('./chart.js'), request: () => import('./request.js'), tables: () => import('./tables.js'),
  map: () => import('./map.js'), compare: () => import('./compare.js'),
};
/** @type {Record<string, any>} */
const loaded = {};
/** @type {Promise<unknown> | undefined} */
let styled;

/** What the later parts look like. */
function styles() {
  const link = document.createElement('link');
  return new Promise((done, fail) => {
    [link.rel, link.href, link.onload, link.onerror] = ['stylesheet', 'views.css', done, fail];
    document.head.append(link);
  }).catch((error) => {
    link.remove();
    styled = undefined;
    throw error;
  });
}

/** @param {keyof typeof LATER} name */
const load = async (name) => {
  const [module] = await Promise.all([LATER[name](), (styled ??= styles())]);
  return (loaded[name] = module);
};

/** A part of a module that may not be there yet. One of the frame waits for the first rows, and says nothing where it cannot be had.
 * @param {Props.Later} props */
function Later({ from, part, frame = false, ...props }) {
  const [, set] = useState(0);
  const [problem, say] = useState('');
  const wait = frame && !known.loaded && !known.problem;
  useEffect(() => {
    if (!loaded[from] && !wait) load(from).then(() => set(1), (error) => say(spoken(error)));
  }, [from, wait]);
  if (loaded[from]) return html`<${loaded[from][part]} ...${props} />`;
  return problem && !frame ? html`<p class="scope">${problem}</p>` : html`<div class=${`later ${frame ? part.toLowerCase() : from}`}></div>`;
}

/** The rows that run and filter leave, worked out once a change. @returns {Listing} */
function useListing() {
  const { version } = useKnown();
  const { q } = here(), only = comparesRuns() ? '' : here().run;
  const filter = useMemo(() => parseFilter(q), [q]);
  return useMemo(() => {
    const from = known.runs[known.runs.length - 1 - Number(only)];
    const all = only === '' || !from ? shown() : shown().filter((row) => row.run === from.id);
    return { rows: all.filter(filter.test), all, q, filter };
  }, [version, filter, only]);
}

const Mark = () => html`<svg class="mark" viewBox="0 0 22 22" aria-hidden="true"><rect width="22" height="22" rx="5" />
  <path d="M5 6.5h4.5c5 0 2.5 9 7.5 9" /><circle cx="5" cy="6.5" r="2" /><circle cx="17" cy="15.5" r="2" /></svg>`;

/** @param {Run} one @param {number} back */
const runName = (one, back) => `${back === 0 ? 'this run' : back === 1 ? 'the run before' : `${back} runs before`}, from ${clock(one.from)}${one.version ? ` · ${one.version}` : ''}`;

function Head() {
  const { state, connection, runs } = known, restarted = known.door === 'session_expired';
  const at = theme();
  const next = THEMES[(THEMES.indexOf(at) + 1) % THEMES.length];
  const about = state ? [state.service.environment, state.service.version, state.service.code_version].filter(Boolean).join(' · ') : '';
  return html`<header class="head">
    <${Mark} />
    <h1 title=${state?.service.name}>${state?.service.name ?? 'Routeflow'}</h1>
    ${state && html`<p class="about" title=${`${about} · instance ${state.service.instance}`}>${about}</p>`}
    ${runs.length > 1 && html`<select class="runs" aria-label="Run" value=${comparesRuns() ? '' : here().run} onChange=${(event) => go({ run: event.target.value, ...(comparesRuns() && { a: '', b: '' }) })}>
      <option value="">${runs.length === 2 ? 'both' : `all ${runs.length}`} runs</option>${[...runs].reverse().map((one, back) => html`<option value=${String(back)}>${runName(one, back)}</option>`)}</select>`}
    <span class=${`link ${restarted ? '' : connection}`} role="status">${restarted ? 'restarted' : connection === 'file' ? 'from a file' : connection}</span>
    <button class="quiet wide" aria-label=${`Theme ${at}, change to ${next}`} title="Theme" onClick=${() => setTheme(next)}>${{ auto: 'Auto', light: 'Light', dark: 'Dark' }[at]}</button>
    <${Later} from="compare" part="Menu" frame />
    <button class="quiet" aria-label="Help" title="Help (?)" onClick=${openHelp}>?</button>
  </header>`;
}

/** Brings the tab of the view into sight, with each change of size or of these. @param {{ current: any }} bar @param {unknown[]} of */
function useInSight(bar, of) {
  useEffect(() => {
    const watch = new ResizeObserver(() => bar.current.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }));
    watch.observe(bar.current);
    return () => watch.disconnect();
  }, of);
}

/** @param {Props.Tabs} props */
function Tabs({ listing }) {
  const { view } = here();
  const bar = useRef(/** @type {any} */ (null));
  const failed = listing.rows.reduce((n, row) => n + (row.status === 'failed' ? 1 : 0), 0);
  const over = overBudget(listing.rows, budgets()).length;
  // A badge may push the tab out of sight.
  useInSight(bar, [view, known.loaded, String(failed).length, String(over).length]);
  return html`<nav class="tabs" aria-label="Views" ref=${bar}>${VIEWS.map((name, i) => html`
    <a href=${address({ view: name, id: '', route: '', sort: '' })} title=${`${TITLES[name]} (${i + 1})`} aria-current=${name === view ? 'page' : undefined} onClick=${visit({ view: name, id: '', route: '', sort: '' })}>
      ${TITLES[name]}${name === 'requests' && html`<span class="badge">${count(listing.rows.length)}</span>`}
      ${name === 'routes' && over > 0 && html`<span class="badge warn" title="Over their budget">▲ ${count(over)}</span>`}
      ${name === 'failures' && failed > 0 && html`<span class="badge bad">${count(failed)}</span>`}</a>`)}</nav>`;
}

const stars = () => choice('stars').split('\n').filter(Boolean);

/** @param {Props.FilterBar} props */
function FilterBar({ listing: { q, filter, rows, all } }) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [patient, setPatient] = useState(false);
  const timer = useRef(/** @type {any} */ (0));
  /** @type {Proposal[]} */
  const list = open ? [...(q === '' ? stars().map((text) => ({ text, label: `★ ${text}` })) : []), ...proposals(all, q)].filter((one) => one.text.toLowerCase() !== q.toLowerCase()) : [];
  const typed = (/** @type {string} */ text) => {
    clearTimeout(timer.current);
    setPatient(true);
    timer.current = setTimeout(() => setPatient(false), WRONG_AFTER_MS);
    setAt(-1);
    setOpen(true);
    go({ q: text }, true);
  };
  const pick = (/** @type {Proposal} */ one) => {
    go({ q: one.text.endsWith(':') ? one.text : `${one.text} ` }, true);
    setAt(-1);
    setOpen(one.text.endsWith(':'));
    document.getElementById('filter')?.focus();
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && !open) setOpen(true);
    else if (move) setAt((at + 1 + move + list.length + 1) % (list.length + 1) - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) pick(list[at]);
    else if (event.key === 'Escape' && list.length > 0) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const wrong = filter.problems.length > 0 && !patient;
  // Of the figures only those of the moment of a change are spoken: they go on with each request that comes.
  const heard = useMemo(() => (wrong ? `Not understood: ${filter.problems.map((one) => one.text).join(', ')}` : q.trim() === '' || !known.loaded ? '' : `${count(rows.length)} of ${amount(all)}`), [q, wrong, known.loaded]);
  const starred = stars().includes(q.trim());
  const star = () => choose('stars', (starred ? stars().filter((one) => one !== q.trim()) : [q.trim(), ...stars()].slice(0, 10)).join('\n'));
  return html`<div class="bar">
    ${here().view !== 'delivery' && html`<div class="field">
      <label for="filter">Filter</label>
      <input id="filter" role="combobox" aria-expanded=${String(list.length > 0)} aria-controls="proposals" aria-autocomplete="list" aria-activedescendant=${at >= 0 ? `proposal-${at}` : undefined}
        type="search" autocomplete="off" spellcheck=${false} value=${q} aria-describedby="filter-says"
        placeholder="route:/orders  status:>=500  ms:>200  -method:GET  has:n+1  or any text"
        onInput=${(/** @type {any} */ event) => typed(event.target.value)} onKeyDown=${keys} onBlur=${() => { setOpen(false); setPatient(false); }} />
      <kbd aria-hidden="true">/</kbd>
      <ul id="proposals" class="proposals" role="listbox" aria-label="Proposals" hidden=${list.length === 0}>${list.map((one, i) => html`
        <li role="option" id=${`proposal-${i}`} key=${one.label} aria-selected=${String(i === at)} onMouseDown=${(event) => { event.preventDefault(); pick(one); }}>
          <code>${middle(one.label, 90)}</code><span class="nil">${one.count === undefined ? one.about : count(one.count)}</span></li>`)}</ul>
    </div>`}
    <${Pausing} />${here().view !== 'delivery' && html`<${Clearing} />`}
    ${here().view !== 'delivery' && html`<div id="filter-says" class=${wrong ? 'says wrong' : 'says'}>
      ${wrong ? html`<b>Not understood:</b> ${filter.problems.map((one) => html`<span>${one.text}${one.fix !== undefined && html`, did you mean <button class="fix" onClick=${() => go({ q: one.fix }, true)}>${one.meant}</button>?`}</span>`)}`
        : q.trim() !== '' && html`${count(rows.length)} of ${amount(all)}
          ${filter.terms.map((term) => html`<button class="chip" aria-label=${`Remove ${term.word}`} onClick=${() => go({ q: filter.terms.filter((one) => one !== term).map((one) => one.word).join(' ') })}>${middle(term.word, 60)} <span aria-hidden="true">✕</span></button>`)}
          <button class="chip star" aria-pressed=${String(starred)} onClick=${star}>${starred ? '★ kept' : '☆ keep'}</button>`}</div><span class="heard" role="status">${heard}</span>`}
  </div>`;
}

function Pausing() {
  const { paused, fresh } = known;
  return html`<button aria-pressed=${String(paused !== undefined)} aria-label="Pause" title="Pause list and figures (p)" onClick=${() => pause(!paused)}>
    ${paused ? html`▶ <span class="word">Go on</span>${fresh > 0 && html`<span class="badge">${count(fresh)} new</span>`}` : html`❚❚ <span class="word">Pause</span>`}</button>`;
}

function clearAway() {
  undo = { from: Date.now(), to: known.clearedAt };
  clearShown();
  setTimeout(() => changed(true), UNDO_MS);
}
/** Until when the last clearing is undone, and what was cleared away before it. @type {{ from: number, to: Known['clearedAt'] }} */
let undo = { from: 0, to: undefined };

function Clearing() {
  if (known.clearedAt && Date.now() - undo.from < UNDO_MS) return html`<button class="undo" onClick=${() => clearView(undo.to)}>Undo</button>`;
  return html`<button title="Clear this page's list; the application keeps its own (c)" onClick=${clearAway}>Clear<span class="word"> view</span></button>`;
}

const openHelp = () => /** @type {any} */ (document.getElementById('help'))?.showModal();

/** What there is beside requests, each kind to be shown or left out. @param {Props.Kinds} props */
function Kinds({ listing }) {
  const { q, all, filter } = listing;
  /** @type {Map<string, number>} */
  const found = useMemo(() => all.reduce((counts, row) => counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1), new Map()), [listing]);
  const chosen = filter.terms.filter((term) => term.key === 'type' && !term.negated).flatMap((term) => term.value.split('|').map((kind) => kind.replace(/^=/, '')));
  if (found.size < 2 && chosen.length === 0) return null;
  // How many of each kind the rest of the filter leaves.
  const rest = useMemo(() => parseFilter(withTerm(q, 'type', '')), [q]), left = all.filter((row) => found.size > 1 && rest.test(row));
  const turn = (/** @type {string} */ kind) => {
    const next = chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind];
    go({ q: withTerm(q, 'type', next.length === 0 ? '' : `type:${next.join('|')}`) });
  };
  return html`<div class="kinds" role="group" aria-label="Kinds">${KINDS.filter((kind) => found.has(kind) || chosen.includes(kind)).map((kind) => html`
    <button class="chip" aria-pressed=${String(chosen.includes(kind))} onClick=${() => turn(kind)}>${kindName(kind)} <span class="nil">${count(left.filter((row) => kindOf(row) === kind).length)}</span></button>`)}</div>`;
}

const OPENS = ['code_required', 'session_expired', 'wrong_secret', 'token_required'];

// The list. Only what is in sight is in the document.

/** @param {Row[]} rows by start @returns {Item[]} newest first, with a line where the application started again */
function itemsOf(rows) {
  /** @type {Item[]} */
  const items = [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const newer = items.length > 0 ? rows[i + 1].run : rows[i].run;
    if (newer !== rows[i].run) items.push({ id: `run ${newer}`, restart: newer });
    items.push({ id: rows[i].event_id, row: rows[i] });
  }
  return items;
}

/** @param {Props.List} props */
function List({ listing: { rows, all, q }, selected, onSelect, focus }) {
  const items = useMemo(() => itemsOf(rows), [rows]);
  const slow = useMemo(() => slowness(all), [rows]);
  if (rows.length === 0) return html`<${Nothing} all=${all.length} />`;
  // Under another filter it begins at its newest row again.
  return html`<${Scroller} key=${q} items=${items} slow=${slow} selected=${selected} onSelect=${onSelect} focus=${focus} />`;
}

/** Calls again with each change of size. Beside the rows it stands alone: what listens would keep those of its first moment.
 * @param {{ current: any }} box @param {{ current: () => void }} looking */
function useWatched(box, looking) {
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => looking.current());
    watch.observe(box.current);
    looking.current();
    return () => watch.disconnect();
  }, []);
}

/** Mounted with its rows, so that what it measures is there. @param {Props.Scroller} props */
function Scroller({ items, slow, selected, onSelect, focus }) {
  const box = useRef(/** @type {any} */ (null));
  const [sight, setSight] = useState({ top: 0, height: innerHeight, width: innerWidth });
  const reading = useRef({ id: '', above: 0 });
  const newest = useRef(items[0].id);
  const brought = useRef('');
  const tall = sight.width <= TALL.below, each = tall ? TALL.height : ROW_HEIGHT;
  const look = () => {
    const { scrollTop: top, clientHeight: height, clientWidth: width } = box.current;
    const at = Math.min(items.length - 1, Math.floor(top / each));
    reading.current = top > each ? { id: items[at].id, above: top - at * each } : { id: '', above: 0 };
    if (top <= each) newest.current = items[0].id;
    setSight((/** @type {typeof sight} */ last) => (last.top === top && last.height === height && last.width === width ? last : { top, height, width }));
  };
  const looking = useRef(look);
  looking.current = look;
  useWatched(box, looking);
  useLayoutEffect(() => {
    // Who has scrolled down keeps what is being read in place when rows come in above.
    const at = reading.current.id === '' ? -1 : items.findIndex((item) => item.id === reading.current.id);
    if (at >= 0) box.current.scrollTop = at * each + reading.current.above;
    looking.current();
  }, [items, each]);
  useLayoutEffect(() => {
    if (brought.current === selected && focus.current === '') return;
    const at = items.findIndex((item) => item.id === selected);
    if (at < 0) return;
    brought.current = selected;
    const top = at * each, height = box.current.clientHeight - 2 * each;
    if (top < box.current.scrollTop) box.current.scrollTop = top;
    else if (top + each > box.current.scrollTop + height) box.current.scrollTop = top + each - height;
    looking.current();
  });
  useLayoutEffect(() => {
    const link = focus.current && box.current.querySelector(`a[data-id="${CSS.escape(focus.current)}"]`);
    if (!link) return;
    focus.current = '';
    link.focus({ preventScroll: true });
  });
  const room = Math.max(0, items.length * each + ROW_HEIGHT - sight.height);
  const first = Math.max(0, Math.floor(Math.min(sight.top, room) / each) - EXTRA_ROWS);
  const last = Math.min(items.length, first + Math.ceil(sight.height / each) + 2 * EXTRA_ROWS);
  const visible = items.slice(first, last);
  const stop = visible.some((item) => item.id === selected) ? selected : visible.find((item) => item.row)?.id;
  const fresh = sight.top > each ? Math.max(0, items.findIndex((item) => item.id === newest.current)) : 0;
  /** @type {Piece} */
  const space = (n) => n > 0 && html`<tr class="space" aria-hidden="true" style=${{ height: `${n * each}px` }}><td></td></tr>`;
  const sent = known.state?.endpoint !== false;
  const end = tall ? MOST_OF_END.tall : sight.width < MOST_OF_END.from ? MOST_OF_END.narrow : MOST_OF_END.wide;
  return html`<div class="listing">${fresh > 0 && html`<button class="fresh" onClick=${() => { box.current.scrollTop = 0; }}>↑ ${count(fresh)} new</button>`}
    <div class="scroll list" ref=${box} role="region" aria-label="Requests, newest first by their start" onScroll=${look}>
    <table aria-rowcount=${items.length + 1} class=${`${sent ? '' : 'unsent'} ${tall ? 'tall' : ''}`}>
      <thead><tr aria-rowindex="1">
        <th class="c-time">Start</th><th class="c-method">Method</th><th class="c-route">Route</th><th class="c-sign"><span class="word">Flags</span></th><th class="c-status">Status</th><th class="c-ms num">Duration</th>
        <th class="c-sql num" title="Statements">SQL</th><th class="c-sqlms num">SQL time</th><th class="c-ext num" title="Outgoing calls, and their time together">Calls</th><th class="c-page">Page</th><th class="c-trace">Trace</th>
        ${sent && html`<th class="c-out" title="What became of the event: ✓ sent, … buffered, ✕ not sent">Sent</th>`}
      </tr></thead>
      <tbody>${space(first)}
        ${visible.map((item, i) => (item.row ? html`<${ListRow} key=${item.id} row=${item.row} slow=${slow(item.row)} index=${first + i + 2} selected=${item.id === selected} stop=${item.id === stop} sent=${sent} end=${end} onSelect=${onSelect} />`
          : html`<tr key=${item.id} class="restart" aria-rowindex=${first + i + 2}><td colspan="3">${restarted(item.restart)}</td></tr>`))}
        ${space(items.length - last)}
      </tbody>
    </table>
  </div></div>`;
}

/** @param {number} id of the run that began */
function restarted(id) {
  const at = known.runs.findIndex((one) => one.id === id);
  const [now, before] = [known.runs[at], known.runs[at - 1]];
  const versions = now?.version && before?.version && now.version !== before.version ? `, ${before.version} → ${now.version}` : '';
  return `— restarted ${now ? clock(now.from) : ''}${versions} —`;
}

const SENT = { sent: '✓', waiting: '…', dropped: '✕' };

/** Of a path that has no room its start is cut: the end distinguishes it better, and is short enough for its column. */
const MOST_OF_END = { narrow: 11, wide: 19, tall: 24, from: 700 };

/** The end begins with a segment where one fits. @param {string} path @param {number} most characters of the end */
function shortened(path, most) {
  if (path.length <= 14 || !path.startsWith('/')) return html`<span class="start">${path}</span>`;
  const segment = path.indexOf('/', path.length - most);
  const cut = segment > 0 && segment < path.length - 1 ? segment : path.length - MOST_OF_END.narrow + 1;
  return html`<span class="start">${path.slice(0, cut)}</span><span class="end">${path.slice(cut)}</span>`;
}

/** @param {Row} row @param {string} [slow] */
const inWords = (row, slow) => [methodName(row), pathName(row), endingInWords(row), took(row), slow && `${slow} its p95`, clock(row.timestamp), row.sql?.n_plus_one && 'N+1', row.exception && simpleName(row.exception)].filter(Boolean).join(', ');

/** @param {Props.ListRow} props */
function ListRow({ row, slow, index, selected, stop, sent, end, onSelect }) {
  const open = (/** @type {MouseEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onSelect(row.event_id);
    }
  };
  const old = row.run !== run()?.id;
  const path = pathName(row);
  return html`<tr aria-rowindex=${index} aria-current=${selected ? 'true' : undefined} class=${`${row.status}${old ? ' old' : ''}`} onClick=${open}>
    <td class="c-time num">${clock(row.timestamp)}<span class="ms">${clock(row.timestamp, true).slice(8)}</span></td>
    <td class=${`c-method ${isRequest(row) ? '' : 'kind'}`}>${methodName(row)}</td>
    <td class="c-route"><a href=${address({ id: row.event_id })} data-id=${row.event_id} tabindex=${stop ? 0 : -1} aria-label=${inWords(row, slow)} title=${[path, handlerName(row), row.origin && `in ${row.origin.method} ${row.origin.path}`].filter(Boolean).join('\n')}
      class=${isUnmatched(row) && !row.address ? 'unmatched' : ''}>${shortened(path, end)}</a></td>
    <td class="c-sign">${row.sql?.n_plus_one && html`<span class="tag n1" title="N+1: one statement ran again and again">N+1</span>`}
      ${row.exception && html`<span class=${`tag ${row.status === 'failed' ? 'bad' : 'warn'}`} title=${row.exception}><span class="long">${exceptionName(row.exception, 22 - (row.sql?.n_plus_one ? 8 : 0) - (slow ? 8 : 0))}</span><span class="short" role="img" aria-label=${simpleName(row.exception)}>${row.status === 'failed' ? '✕' : '▲'}</span></span>`}
      ${slow && html`<span class="tag warn slow" title=${`${slow} the p95 of its route`}>${slow}${!row.exception && html`<span class="long"> its p95</span>`}</span>`}</td>
    <td class="c-status" title=${endingInWords(row)}><${Status} row=${row} /></td>
    <td class="c-ms num"><span class="amount" style=${{ '--share': Math.min(1, row.latency_ms / 1000) }}>${took(row)}</span></td>
    <td class="c-sql num">${row.sql ? count(row.sql.count) : '–'}</td>
    <td class="c-sqlms num">${row.sql ? ms(row.sql.total_ms) : '–'}</td>
    <td class="c-ext num">${row.external ? `${count(row.external.count)} · ${ms(row.external.total_ms)}` : '–'}</td>
    <td class="c-page" title=${row.frontend_route}>${pageName(row.frontend_route) || '–'}</td>
    <td class="c-trace" title=${row.trace_id}><code>${row.trace_id.slice(-8)}</code></td>
    ${sent && html`<td class=${`c-out ${row.outcome}`}><span title=${outcomeText(row)} role="img" aria-label=${outcomeText(row)}>${SENT[row.outcome]}</span></td>`}
  </tr>`;
}

/** @param {Props.Nothing} props */
function Nothing({ all }) {
  if (!known.loaded) return html`<div class="empty"><h2>${known.connection === 'connecting' ? 'Loading …' : 'No answer yet'}</h2><p>${known.problem}</p></div>`;
  if (all > 0) {
    return html`<div class="empty"><h2>No request matches the filter</h2><p>${plural(all, 'request')} without it.</p>
      <button onClick=${() => go({ q: '' })}>Remove the filter</button></div>`;
  }
  if (known.clearedAt) return html`<div class="empty"><h2>No requests since this view was cleared</h2><p>They appear here as they happen.</p></div>`;
  return html`<${Later} from="tables" part="FirstSteps" />`;
}

/** Loads what the first rows did not need. @param {boolean} now */
function useTheRest(now) {
  useEffect(() => {
    if (now) for (const name of /** @type {(keyof typeof LATER)[]} */ (Object.keys(LATER))) if (!loaded[name]) load(name).catch(() => undefined);
  }, [now]);
}

function Page() {
  const listing = useListing();
  const { view, id, route } = here();
  const [cursor, setCursor] = useState('');
  const opened = useRef(false);
  const focus = useRef('');
  const selected = id || cursor;
  const state = useRef(/** @type {any} */ ({}));
  state.current = { listing, selected, focus, setCursor };
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
  useTheRest(known.loaded);
  const { rows } = listing;
  const select = (/** @type {string} */ to) => {
    setCursor(to);
    go({ id: to, route: '' });
  };
  return html`
    <${Head} /><${Tabs} listing=${listing} /><${FilterBar} listing=${listing} />
    ${known.problem && (OPENS.includes(known.door) ? html`<${Later} from="tables" part="Door" reason=${known.door} says=${known.problem} />` : html`<p class="notice" role="alert">${known.problem}</p>`)}
    ${known.imported !== undefined && html`<p class="notice" role="status">A session from the file ${known.imported}, read only.${known.unread > 0 && html` ${plural(known.unread, 'entry', 'entries')} of it could not be read.`} <a href="./">Back to the application</a></p>`}
    <main class=${id || route ? 'split' : ''}>
      <div class="view">
        ${view === 'requests' && html`${rows.length > 0 && html`<${Later} from="chart" part="Overview" rows=${rows} />`}<${Kinds} listing=${listing} /><${Later} from="tables" part="Running" frame listing=${listing} />
          <${List} listing=${listing} selected=${selected} onSelect=${select} focus=${focus} />`}
        ${view === 'routes' && html`<${Later} from="tables" part="Routes" listing=${listing} />`}
        ${view === 'flow' && html`<${Later} from="map" part="FlowMap" rows=${rows} />`}
        ${view === 'sql' && html`<${Later} from="tables" part="Sql" listing=${listing} />`}
        ${view === 'calls' && html`<${Later} from="tables" part="Calls" listing=${listing} />`}
        ${view === 'failures' && html`<${Later} from="tables" part="Failures" rows=${rows} />`}
        ${view === 'delivery' && html`<${Later} from="tables" part="Delivery" />`}
      </div>
      ${id && html`<${Later} from="request" part="Request" id=${id} key=${id} />`}
      ${!id && route && html`<${Later} from="compare" part="RoutePage" route=${route} rows=${rows} key=${route} />`}
    </main>
    <${Later} from="tables" part="Help" frame />`;
}

/** @param {KeyboardEvent} event @param {Props.Keys} page */
function key(event, { listing: { rows }, selected, focus, setCursor }) {
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target : undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const { view, id, route } = here();
  if (event.key === 'Escape') {
    if (field) field.blur();
    else if (id || route) {
      focus.current = id;
      go({ id: '', route: '' });
    }
    return;
  }
  if (field) {
    if (event.key === 'Enter' && !field.form) field.blur();
    return;
  }
  const inList = target.closest('.list') !== null;
  const step = { j: 1, k: -1, ...(inList ? { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length } : {}) }[event.key];
  const number = Number(event.key);
  if (step && view === 'requests' && rows.length > 0) {
    const at = rows.findIndex((row) => row.event_id === selected);
    const to = rows[at < 0 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at - step))].event_id;
    setCursor(to);
    if (id) go({ id: to }, true);
    else focus.current = to;
  } else if (event.key === 'Enter' && selected && !target.closest('a, button, summary, label, [role=row]')) {
    go({ id: selected });
  } else if (event.key === '/') {
    /** @type {any} */ (document.getElementById('filter'))?.select();
  } else if (number >= 1 && number <= VIEWS.length) go({ view: VIEWS[number - 1], id: '', route: '', sort: '' });
  else if (event.key === 'p') pause(!known.paused);
  else if (event.key === 'c' && view !== 'delivery') clearAway();
  else if (event.key === 'f' && (id || route)) choose('whole', choice('whole') === 'yes' ? '' : 'yes');
  else if (event.key === '?') openHelp();
  else return;
  event.preventDefault();
}

/** What the tab shows while the page is in the background. */
function attend() {
  const { unseen, state } = known;
  document.title = `${unseen > 0 ? `(${unseen} ✕) ` : ''}${state ? `${state.service.name} · ` : ''}Routeflow`;
  /** @type {any} */ (document.querySelector('link[rel=icon]')).href = unseen > 0 ? 'icon-unseen.svg' : 'icon.svg';
}

setTheme(theme());
listen(attend);
start();
addEventListener('pageshow', (event) => event.persisted && connect());
render(html`<${Page} />`, /** @type {any} */ (document.getElementById('page')));

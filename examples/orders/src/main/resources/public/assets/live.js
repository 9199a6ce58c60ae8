import { byId, element } from './element.js';

const INTERVAL = 1000;
const MAX_ROWS = 60;
const open = new Set();
let mine = '';
let shown = '';
/** Whether the console gives its statistics: 'open' until it says otherwise, 'closed' without its code, 'off' where it is not. */
let figures = 'open';

/** The row of this call is tinted when its event arrives. */
export function markMine(traceId) {
  mine = traceId;
}

export async function poll() {
  if (!document.hidden) {
    try {
      showEvents(await json('/live/batches'));
      await askForFigures();
    } catch {
      byId('balance').textContent = 'The application does not answer';
    }
  }
  setTimeout(poll, INTERVAL);
}

/** The console of Routeflow has them, where it is on and this browser has opened it. */
async function askForFigures() {
  if (figures !== 'open') return;
  const response = await ask('/routeflow-console/api/delivery');
  if (response.ok) return showFigures((await response.json()).stats);
  figures = response.status === 404 ? 'off' : 'closed';
  byId('console').hidden = figures === 'off';
  byId('numbers').replaceChildren();
  byId('balance').textContent = figures === 'off' ? 'The console, which has the statistics, is off'
    : 'Open the console once by the link in the application’s log: then its statistics show here';
}

// a tab that is seen again may have been left for the console
document.addEventListener('visibilitychange', () => {
  if (figures === 'closed' && !document.hidden) figures = 'open';
});

function ask(path) {
  return fetch(path, { headers: { Accept: 'application/json' } });
}

async function json(path) {
  const response = await ask(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function showEvents(batches) {
  const signature = batches.map((batch) => batch.batch_id).join() + mine;
  if (signature === shown) return;
  shown = signature;
  const events = batches.flatMap((batch) => [...batch.events].reverse());
  for (const id of open) if (!events.some((event) => event.event_id === id)) open.delete(id);
  byId('events').replaceChildren(...events.slice(0, MAX_ROWS).flatMap(rows));
  byId('empty').hidden = events.length > 0;
  byId('events-sum').textContent = sum(events.length, batches.length);
}

function rows(event) {
  const expanded = open.has(event.event_id);
  const time = new Date(event.timestamp).toLocaleTimeString([], { hour12: false });
  const button = element('button', { type: 'button', 'aria-expanded': expanded, title: 'Show the event as it was sent', text: time });
  const call = element('td', {},
    element('span', { class: 'method', text: event.method }), element('span', { text: event.path }));
  const row = element('tr', { class: event.trace_id === mine ? 'event mine' : 'event' },
    element('td', {}, button),
    element('td', {}, element('span', { text: event.frontend_route }), element('span', { class: 'arrow', text: '→' })),
    call,
    element('td', { text: event.handler }),
    element('td', { class: `num ${event.status}`, text: event.status_code }),
    element('td', { class: 'num', text: event.latency_ms.toFixed(1) }),
    sql(event.sql),
    element('td', { text: event.trace_id }));
  const detail = element('tr', { class: 'detail' },
    element('td', { class: 'json', colspan: 8, text: JSON.stringify(event, null, 2) }));
  row.addEventListener('click', () => {
    const opens = !open.delete(event.event_id);
    if (opens) open.add(event.event_id);
    button.setAttribute('aria-expanded', opens);
    if (opens) row.after(detail);
    else detail.remove();
  });
  return expanded ? [row, detail] : [row];
}

/** How many statements ran; an N+1 among them is named. */
function sql(usage) {
  if (!usage) return element('td', { class: 'num' });
  const repeated = usage.statements.some((statement) => statement.n_plus_one);
  return element('td', { class: repeated ? 'num warning' : 'num', text: repeated ? `${usage.count} · N+1` : usage.count });
}

function showFigures(stats) {
  const dropped = Object.keys(stats).filter((key) => key.startsWith('dropped_')).reduce((sum, key) => sum + stats[key], 0);
  const { captured, sent, waiting, retries } = stats;
  const figures = { captured, sent, waiting, dropped, retries };
  byId('numbers').replaceChildren(...Object.entries(figures).map(([name, value]) =>
    element('div', {}, element('dt', { text: name }), element('dd', { text: value }))));
  const sign = captured === sent + waiting + dropped ? '=' : '≠';
  byId('balance').textContent = `captured ${captured} ${sign} sent ${sent} + waiting ${waiting} + dropped ${dropped}`;
}

function sum(events, batches) {
  if (events >= MAX_ROWS) return `the latest ${MAX_ROWS}`;
  return events ? `${plural(events, 'event')} in ${plural(batches, 'batch', 'batches')}` : '';
}

function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

// What the page knows: the rows, kept live; its own address; the theme.
import { useEffect, useState } from './vendor.js';

/** The server's ring is smaller; a page that stays open remembers more than it. */
export const MAX_ROWS = 5000;
const TELL_EVERY_MS = 200;
const RETRY_MS = 5000;

/** An answer that is none, with the words of the server. */
export class Refusal extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {string} path @param {RequestInit} [init] */
async function call(path, init) {
  const response = await fetch(new URL(path, document.baseURI), { cache: 'no-store', ...init });
  if (response.ok) return response;
  const said = await response.json().catch(() => ({}));
  throw new Refusal(response.status, typeof said.message === 'string' ? said.message : `The server answered ${response.status}.`);
}

/** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = async (path, signal) => (await call(path, { signal })).json();

/** The header is what no other origin can send unasked. @param {string} path */
export const post = (path) => call(path, { method: 'POST', headers: { 'X-Routeflow-Console': '1' } });

/** @type {Known} */
export const known = { rows: [], loaded: false, connection: 'connecting', problem: '', version: 0, epoch: 0 };

/** @type {Map<string, Row>} */
const byId = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {any} */
let telling;

/** Many changes in a short time are one for those who show them. @param {boolean} [now] */
function changed(now = false) {
  known.version++;
  if (now) tell();
  else telling ??= setTimeout(tell, TELL_EVERY_MS);
}

function tell() {
  clearTimeout(telling);
  telling = undefined;
  for (const listener of listeners) listener();
}

/** Renders again whenever something has changed. */
export function useKnown() {
  const [, set] = useState(0);
  useEffect(() => {
    const listener = () => set(known.version);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return known;
}

/** @param {Row[]} rows */
function keep(rows) {
  let ordered = true;
  for (const row of rows) {
    const old = byId.get(row.event_id);
    if (old) {
      Object.assign(old, row);
      continue;
    }
    byId.set(row.event_id, row);
    ordered &&= known.rows.length === 0 || row.seq > known.rows[known.rows.length - 1].seq;
    known.rows.push(row);
  }
  if (!ordered) known.rows.sort((a, b) => a.seq - b.seq);
  for (const row of known.rows.splice(0, known.rows.length - MAX_ROWS)) byId.delete(row.event_id);
}

function forget() {
  known.rows = [];
  known.epoch++;
  if (known.paused) known.paused = [];
  byId.clear();
}

/** The rows on display: those of now, or those of the moment of the pause. */
export const shown = () => known.paused ?? known.rows;

/** @param {boolean} paused */
export function pause(paused) {
  known.paused = paused ? [...known.rows] : undefined;
  changed(true);
}

/** @param {string} id */
export const rowOf = (id) => byId.get(id);

export async function clear() {
  await post('api/clear');
  forget();
  changed(true);
}

/** @param {Connection} connection @param {string} [problem] */
function connected(connection, problem = '') {
  known.connection = connection;
  known.problem = problem;
  changed(true);
}

/** Asks for everything again; another start of the application begins another list. */
async function refresh() {
  /** @type {State} */
  const state = await get('api/state');
  /** @type {{ requests: Row[] }} */
  const answer = await get('api/requests');
  if (known.state && known.state.started_at !== state.started_at) forget();
  known.state = state;
  known.loaded = true;
  keep(answer.requests);
  changed(true);
}

/** What went wrong, for a reader. @param {unknown} error */
export const spoken = (error) => (error instanceof Refusal ? error.message : 'The application does not answer.');

/** @param {unknown} error */
function failed(error) {
  const refused = error instanceof Refusal && (error.status === 401 || error.status === 403);
  connected(refused ? 'refused' : 'reconnecting', spoken(error));
}

/** @param {MessageEvent} message @returns {any} */
const data = (message) => JSON.parse(message.data);

/** @type {EventSource | undefined} */
let stream;

/** Only where it is seen: a browser has six connections to a server, for all pages. */
export function connect() {
  stream?.close();
  if (document.hidden) return;
  const source = stream = new EventSource(new URL('api/live', document.baseURI));
  source.addEventListener('open', () => refresh().then(() => connected('live'), failed));
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return connected('reconnecting', spoken(0));
    // No stream to be had: eight listen already, or we are refused. Asking tells which.
    refresh().then(() => connected('polling', 'All live connections are taken; asking every few seconds.'), failed);
    setTimeout(connect, RETRY_MS);
  });
  source.addEventListener('request', (message) => {
    keep([data(message)]);
    changed();
  });
  source.addEventListener('outcome', (message) => {
    const { event_ids: ids, outcome, reason } = data(message);
    for (const id of ids) {
      const row = byId.get(id);
      if (row) Object.assign(row, { outcome, reason });
    }
    changed();
  });
  source.addEventListener('cleared', () => {
    forget();
    changed(true);
  });
  source.addEventListener('gap', () => void refresh().catch(failed));
}

/** An answer that is asked for again while it is on display. @template T @param {string} path @param {number} everyMs @param {unknown} [again] */
export function usePolled(path, everyMs, again) {
  const [answer, set] = useState(/** @type {{ data?: T, problem?: string }} */ ({}));
  useEffect(() => {
    const aborted = new AbortController();
    /** @type {any} */
    let timer;
    const ask = async () => {
      try {
        const next = document.hidden ? undefined : await get(path, aborted.signal);
        if (next && !aborted.signal.aborted) set({ data: next });
      } catch (error) {
        if (!aborted.signal.aborted) set((/** @type {{ data?: T }} */ last) => ({ ...last, problem: spoken(error) }));
      }
      if (!aborted.signal.aborted) timer = setTimeout(ask, everyMs);
    };
    ask();
    return () => {
      aborted.abort();
      clearTimeout(timer);
    };
  }, [path, everyMs, again]);
  return answer;
}

// The page's own address: view, filter and open request, so that a link and the back button do what they say.

export const VIEWS = /** @type {const} */ (['requests', 'routes', 'flow', 'sql', 'failures', 'delivery']);

/** @returns {Place} */
export function here() {
  const query = new URLSearchParams(location.search);
  const view = VIEWS.find((name) => name === query.get('view')) ?? 'requests';
  return { view, q: query.get('q') ?? '', id: query.get('id') ?? '' };
}

/** @param {Partial<Place>} to @returns {string} relative, so a context path in front does not matter */
export function address(to) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries({ ...here(), ...to })) {
    if (value === '' || (name === 'view' && value === 'requests')) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? './' : `./?${text}`;
}

/** @param {Partial<Place>} to @param {boolean} [replace] in place of a new entry of the history */
export function go(to, replace = false) {
  const url = address(to);
  if (url !== address({})) history[replace ? 'replaceState' : 'pushState'](null, '', url);
  changed(true);
}

addEventListener('popstate', () => changed(true));

export const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
const THEME_KEY = 'routeflow-console-theme';

export function theme() {
  try {
    return THEMES.find((name) => name === localStorage.getItem(THEME_KEY)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** @param {typeof THEMES[number]} name */
export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  try {
    localStorage.setItem(THEME_KEY, name);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  changed(true);
}

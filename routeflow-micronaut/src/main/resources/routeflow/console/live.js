// What the page knows: rows of this start and of earlier ones, kept live; its own address; what the reader has chosen.
import { html, useEffect, useState } from './vendor.js';
import { causeOf, ending, isRequest, routeName, simpleName } from './text.js';

/** The server's ring is smaller; a page that stays open remembers more than it. */
export const MAX_ROWS = 5000;
const MAX_RUNS = 3;
const MAX_WHOLE_CHARS = 24 * 1024 * 1024;
const WHOLE_A_ROUTE = 20;
const WHOLE_AT_A_TIME = 20;
const NOTIFY_EVERY_MS = 200;
const RETRY_MS = 5000;
const BACKGROUND_MS = 15_000;
const SAMPLE_MS = 2000;
/** As index.html asks for them ahead: few, so that they are soon there. */
const FIRST_ROWS = 'api/requests?last=8';

/** An answer that is none, with the words of the server; where it has refused access, with its reason. */
export class Refusal extends Error {
  /** @param {number} status @param {string} message @param {string} [reason] */
  constructor(status, message, reason = '') {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** @param {string} path @param {RequestInit} [init] */
export async function call(path, init) {
  const response = await fetch(new URL(path, document.baseURI), init);
  if (response.ok) return response;
  const said = await response.json().catch(() => ({}));
  throw new Refusal(response.status, typeof said.message === 'string' ? said.message : `The server answered ${response.status}.`, typeof said.reason === 'string' ? said.reason : '');
}

/** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = async (path, signal) => exact(await (await call(path, { signal })).text());

/** A number as it was written, where a double would be another one or look like another. */
export class Exact {
  /** @param {string} text */
  constructor(text) { this.text = text; }
  toString() { return this.text; }
  toJSON() { return JSON.rawJSON?.(this.text); }
}

/** Where values of the application's own stand; all other numbers are figures, to be calculated with. By the whole path: a table may be called data. */
const OWN_VALUES = /^(requests\.\d+\.)?event\.(attributes|breadcrumbs\.\d+\.data|(external_calls\.\d+\.)?(request|response)\.body)$/;

/** @param {any} value @param {string} [path] */
function figures(value, path = '') {
  if (value instanceof Exact) return OWN_VALUES.test(path) ? value : Number(value.text);
  if (typeof value === 'object' && value && !OWN_VALUES.test(path)) for (const name of Object.keys(value)) value[name] = figures(value[name], path ? `${path}.${name}` : name);
  return value;
}

/** @type {any} */
const asWritten = (/** @type {string} */ key, /** @type {unknown} */ value, /** @type {{ source?: string }} */ { source } = {}) => (typeof value === 'number' && source && String(value) !== source ? new Exact(source) : value);

/** Reads JSON without changing a value of the application's own: a long id, a price. A browser that knows no source of a value reads doubles. @param {string} text */
export const exact = (text) => (JSON.rawJSON && /"(?:body|attributes|data)":/.test(text) ? figures(JSON.parse(text, asWritten)) : JSON.parse(text));

/** The header is what no other origin can send unasked. @param {string} path */
export const post = (path) => call(path, { method: 'POST', headers: { 'X-Routeflow-Console': '1' } });

/** What went wrong, for a reader. @param {unknown} error */
export const spoken = (error) => (error instanceof Refusal ? error.message : 'The application does not answer.');

/** @type {Known} */
export const known = { rows: [], runs: [], loaded: false, connection: 'connecting', problem: '', door: '', unread: 0, unseen: 0, fresh: 0, version: 0, epoch: 0, ahead: 0 };

/** @type {Map<string, Row>} */
const byId = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {any} */
let notifying;

/** Many changes in a short time are one for those who show them. @param {boolean} [now] */
export function changed(now = false) {
  known.version++;
  if (now) notify();
  else notifying ??= setTimeout(notify, NOTIFY_EVERY_MS);
}

function notify() {
  clearTimeout(notifying);
  notifying = undefined;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export const listen = (listener) => void listeners.add(listener);

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

/** The start of the application that the newest rows are of. */
export const run = () => known.runs[known.runs.length - 1];

/** @param {Row} row */
export const runOf = (row) => known.runs.find((one) => one.id === row.run);

/** What the application says of itself: whether it has started again, and whether its list was emptied. @param {State} state */
function enter(state) {
  known.state = state;
  known.ahead = Date.parse(state.now) - Date.now();
  if (run()?.key !== state.started_at) begin(state);
  const of = run(), { cleared_seq: cleared = 0 } = state;
  if (!(cleared > of.cleared)) return;
  of.cleared = cleared;
  forget(cleared);
}

/** Another start begins another run; the page keeps the last few. @param {State} state */
function begin(state) {
  const id = (run()?.id ?? 0) + 1;
  known.runs.push({ id, key: state.started_at, from: Date.parse(state.started_at), version: state.service.code_version, lastSeq: 0, cleared: 0, complete: false, wholes: new Map(), chars: 0, taken: 0, routes: new Set(), failures: new Map() });
  known.epoch++;
  if (known.runs.length <= MAX_RUNS) return;
  const gone = known.runs.splice(0, known.runs.length - MAX_RUNS).map((one) => one.id);
  known.rows = known.rows.filter((row) => !gone.includes(row.run) || !leave(row));
}

/** @param {Row} row one that is not kept any more */
function leave(row) {
  known.lost = row;
  return byId.delete(row.event_id);
}

// What each run has had, whatever the filter, the view and the bounds leave of its rows: what is not on display is not new.

const MAX_HAD = 2000;
const failureKey = (/** @type {Row['status']} */ kind, /** @type {string} */ cause, /** @type {string} */ place) => JSON.stringify([kind, cause, place]);

/** @param {Run} one @param {Row} row */
function remember(one, row) {
  const route = routeName(row);
  one.taken++;
  known.fresh++;
  if (one.routes.size < MAX_HAD && row.type !== 'exception') one.routes.add(route);
  if (one.failures.size >= MAX_HAD || row.status === 'success') return;
  const key = failureKey(row.status, causeOf(row), route);
  one.failures.set(key, one.failures.get(key) === true || !row.exception_at);
  if (row.exception_at) one.failures.set(failureKey(row.status, causeOf(row), row.exception_at), false);
}

/** Numbers of rows begin with 1 in each run: fewer rows than that have not all come here. @param {Run} one */
const isWhole = (one) => one.taken >= one.lastSeq && one.routes.size < MAX_HAD && one.failures.size < MAX_HAD;

/** Whether a run has had requests of a route; undefined where that is not known. @param {Run} one @param {string} route */
export const hadRoute = (one, route) => one.routes.has(route) || (isWhole(one) ? false : undefined);

/** The same of a failure, which is of a place in the application, where that is known, else of its routes. @param {Run} one @param {Pick<Failure, 'kind' | 'cause' | 'frame' | 'routes'>} failure */
export function hadFailure(one, { kind, cause, frame, routes }) {
  const placeless = (/** @type {string} */ route) => one.failures.get(failureKey(kind, cause, route));
  const had = frame === '' ? routes.some((route) => placeless(route) !== undefined) : one.failures.has(failureKey(kind, cause, frame)) || routes.some(placeless);
  return had || (isWhole(one) ? false : undefined);
}

const AT_ONCE = 500;

/** Many rows, some at a time, so that the page answers in between. What another start or a clearing has overtaken is left out.
 * @param {Row[]} rows */
async function keepAll(rows) {
  const { epoch } = known;
  for (let from = 0; from < rows.length && known.epoch === epoch; from += AT_ONCE) {
    keep(rows.slice(from, from + AT_ONCE));
    if (rows.length > AT_ONCE) await new Promise((next) => setTimeout(next));
  }
}

/** Whether the first list has come: what is in it is not new to the reader. */
let caughtUp = false;

/** By start; the newest stand at the end, so most places are found at once. @param {Row[]} rows */
function keep(rows) {
  const current = run();
  for (const row of rows) {
    current.lastSeq = Math.max(current.lastSeq, row.seq);
    const old = byId.get(row.event_id), fresh = shape(row);
    // An answer may be older than what the stream has said since it was asked for.
    if (old && old.outcome !== 'waiting' && fresh.outcome === 'waiting') [fresh.outcome, fresh.reason] = [old.outcome, old.reason];
    if (old?.run === current.id) {
      Object.assign(old, fresh);
      continue;
    }
    // It came before it was known that the application had started again.
    if (old) known.rows.splice(known.rows.indexOf(old), 1);
    fresh.run = current.id;
    fresh.at = Date.parse(fresh.timestamp);
    byId.set(fresh.event_id, fresh);
    remember(current, fresh);
    let place = known.rows.length;
    while (place > 0 && (known.rows[place - 1].at - fresh.at || known.rows[place - 1].seq - fresh.seq) > 0 && known.rows[place - 1].run === current.id) place--;
    if (place === known.rows.length) known.rows.push(fresh);
    else known.rows.splice(place, 0, fresh);
    if (caughtUp && document.hidden && fresh.status === 'failed') known.unseen++;
  }
  for (const row of known.rows.splice(0, known.rows.length - MAX_ROWS)) leave(row);
}

/** What is no request gets the place of one: its type as the method, its name as the path. @template {Row} T @param {T} row @returns {T} */
export function shape(row) {
  if (isRequest(row)) return row;
  const { type, name, method, path, exception, frontend_route: page = '', status_code: code = 0, latency_ms: latency = 0 } = row;
  const kind = /** @type {string} */ (type).toUpperCase();
  return { ...row, method: kind, path: name ?? (exception === undefined ? path ?? kind : simpleName(exception)), frontend_route: page, status_code: code, latency_ms: latency,
    untimed: row.untimed ?? row.latency_ms === undefined, origin: row.origin ?? (path !== undefined && method !== kind ? { method, path } : undefined) };
}

/** How often rows were forgotten: an answer that was asked for before may have them. */
let forgotten = 0;

/** Forgets all rows, those of earlier runs too; of the current one those up to a number. @param {number} [upTo] */
function forget(upTo = Infinity) {
  const of = run();
  const stays = (/** @type {Row} */ row) => row.run === of?.id && row.seq > upTo;
  forgotten++;
  known.epoch++;
  known.rows = known.rows.filter((row) => stays(row) || !leave(row));
  if (known.rows.length === 0) known.clearedAt = undefined;
  if (known.paused) {
    known.paused = known.paused.filter(stays);
    known.fresh = known.rows.length - known.paused.length;
  }
  for (const one of known.runs) {
    one.wholes = new Map([...one.wholes].filter(([, { whole }]) => one === of && whole.seq > upTo));
    one.chars = [...one.wholes.values()].reduce((sum, { chars }) => sum + chars, 0);
  }
}

/** The rows on display: those of now, or those of the moment of the pause, without those that the reader has cleared away. */
export function shown() {
  const rows = known.paused ?? known.rows;
  const cleared = known.clearedAt;
  return cleared ? rows.filter((row) => row.run > cleared.run || (row.run === cleared.run && row.seq > cleared.seq)) : rows;
}

/** The moment that figures are of: by the application's clock, but that of the pause in one, and the end of a session from a file. */
export const now = () => known.pausedAt ?? (known.imported === undefined ? Date.now() + known.ahead : Math.max(Date.parse(known.state?.now ?? ''), known.rows.at(-1)?.at ?? -Infinity));

/** @param {boolean} paused */
export function pause(paused) {
  known.pausedAt = paused ? now() : undefined;
  known.paused = paused ? [...known.rows] : undefined;
  known.fresh = 0;
  changed(true);
}

/** @param {string} id */
export const rowOf = (id) => byId.get(id);

/** Clears this page's list only. Without an argument it is undone. @param {{ run: number, seq: number }} [at] */
export function clearView(at) {
  known.clearedAt = at;
  changed(true);
}

/** Clears away what is on display: in a pause what came since then is not, and stays. */
export function clearShown() {
  const first = { run: run()?.id ?? 0, seq: run()?.lastSeq ?? 0 };
  clearView(known.paused ? known.paused.reduce((last, row) => (row.run > last.run || (row.run === last.run && row.seq > last.seq) ? { run: row.run, seq: row.seq } : last), { run: 0, seq: 0 }) : first);
}

/** Empties what the application keeps, for every page. The stream says so in its place among the rows. */
export async function clearAll() {
  await post('api/clear');
  if (known.connection === 'live') return;
  await refresh();
  forget(run()?.cleared);
  changed(true);
}

/** @param {Connection} connection @param {string} [problem] @param {string} [door] why access is refused */
function connected(connection, problem = '', door = '') {
  if (known.imported && connection !== 'file') return;
  known.connection = connection;
  known.problem = problem;
  known.door = door;
  changed(true);
}

/** The number before the first row that has no outcome yet: it may have got one while no stream was open. */
function beforeWaiting() {
  const of = run()?.id;
  return known.rows.reduce((least, row) => (row.run === of && row.outcome === 'waiting' ? Math.min(least, row.seq - 1) : least), Infinity);
}

/** Asks for what is new; as long as the whole list of a run has not come, for that, and before the first rows for those alone. Another start
 * of the application begins another run, of which everything is new. An answer that arrives after a session was opened is ignored.
 * @returns {Promise<void>} */
async function refresh() {
  const before = run(), first = !known.loaded, mark = forgotten;
  const after = before?.complete ? Math.min(before.lastSeq, beforeWaiting()) : 0;
  const answer = await get(after > 0 ? `api/requests?after=${after}` : first ? FIRST_ROWS : 'api/requests');
  if (known.imported) return;
  if (mark !== forgotten) return refresh();
  enter(answer.state);
  const of = run();
  if (after > 0 && of !== before) return refresh();
  await keepAll(answer.requests.filter((/** @type {Row} */ row) => row.seq > of.cleared));
  known.loaded = true;
  if (!first) of.complete = caughtUp = true;
  changed(true);
  if (first && !known.imported) return refresh();
}

/** @param {unknown} error */
function failed(error) {
  const refused = error instanceof Refusal && (error.status === 401 || error.status === 403);
  connected(refused ? 'refused' : 'reconnecting', spoken(error), refused ? error.reason : '');
}

/** @param {MessageEvent} message @returns {any} */
const data = (message) => JSON.parse(message.data);

/** @type {EventSource | undefined} */
let stream;
/** What came by the stream before it was known which start of the application it is of. @type {(() => void)[] | undefined} */
let early;
/** @type {any} */
let background;

/** A stream only where the page is seen: a browser has six connections to a server, for all pages. Else a question now and then,
 * so that the tab can show what failed. */
export function connect() {
  stream?.close();
  clearInterval(background);
  if (known.imported) return;
  if (document.hidden) {
    background = setInterval(() => void refresh().catch(() => undefined), BACKGROUND_MS);
    return;
  }
  known.unseen = 0;
  const source = stream = new EventSource(new URL('api/live', document.baseURI));
  early = [];
  const again = (/** @type {unknown} */ error) => {
    failed(error);
    setTimeout(() => source === stream && connect(), RETRY_MS);
  };
  const collect = () => (early = [...(early ?? [])]);
  // Of several that overlap, the last answer is the one that what came meanwhile waits for.
  const catchUp = () => {
    const mine = collect();
    refresh().then(() => {
      if (early !== mine) return;
      early = undefined;
      for (const take of mine) take();
      connected('live');
    }, again);
  };
  source.addEventListener('open', catchUp);
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) {
      // The browser connects again by itself, and then perhaps to another start of the application.
      collect();
      return connected('reconnecting', spoken(0));
    }
    // No stream to be had: eight listen already, or access is refused. The answer to a request says which.
    refresh().then(() => connected('polling', 'All live connections are taken; asking every few seconds.'), failed);
    setTimeout(connect, RETRY_MS);
  });
  const taken = (/** @type {(message: any) => void} */ take) => (/** @type {MessageEvent} */ message) => {
    if (early) return void early.push(() => take(data(message)));
    take(data(message));
    changed();
  };
  source.addEventListener('request', taken((row) => keep([row])));
  source.addEventListener('outcome', taken(({ event_ids: ids, outcome, reason }) => {
    for (const id of ids) {
      const row = byId.get(id);
      if (row) Object.assign(row, { outcome, reason });
    }
  }));
  source.addEventListener('cleared', () => {
    if (early) early.length = 0;
    forget();
    changed(true);
  });
  source.addEventListener('gap', () => {
    // What came by the stream since then may have a later number: what is missing is not behind the last one.
    const of = run();
    if (of) of.complete = false;
    // Outcomes of rows that the answer is yet to bring are for after it.
    catchUp();
  });
}

/** The first rows are asked for without waiting for the stream. */
export function start() {
  addEventListener('popstate', () => changed(true));
  addEventListener('visibilitychange', connect);
  refresh().catch(failed).then(connect);
  setTimeout(sample, SAMPLE_MS);
}

// Whole requests: what is opened, and some of each route in advance, so that a run can be read after its end.

/** @param {Run | undefined} of @param {Whole} whole */
function keepWhole(of, whole) {
  if (!of) return;
  const chars = JSON.stringify(whole).length;
  of.chars += chars - (of.wholes.get(whole.event_id)?.chars ?? 0);
  of.wholes.set(whole.event_id, { whole, chars });
  while (known.runs.reduce((sum, one) => sum + one.chars, 0) > MAX_WHOLE_CHARS) {
    const oldest = known.runs.find((one) => one.wholes.size > 0);
    if (!oldest) return;
    const [id, gone] = /** @type {[string, { chars: number }]} */ (oldest.wholes.entries().next().value);
    oldest.wholes.delete(id);
    oldest.chars -= gone.chars;
  }
}

/** Those that the page holds. @param {(row: Row) => boolean} test @returns {Whole[]} */
export function wholes(test) {
  return known.runs.flatMap((one) => [...one.wholes.values()].filter(({ whole }) => test({ ...whole, run: one.id })).map(({ whole }) => whole));
}

/** What is held is asked for only where it may have moved on; where there is no answer, or the application has lost it, it will do as it is.
 * @param {string} id @param {AbortSignal} [signal] @returns {Promise<Whole>} */
export async function whole(id, signal) {
  const row = byId.get(id), holder = known.runs.find((one) => one.wholes.has(id));
  const held = holder?.wholes.get(id)?.whole;
  const of = row ? runOf(row) : holder ?? run();
  const over = known.imported !== undefined || (of !== undefined && of !== run());
  if (held && (over || held.outcome !== 'waiting')) return held;
  if (over) throw new Refusal(404, '');
  try {
    const answer = shape(await get(`api/requests/${encodeURIComponent(id)}`, signal));
    keepWhole(of, answer);
    return answer;
  } catch (error) {
    if (held && !signal?.aborted) return held;
    throw error;
  }
}

/** @param {string[]} ids @returns {Promise<Whole[]>} some may be gone */
export async function wholesOf(ids) {
  const { epoch } = known, of = run();
  const answer = await get(`api/requests?ids=${ids.join(',')}`);
  if (known.imported) return [];
  const found = answer.requests.filter((/** @type {Whole} */ one) => one.event !== undefined).map(shape);
  for (const one of found) keepWhole(of, one);
  if (epoch === known.epoch) miss(ids.filter((id) => !found.some((/** @type {Whole} */ one) => one.event_id === id)));
  return found;
}

/** Ids that an answer left out, since the application no longer had them. @type {{ epoch: number, ids: Set<string> }} */
const missed = { epoch: 0, ids: new Set() };

/** @param {string[]} ids */
function miss(ids) {
  if (missed.epoch !== known.epoch) Object.assign(missed, { epoch: known.epoch, ids: new Set() });
  for (const id of ids) missed.ids.add(id);
  // The oldest are of rows that are not among the latest any more.
  for (const id of missed.ids) if (missed.ids.size > MAX_ROWS) missed.ids.delete(id);
}

/** Those worth having first: failures, then N+1, then the newest. @param {Row} row */
const worth = (row) => (row.status === 'failed' ? 2 : 0) + (row.sql?.n_plus_one ? 1 : 0);

/** What to ask for next. @returns {string[]} */
function wanted() {
  const current = run();
  /** @type {Map<string, number>} */
  const held = new Map();
  for (const { whole: { method, path } } of current.wholes.values()) held.set(`${method} ${path}`, (held.get(`${method} ${path}`) ?? 0) + 1);
  const ids = [];
  for (const row of known.rows.slice(-500).reverse().sort((a, b) => worth(b) - worth(a))) {
    const route = `${row.method} ${row.path}`;
    const n = held.get(route) ?? 0;
    if (row.run !== current.id || n >= WHOLE_A_ROUTE || current.wholes.has(row.event_id) || missed.ids.has(row.event_id)) continue;
    held.set(route, n + 1);
    if (ids.push(row.event_id) === WHOLE_AT_A_TIME) break;
  }
  return ids;
}

/** The texts of statements, also of earlier runs: a statement has the same id in each. @type {Map<string, StatementFigures>} */
export const texts = new Map();
const MAX_TEXTS = 1000;
/** Ids for which there was no text when the application was asked. @type {{ epoch: number, ids: Set<string> }} */
const nameless = { epoch: 0, ids: new Set() };

/** @param {Sql} answer */
export function learn({ statements }) {
  for (const one of statements) if (one.id && (texts.has(one.id) || texts.size < MAX_TEXTS)) texts.set(one.id, one);
}

/** Asks for texts as soon as there are statements without: after a restart nothing has them any more. */
async function learnTexts() {
  const { epoch } = known, of = run().id;
  if (nameless.epoch !== epoch) Object.assign(nameless, { epoch, ids: new Set() });
  const ids = known.rows.slice(-500).flatMap((row) => (row.run === of ? Object.keys(row.sql?.statements ?? {}) : [])).filter((id) => !texts.has(id) && !nameless.ids.has(id));
  if (ids.length === 0) return;
  const answer = await get('api/sql');
  if (known.imported || known.epoch !== epoch) return;
  learn(answer);
  for (const id of ids) if (!texts.has(id) && nameless.ids.size < MAX_ROWS) nameless.ids.add(id);
  changed();
}

/** Just after its start an application does not know yet whether events leave it. */
async function learnEndpoint() {
  const { state } = known;
  if (!state || state.endpoint !== undefined) return;
  const { endpoint } = await get('api/state');
  if (known.state !== state || endpoint === undefined) return;
  state.endpoint = endpoint;
  changed();
}

/** Now and then, and the less often the longer it takes. */
async function sample() {
  let pauseMs = SAMPLE_MS;
  if (known.connection === 'live' && !document.hidden) await Promise.all([learnTexts(), learnEndpoint()]).catch(() => undefined);
  const ids = known.connection === 'live' && !document.hidden ? wanted() : [];
  if (ids.length > 0) {
    const started = performance.now();
    const answered = await wholesOf(ids).then(() => true, () => false);
    pauseMs = Math.max(SAMPLE_MS, 20 * (performance.now() - started), answered ? 0 : 30_000);
  }
  setTimeout(sample, pauseMs);
}

// A session from a file: shown like the live one, and nothing is asked.

/** @param {string} name @param {{ state: State, found: Whole[], unread: number }} session as it was checked */
export function openSession(name, { state, found, unread }) {
  stream?.close();
  early = undefined;
  known.paused = known.pausedAt = undefined;
  forget();
  known.runs = [];
  known.imported = name;
  known.unread = unread;
  enter(state);
  for (const whole of found) {
    const { event, timeline, timeline_truncated: cut, connection_waits: waits, ...row } = whole;
    keep([row]);
    keepWhole(run(), whole);
  }
  known.loaded = true;
  connected('file');
}

/** An answer that is asked for again while it is on display. A pause holds it, as it holds the list.
 * @template T @param {string} path @param {number} everyMs @param {unknown} [again] */
export function usePolled(path, everyMs, again) {
  const [answer, set] = useState(/** @type {{ data?: T, problem?: string }} */ ({}));
  useEffect(() => {
    if (path === '') return undefined;
    const aborted = new AbortController();
    /** @type {any} */
    let timer;
    let have = false;
    const ask = async () => {
      try {
        const next = document.hidden || (have && known.paused) ? undefined : await get(path, aborted.signal);
        if (next && !aborted.signal.aborted && !(have && known.paused)) set({ data: next });
        have ||= next !== undefined;
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

// The page's own address: view, filter and what is open, so that a link and the back button do what they say.

export const VIEWS = /** @type {const} */ (['requests', 'routes', 'flow', 'sql', 'calls', 'failures', 'delivery']);
const NAMES = /** @type {const} */ (['q', 'id', 'route', 'run', 'sort', 'scope', 'a', 'b', 'weigh']);

/** Read once a change: each link of a page asks for it. @type {{ search?: string, place?: any }} */
const read = {};

/** @returns {Place} */
export function here() {
  if (read.search !== location.search) {
    read.search = location.search;
    const query = new URLSearchParams(read.search);
    const view = VIEWS.find((name) => name === query.get('view')) ?? 'requests';
    read.place = { view, ...Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ''])) };
  }
  return /** @type {Place} */ (read.place);
}

/** Whether runs are compared: that takes the rows of both, whichever is chosen. */
export const comparesRuns = () => [here().a, here().b].some((side) => side.startsWith('run:'));

/** @param {Partial<Place>} to @returns {string} relative, so a context path in front does not matter */
export function address(to) {
  const place = { ...here(), ...to };
  const named = Object.entries(place).filter(([name, value]) => value !== '' && (name !== 'view' || value !== 'requests'));
  const text = new URLSearchParams(named).toString();
  return text === '' ? './' : `./?${text}`;
}

/** @param {Partial<Place>} to @param {boolean} [replace] in place of a new entry of the history */
export function go(to, replace = false) {
  const url = address(to);
  if (url !== address({})) history[replace ? 'replaceState' : 'pushState'](null, '', url);
  changed(true);
}

/** A link within the page. @param {Partial<Place>} to */
export const visit = (to) => (/** @type {MouseEvent} */ event) => {
  event.stopPropagation();
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(to);
};

// What the reader has chosen; without storage it lasts as long as the page.

/** @type {Map<string, string>} */
const chosen = new Map();

/** @param {string} name */
export function choice(name) {
  try {
    return localStorage.getItem(`routeflow-console-${name}`) ?? chosen.get(name) ?? '';
  } catch {
    return chosen.get(name) ?? '';
  }
}

/** @param {string} name @param {string} value */
export function choose(name, value) {
  chosen.set(name, value);
  try {
    localStorage.setItem(`routeflow-console-${name}`, value);
  } catch {
    // kept above
  }
  changed(true);
}

const MAX_BUDGETS = 50;

/** What routes of this service may take, as the reader has said. @returns {Map<string, Budget>} */
export function budgets() {
  const lines = choice('budgets').split('\n').map((line) => line.split('\t')).filter(([service]) => service === known.state?.service.name);
  return new Map(lines.map(([, route, p95, sql]) => [route, { p95: Number(p95) || 0, sql: Number(sql) || 0 }]));
}

/** @param {string} route @param {Budget} budget */
export function setBudget(route, { p95, sql }) {
  const start = `${known.state?.service.name}\t${route}\t`;
  const others = choice('budgets').split('\n').filter((line) => line !== '' && !line.startsWith(start));
  choose('budgets', [...(p95 > 0 || sql > 0 ? [`${start}${p95}\t${sql}`] : []), ...others].slice(0, MAX_BUDGETS).join('\n'));
}

export const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
export const theme = () => THEMES.find((name) => name === choice('theme')) ?? 'auto';

/** @param {typeof THEMES[number]} name */
export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  choose('theme', name);
}

// Two small pieces that all views show.

/** @param {Props.Link} props */
export const Link = ({ to, children, title }) => html`<a href=${address(to)} title=${title} onClick=${visit(to)}>${children}</a>`;

/** Colour is not the only sign; what is no request has no number. @param {Props.Status} props */
export const Status = ({ row }) => html`<span class=${`status ${row.status}`}>${{ success: '', warning: '▲ ', failed: '✕ ' }[row.status]}${ending(row)}</span>`;

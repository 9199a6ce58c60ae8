// What the page asks the application for, and when. The browser's parts are stand-ins, and each answer is given by hand.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { checkedSession, sideHad } from '../main/resources/routeflow/console/compare.js';
import * as shared from '../main/resources/routeflow/console/live.js';
import { bodyOf, savedRequest } from '../main/resources/routeflow/console/request.js';
import { enterBy } from '../main/resources/routeflow/console/tables.js';

/** @type {{ path: string, answer: (body: unknown, status?: number) => void }[]} */
let asked = [];
/** @type {Record<string, (event: unknown) => void>} */
let stream = {};
/** @type {(() => void)[]} */
let later = [];

const standIns = {
  document: { hidden: false, baseURI: 'http://localhost/routeflow-console/' },
  setInterval: (/** @type {() => void} */ task) => later.push(task),
  clearInterval: () => undefined,
  setTimeout: (/** @type {() => void} */ task) => later.push(task),
  addEventListener: () => undefined,
  fetch: (/** @type {URL} */ url) => new Promise((resolve) => {
    asked.push({ path: url.href.slice(standIns.document.baseURI.length), answer: (body, status = 200) => resolve(new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status })) });
  }),
  performance: { now: () => 0 },
  EventSource: class {
    static CLOSED = 2;
    readyState = 0;
    addEventListener(/** @type {string} */ name, /** @type {(event: unknown) => void} */ listener) { stream[name] = listener; }
    close() { stream = {}; }
  },
};

const state = { started_at: '2026-11-21T05:00:00Z', now: '2026-11-21T05:00:00Z', service: { name: 'orders' }, endpoint: true };
const rows = (/** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i, event_id: `e${from + i}`, timestamp: '2026-11-21T05:00:00.417Z', trace_id: 't', frontend_route: '/checkout',
  method: 'GET', path: '/orders', status_code: 200, status: 'success', latency_ms: 10, outcome: 'sent' }));
const whole = (/** @type {number} */ seq) => ({ ...rows(seq, seq)[0], event: {}, timeline: [] });

/** All that follows from an answer, without a timer. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The only question that is open is answered. @param {string} path @param {unknown} body @param {number} [status] */
async function answer(path, body, status) {
  assert.deepEqual(asked.map((one) => one.path), [path]);
  asked.splice(0)[0].answer(body, status);
  await settled();
}

const FIRST = 'api/requests?last=8', ALL = 'api/requests';
const unavailable = /** @type {const} */ ([{ message: 'not now' }, 503]);
let copies = 0;
/** @type {typeof import('../main/resources/routeflow/console/live.js')} */
let live;

beforeEach(async () => {
  [asked, stream, later] = [[], {}, []];
  standIns.document.hidden = false;
  Object.assign(globalThis, standIns);
  live = await import(`../main/resources/routeflow/console/live.js?${++copies}`);
});

const open = (/** @type {string} */ name, /** @type {unknown} */ session) => live.openSession(name, checkedSession(session));

const seqs = () => live.known.rows.map((row) => row.seq);

test('the first rows are asked for alone, then the whole list, then what is new', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(41, 60) });
  assert.equal(live.known.loaded, true);
  await answer(ALL, { state, requests: rows(1, 60) });
  stream.open({});
  await answer('api/requests?after=60', { state, requests: rows(61, 61) });
  assert.deepEqual(seqs(), rows(1, 61).map((row) => row.seq));
  assert.equal(live.known.connection, 'live');
});

test('where the first question failed, the whole list is asked for once the stream is there', async () => {
  live.start();
  await answer(FIRST, ...unavailable);
  assert.deepEqual([live.known.loaded, live.known.connection], [false, 'reconnecting']);
  stream.open({});
  await answer(FIRST, { state, requests: rows(41, 60) });
  await answer(ALL, { state, requests: rows(1, 60) });
  assert.deepEqual([seqs().length, live.known.connection], [60, 'live']);
});

test('where the second question failed, it is asked again, and what came by the stream does not replace it', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(41, 60) });
  await answer(ALL, ...unavailable);
  stream.open({});
  stream.request({ data: JSON.stringify(rows(61, 61)[0]) });
  await answer(ALL, ...unavailable);
  assert.equal(live.known.connection, 'reconnecting');
  later.splice(0).at(-1)?.();
  stream.open({});
  await answer(ALL, { state, requests: rows(1, 61) });
  assert.deepEqual([seqs().length, live.known.connection], [61, 'live']);
});

test('the whole list of another start is asked for until it has come', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(1, 2) });
  await answer(ALL, { state, requests: rows(1, 2) });
  stream.open({});
  const restarted = { ...state, started_at: '2026-11-21T06:00:00Z' };
  await answer('api/requests?after=2', { state: restarted, requests: [] });
  await answer(ALL, ...unavailable);
  stream.open({});
  await answer(ALL, { state: restarted, requests: rows(11, 15) });
  assert.deepEqual(seqs(), [1, 2, 11, 12, 13, 14, 15]);
});

test('what is missing in the stream is asked for until it has come, though later rows are there', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(1, 2) });
  await answer(ALL, { state, requests: rows(1, 2) });
  stream.open({});
  await answer('api/requests?after=2', { state, requests: [] });
  stream.gap({});
  stream.request({ data: JSON.stringify(rows(9, 9)[0]) });
  await answer(ALL, ...unavailable);
  assert.equal(live.known.connection, 'reconnecting');
  later.splice(0).at(-1)?.();
  stream.open({});
  await answer(ALL, { state, requests: rows(1, 9) });
  assert.deepEqual([seqs(), live.known.connection], [rows(1, 9).map((row) => row.seq), 'live']);
});

test('an answer that arrives after a session was opened does not get into it', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(1, 2) });
  await answer(ALL, { state, requests: rows(1, 2) });
  stream.open({});
  const [refreshed] = asked.splice(0);
  const wholes = live.wholesOf(['e1', 'e2']);
  const [held] = asked.splice(0);
  open('shop.json', { format: 'routeflow-session', version: 1, state, requests: [whole(7)] });
  refreshed.answer({ state, requests: rows(3, 9) });
  held.answer({ state, requests: [whole(1), whole(2)] });
  assert.deepEqual(await wholes, []);
  await settled();
  assert.deepEqual([seqs().length, live.known.rows[0].event_id, live.known.connection, live.known.runs.length], [1, 'e7', 'file', 1]);
  assert.deepEqual(live.wholes(() => true).map((one) => one.event_id), ['e7']);
  assert.deepEqual(asked, []);
});

test('a question that fails after a session was opened does not change what the page says of it', async () => {
  live.start();
  const [first] = asked.splice(0);
  open('shop.json', { format: 'routeflow-session', version: 1, state, requests: [whole(7)] });
  first.answer(...unavailable);
  await settled();
  assert.deepEqual([live.known.connection, asked.length, Object.keys(stream).length], ['file', 0, 0]);
});

/** The page is live, with some rows. @param {Row[]} all */
async function opened(all) {
  live.start();
  await answer(FIRST, { state, requests: all });
  await answer(ALL, { state, requests: all });
  stream.open({});
  await answer(`api/requests?after=${all.length}`, { state, requests: [] });
}
const session = (/** @type {unknown[]} */ requests, /** @type {object} */ parts = {}) => ({ format: 'routeflow-session', version: 1, state, requests, ...parts });

test('what came during a pause stays when the view is cleared in it', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  live.pause(true);
  stream.request({ data: JSON.stringify(rows(3, 3)[0]) });
  live.clearShown();
  assert.deepEqual(live.shown(), []);
  live.pause(false);
  assert.deepEqual(live.shown().map((row) => row.seq), [3]);
  live.clearShown();
  assert.deepEqual(live.shown(), []);
  live.clearView();
  assert.equal(live.shown().length, 3);
});

test('a pause and a session from a file hold the moment that figures are of', async () => {
  const clock = Date.now;
  try {
    Date.now = () => Date.parse('2026-11-21T04:00:00Z');
    await opened(/** @type {any} */ (rows(1, 2)));
    const at = () => new Date(live.now()).toISOString().slice(11, 19);
    assert.equal(at(), '05:00:00', 'by the clock of the application');
    live.pause(true);
    Date.now = () => Date.parse('2026-11-21T04:10:00Z');
    assert.equal(at(), '05:00:00');
    live.pause(false);
    assert.equal(at(), '05:10:00');
    open('shop.json', session([whole(7)], { state: { ...state, now: '2026-11-21T05:03:00Z' } }));
    assert.equal(at(), '05:03:00');
    open('shop.json', session([whole(7)]));
    assert.equal(at(), '05:00:00');
  } finally {
    Date.now = clock;
  }
});

test('a session that is opened during a pause is shown, and goes on', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  live.pause(true);
  open('shop.json', session([whole(7)]));
  assert.deepEqual([live.shown().map((row) => row.event_id), live.known.paused], [['e7'], undefined]);
});

test('a file that is no session takes nothing of the page away', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  const bad = [undefined, null, 5, [], {}, session([], { format: 'x' }), session(/** @type {any} */ ({})), session([], { state: { ...state, started_at: 'x' } }), session([], { state: { ...state, service: { name: 'a', environment: {} } } }),
    session([5]), session([{ ...whole(7), type: 1 }])];
  for (const one of bad) assert.throws(() => open('x.json', one), /no session/);
  assert.deepEqual([seqs(), live.known.connection, live.known.imported, live.known.runs.length], [[1, 2], 'live', undefined, 1]);
  assert.ok(stream.request);
});

test('an entry of a session that the page could not show is left out, and how many', () => {
  const event = (/** @type {object} */ parts) => ({ ...whole(9), event: parts });
  const ran = { statement: 'SELECT 1', operation: 'SELECT', tables: [], datasource: 'default', db_system: 'h2', count: 1, total_ms: 1, max_ms: 1, errors: 0 };
  const bad = [5, null, [], { ...whole(9), type: 1 }, { ...whole(9), trace_id: 5 }, { ...whole(9), timestamp: 'never' }, { ...whole(9), status: 'toString' }, { ...whole(9), sql: 5 }, { ...whole(9), timeline: [null] },
    { ...whole(9), timeline: [{ kind: 'x', index: 0, start_ms: 1, duration_ms: 1 }] }, event({ sql: { count: 1, total_ms: 1, statements: [{ statement: 'x' }] } }), event({ breadcrumbs: {} }), event({ exception: { name: {} } }), event({ exception: { name: 'a', causes: [null] } }),
    { ...whole(9), local_exception: { name: 'a', causes: 5 } }, { ...whole(9), statement_ids: 'a' }, { ...whole(9), statement_ids: [{}] }, event({ attributes: { a: { toString: 1 } } }), event({ attributes: { a: [] } }), event({ breadcrumbs: [{ timestamp: state.now, message: 'a', data: { a: { toString: 1 } } }] }),
    ...[{ url: 5 }, { content_type: 5, body: {} }, { omitted: {} }, { size_bytes: '1' }, []].flatMap((one) => [event({ request: one }), event({ response: one }), event({ external_calls: [{ host: 'a', method: 'GET', latency_ms: 1, request: one }] })]),
    ...['status_code', 'count', 'max_ms', 'errors'].map((name) => event({ external_calls: [{ host: 'a', method: 'GET', latency_ms: 1, [name]: {} }] })), ...['rows', 'batch_size'].map((name) => event({ sql: { count: 1, total_ms: 1, statements: [{ ...ran, [name]: {} }] } }))];
  const good = event({ attributes: { a: 'x', b: 1, c: true }, request: { url: 'http://a/', headers: { a: ['b'] }, content_type: 'text/plain', size_bytes: 1, body: ['x'], truncated: false }, response: { omitted: 'streamed' }, sql: { count: 1, total_ms: 1, statements: [{ ...ran, rows: 1 }] },
    external_calls: [{ host: 'a', method: 'GET', latency_ms: 1, status_code: 200, count: 1, request: { body: 5 } }], breadcrumbs: [{ timestamp: state.now, message: 'a', data: { a: 1, b: 'x' } }] });
  open('shop.json', session([good]));
  assert.equal(live.known.unread, 0);
  open('shop.json', session([...bad, { ...whole(7), frontend_route: null }, { ...whole(8), type: 'job', name: 'nightly' }]));
  assert.deepEqual([live.known.rows.map((row) => [row.event_id, row.frontend_route, row.method]), live.known.unread], [[['e7', '__unknown__', 'GET'], ['e8', '/checkout', 'JOB']], bad.length]);
  assert.equal(live.wholes(() => true).length, 2);
});

const restarted = { ...state, started_at: '2026-11-21T06:00:00Z' };
const runs = () => live.known.rows.map((row) => `${row.run}:${row.event_id}`);

test('what comes by a stream that the browser has opened again belongs to the start that it then asks for', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  stream.error({});
  assert.equal(live.known.connection, 'reconnecting');
  stream.open({});
  stream.request({ data: JSON.stringify({ ...rows(1, 1)[0], event_id: 'new' }) });
  await answer('api/requests?after=2', { state: restarted, requests: [] });
  await answer(ALL, { state: restarted, requests: [] });
  assert.deepEqual([runs(), live.known.connection], [['1:e1', '1:e2', '2:new'], 'live']);
});

test('a row that came before a restart was known moves to the run that has it', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  stream.request({ data: JSON.stringify({ ...rows(3, 3)[0], event_id: 'new' }) });
  stream.gap({});
  await answer(ALL, { state: restarted, requests: [{ ...rows(1, 1)[0], event_id: 'new' }] });
  assert.deepEqual(runs(), ['1:e1', '1:e2', '2:new']);
});

test('texts of statements are asked for as soon as rows have them, once, and outlast a restart', async () => {
  const ran = (/** @type {number} */ seq, /** @type {string} */ id) => ({ ...rows(seq, seq)[0], sql: { count: 1, total_ms: 1, errors: 0, n_plus_one: false, statements: { [id]: { count: 1, total_ms: 1 } } } });
  await opened(/** @type {any} */ ([ran(1, 'a'), ran(2, 'b')]));
  const sampled = () => later.splice(0).forEach((task) => task());
  sampled();
  await answer('api/sql', { statements: [{ id: 'a', statement: 'SELECT 1' }] });
  await answer('api/requests?ids=e2,e1', { requests: [whole(1), whole(2)] });
  assert.deepEqual([...live.texts.keys()], ['a']);
  sampled();
  await settled();
  assert.deepEqual(asked, [], 'not again for what has no text');
  stream.error({});
  stream.open({});
  await answer('api/requests?after=2', { state: restarted, requests: [] });
  await answer(ALL, { state: restarted, requests: [] });
  assert.deepEqual([...live.texts.keys()], ['a']);
});

test('a request that the page holds whole opens though the application has lost it, is away, or has started again', async () => {
  const waiting = { ...whole(3), outcome: 'waiting' };
  await opened(/** @type {any} */ (rows(1, 3)));
  const held = live.wholesOf(['e1', 'e2', 'e3']);
  await answer('api/requests?ids=e1,e2,e3', { requests: [whole(1), whole(2), waiting] });
  await held;
  assert.equal((await live.whole('e1')).event_id, 'e1');
  for (const status of [404, 503]) {
    const again = live.whole('e3');
    await answer('api/requests/e3', { message: 'not now' }, status);
    assert.equal((await again).event_id, 'e3');
  }
  const moved = live.whole('e3');
  await answer('api/requests/e3', { ...waiting, outcome: 'sent' });
  assert.equal((await moved).outcome, 'sent');
  stream.error({});
  stream.open({});
  await answer('api/requests?after=3', { state: restarted, requests: [] });
  await answer(ALL, { state: restarted, requests: rows(11, 12) });
  assert.equal((await live.whole('e2')).event_id, 'e2');
  await assert.rejects(() => Promise.all([live.whole('e9'), answer('api/requests/e9', { message: 'not here' }, 404)]), /not here/);
});

test('a request of an earlier run opens though its row is no longer in the list', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  const held = live.wholesOf(['e1']);
  await answer('api/requests?ids=e1', { requests: [whole(1)] });
  await held;
  stream.error({});
  stream.open({});
  await answer('api/requests?after=2', { state: restarted, requests: [] });
  await answer(ALL, { state: restarted, requests: [] });
  for (const row of rows(1, live.MAX_ROWS)) stream.request({ data: JSON.stringify({ ...row, event_id: `n${row.seq}` }) });
  assert.equal(live.rowOf('e1'), undefined);
  assert.equal((await live.whole('e1')).event_id, 'e1');
  assert.deepEqual(asked, []);
});

const group = (/** @type {object} */ parts) => /** @type {any} */ ({ kind: 'failed', cause: 'a.B', frame: '', routes: ['GET /orders'], ...parts });

test('what a run has had is known though none of its rows is kept, and is not known where some never came', async () => {
  const failed = { ...rows(2, 2)[0], status: 'failed', exception: 'a.B' }, framed = { ...rows(3, 3)[0], path: '/bill', status: 'failed', exception: 'a.B', exception_at: 'Bill.print:1' };
  await opened(/** @type {any} */ ([...rows(1, 1), failed, framed]));
  stream.error({});
  stream.open({});
  await answer('api/requests?after=3', { state: restarted, requests: [] });
  await answer(ALL, { state: restarted, requests: [] });
  for (const row of rows(11, 10 + live.MAX_ROWS)) stream.request({ data: JSON.stringify({ ...row, event_id: `n${row.seq}`, path: '/new' }) });
  const [before, now] = live.known.runs;
  assert.deepEqual(live.known.rows.filter((row) => row.run === before.id), []);
  assert.deepEqual([live.hadRoute(before, 'GET /orders'), live.hadRoute(before, 'GET /new'), live.hadRoute(now, 'GET /new'), live.hadRoute(now, 'GET /orders')], [true, false, true, undefined]);
  const had = (/** @type {object} */ parts) => live.hadFailure(before, group(parts));
  assert.deepEqual([had({}), had({ cause: 'a.C' }), had({ kind: 'warning' }), had({ routes: ['GET /x'] })], [true, false, false, false]);
  assert.deepEqual([had({ frame: 'Bill.print:1', routes: ['GET /x'] }), had({ frame: 'Bill.print:2', routes: ['GET /bill'] }), had({ frame: 'Bill.print:2' })], [true, false, true], 'where it has no frame it may be the same');
});

test('an answer that is older than what the stream has said since does not take an outcome back', async () => {
  const waiting = rows(1, 3).map((row) => ({ ...row, outcome: 'waiting' }));
  live.start();
  await answer(FIRST, { state, requests: waiting.slice(0, 2) });
  await answer(ALL, { state, requests: waiting.slice(0, 2) });
  stream.open({});
  const [refreshed] = asked.splice(0);
  refreshed.answer({ state, requests: [] });
  await settled();
  const sent = (/** @type {string[]} */ ...ids) => stream.outcome({ data: JSON.stringify({ event_ids: ids, outcome: 'sent' }) });
  sent('e1');
  stream.gap({});
  sent('e2', 'e3');
  await answer(ALL, { state, requests: waiting });
  assert.deepEqual(live.known.rows.map((row) => row.outcome), ['sent', 'sent', 'sent']);
});

test('requests that the application no longer has are asked for once, and others next', async () => {
  await opened(/** @type {any} */ (rows(1, 25)));
  const sampled = () => { later.splice(0).forEach((task) => task()); return settled(); };
  const ids = (/** @type {number} */ from, /** @type {number} */ to) => rows(to, from).map((row) => row.event_id).reverse().join();
  await sampled();
  await answer(`api/requests?ids=${ids(25, 6)}`, { requests: [] });
  await sampled();
  await answer(`api/requests?ids=${ids(5, 1)}`, { requests: [whole(2)] });
  await sampled();
  assert.deepEqual([asked, live.wholes(() => true).map((one) => one.event_id)], [[], ['e2']]);
});

test('in a tab that was opened in the background only what fails from then on is unseen', async () => {
  standIns.document.hidden = true;
  const failed = (/** @type {number} */ from, /** @type {number} */ to) => rows(from, to).map((row) => ({ ...row, status: 'failed' }));
  live.start();
  await answer(FIRST, { state, requests: failed(31, 50) });
  await answer(ALL, { state, requests: failed(1, 50) });
  assert.deepEqual([live.known.rows.length, live.known.unseen], [50, 0]);
  later.splice(0).at(-1)?.();
  await answer('api/requests?after=50', { state, requests: failed(51, 52) });
  assert.equal(live.known.unseen, 2);
});

test('a page in the background learns that the list was emptied elsewhere, and keeps what came since', async () => {
  await opened(/** @type {any} */ (rows(1, 3)));
  stream.request({ data: JSON.stringify(rows(5, 5)[0]) });
  const held = live.wholesOf(['e1', 'e5']);
  await answer('api/requests?ids=e1,e5', { requests: [whole(1), whole(5)] });
  await held;
  standIns.document.hidden = true;
  live.connect();
  later.splice(0).at(-1)?.();
  await answer('api/requests?after=5', { state: { ...state, cleared_seq: 4 }, requests: [...rows(4, 4), ...rows(6, 6)] });
  assert.deepEqual([seqs(), live.wholes(() => true).map((one) => one.event_id)], [[5, 6], ['e5']]);
  standIns.document.hidden = false;
  live.connect();
  stream.open({});
  await answer('api/requests?after=6', { state: { ...state, cleared_seq: 4 }, requests: [] });
  assert.deepEqual([seqs(), live.known.connection], [[5, 6], 'live']);
});

test('an answer that was asked for before the list was emptied brings nothing back', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  stream.gap({});
  stream.request({ data: JSON.stringify(rows(3, 3)[0]) });
  stream.cleared({});
  await answer(ALL, { state, requests: rows(1, 3) });
  await answer(ALL, { state: { ...state, cleared_seq: 3 }, requests: rows(4, 4) });
  assert.deepEqual(seqs(), [4]);
});

test('many rows are taken in some at a time, so that no task has all of them', async () => {
  live.start();
  await answer(FIRST, { state, requests: rows(4981, 5000) });
  await answer(ALL, { state, requests: rows(1, 5000) });
  const sizes = [live.known.rows.length];
  while (live.known.rows.length < 5000 && later.length > 0) {
    later.splice(0).forEach((next) => next());
    await settled();
    sizes.push(live.known.rows.length);
  }
  assert.equal(sizes.at(-1), 5000);
  sizes.reduce((before, now) => { assert.ok(now - before <= 500, String(sizes)); return now; }, 20);
});

test('what a row costs that arrives does not depend on how many there are', async () => {
  const touched = async (/** @type {number} */ many) => {
    live = await import(`../main/resources/routeflow/console/live.js?${++copies}`);
    live.start();
    await answer(FIRST, { state, requests: [] });
    await answer(ALL, { state, requests: rows(1, many) });
    for (let i = 0; i < 20; i++) {
      later.splice(0).forEach((next) => next());
      await settled();
    }
    asked = [];
    stream.open({});
    await answer(`api/requests?after=${many}`, { state, requests: [] });
    assert.equal(live.known.rows.length, Math.min(many, live.MAX_ROWS));
    let touches = 0;
    live.known.rows = live.known.rows.map((row) => new Proxy(row, { get: (of, name) => { touches++; return Reflect.get(of, name); } }));
    for (const row of rows(many + 1, many + 200)) stream.request({ data: JSON.stringify(row) });
    assert.equal(live.known.rows.at(-1)?.seq, many + 200);
    return touches;
  };
  const [few, all] = [await touched(500), await touched(5000)];
  console.log(`a burst of 200 reads ${few} fields of rows where there are 500, and ${all} where there are 5,000`);
  // Each that leaves is read once, since the list is full.
  assert.ok(all <= few + 200 && few < 5 * 200, `${few} and ${all}`);
});

/** As browsers have it, in a Node that has it behind a flag. */
function jsonWithSource() {
  if (JSON.rawJSON) return JSON;
  v8.setFlagsFromString('--harmony-json-parse-with-source');
  return vm.runInNewContext('JSON');
}

test('numbers of the application are copied and saved as they were written, and figures stay numbers', async () => {
  const { JSON } = globalThis;
  const body = '{"id":9007199254740993,"price":10.10,"e":1E400,"n":5,"list":[-0]}';
  try {
    globalThis.JSON = jsonWithSource();
    await opened(/** @type {any} */ (rows(1, 1)));
    const asking = live.whole('e1');
    const event = `{"latency_ms":12.0,"request":{"body":${body}},"attributes":{"order_id":9007199254740993},"breadcrumbs":[{"data":{"n":1.0}}]}`;
    await answer('api/requests/e1', JSON.stringify({ ...whole(1), event: 5, latency_ms: 'x' }).replace('"event":5', `"event":${event}`).replace('"latency_ms":"x"', '"latency_ms":10.0'));
    const held = await asking;
    assert.equal(held.latency_ms, 10);
    assert.equal(bodyOf(held.event.request).text, body);
    assert.equal(JSON.stringify(held.event), event.replace('12.0', '12'));
    assert.equal(String(held.event.attributes?.order_id), '9007199254740993');
    const saved = JSON.stringify(session([savedRequest(/** @type {any} */ (whole(7)))])).replace('"event":{}', '"event":{"attributes":{"id":9007199254740993}}');
    const { found, unread } = checkedSession(shared.exact(saved));
    assert.deepEqual([unread, JSON.stringify(found[0].event)], [0, '{"attributes":{"id":9007199254740993}}']);
  } finally {
    globalThis.JSON = JSON;
  }
  assert.deepEqual(live.exact('{"event":{"request":{"body":9007199254740993}}}').event.request, { body: JSON.rawJSON ? new live.Exact('9007199254740993') : 9007199254740992 });
});

test('figures of tables and hosts that are called as what holds values of the application stay numbers', async () => {
  const { JSON } = globalThis;
  const names = ['data', 'body', 'attributes'];
  const uses = Object.fromEntries(names.map((name) => [name, { count: 1, total_ms: '2.0', errors: 0 }]));
  const usage = { count: 1, total_ms: '2.0', errors: 0 };
  const external = { ...usage, hosts: uses, calls: uses };
  const row = { ...whole(7), latency_ms: '3.0', sql: { ...usage, tables: uses, statements: uses }, external, event: { external_calls: [{ host: 'data', method: 'GET', latency_ms: '2.0', response: { body: '5.0' } }] } };
  // As the server writes doubles.
  const written = (/** @type {unknown} */ value) => JSON.stringify(value).replace(/"(\d\.0)"/g, '$1');
  try {
    globalThis.JSON = jsonWithSource();
    const { sql, external: calls, event } = shared.exact(written(row));
    for (const use of [sql.tables, sql.statements, calls.hosts, calls.calls].flatMap((all) => names.map((name) => all[name]))) assert.equal(use.total_ms + 1, 3);
    assert.deepEqual([event.external_calls[0].latency_ms, String(event.external_calls[0].response.body)], [2, '5.0']);
    const { found, unread } = checkedSession(shared.exact(written(session([/** @type {any} */ (row)]))));
    assert.deepEqual([unread, found[0]?.sql?.tables?.data.total_ms, JSON.stringify(found[0]?.event.external_calls?.[0].response)], [0, 2, '{"body":5.0}']);
  } finally {
    globalThis.JSON = JSON;
  }
});

test('a session that is too deep to be measured, or of which the state is something else, takes nothing away', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  assert.throws(() => open('x.json', session([{ ...whole(7), event: { request: { body: deep } } }])), /no session/);
  assert.deepEqual([seqs(), live.known.connection], [[1, 2], 'live']);
  open('x.json', session([{ ...whole(7), more: deep }, whole(8)]));
  assert.deepEqual([seqs().length, live.known.unread], [1, 1]);
  open('x.json', session([], { state: { ...state, routes: [{}], sql_capture: {}, endpoint: 'x', cleared_seq: 9 } }));
  assert.deepEqual([live.known.state?.routes, live.known.state?.endpoint, live.known.state?.cleared_seq, live.known.state?.service.name], [undefined, undefined, undefined, 'orders']);
});

test('what ends while the list is being emptied stays, with a stream and without', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  const clearing = live.clearAll();
  stream.cleared({});
  stream.request({ data: JSON.stringify(rows(3, 3)[0]) });
  await answer('api/clear', '', 204);
  await clearing;
  assert.deepEqual(seqs(), [3]);
  stream.error({});
  const again = live.clearAll();
  await answer('api/clear', '', 204);
  await answer('api/requests?after=3', { state: { ...state, cleared_seq: 4 }, requests: rows(5, 5) });
  await again;
  assert.deepEqual(seqs(), [5]);
});

test('a pause says how many rows came since, also where as many were let go', async () => {
  await opened(/** @type {any} */ (rows(1, 2)));
  for (const row of rows(3, live.MAX_ROWS)) stream.request({ data: JSON.stringify(row) });
  live.pause(true);
  assert.equal(live.known.fresh, 0);
  for (const row of rows(live.MAX_ROWS + 1, live.MAX_ROWS + 7)) stream.request({ data: JSON.stringify(row) });
  assert.deepEqual([live.known.rows.length, live.known.fresh], [live.MAX_ROWS, 7]);
  stream.cleared({});
  assert.equal(live.known.fresh, 0, 'those are gone');
});

test('a bare value opens by code or token in one question, and a link by what it has', async () => {
  for (const [given, path] of [[' a b&c ', './?code=a%20b%26c&token=a%20b%26c'], ['http://localhost/?code=x%2F', './?code=x%2F'], ['https://h/routeflow-console/?view=sql&token=y#z', './?token=y']]) {
    enterBy(given).catch(() => undefined);
    assert.deepEqual(asked.splice(0).map((one) => one.path), [path.slice(2)]);
  }
});

test('whether events leave the process is asked again where it was not known at the start', async () => {
  const { endpoint, ...early } = state;
  live.start();
  await answer(FIRST, { state: early, requests: [] });
  await answer(ALL, { state: early, requests: [] });
  stream.open({});
  await answer(ALL, { state: early, requests: [] });
  const sampled = () => { later.splice(0).forEach((task) => task()); return settled(); };
  await sampled();
  await answer('api/state', early);
  await sampled();
  await answer('api/state', { ...state, endpoint: false });
  assert.equal(live.known.state?.endpoint, false);
  await sampled();
  assert.deepEqual(asked, []);
});

test('a range of time has had no row of a route only where no row of it is missing', () => {
  const { known } = shared, of = (/** @type {number} */ lastSeq) => /** @type {any} */ ({ id: 1, lastSeq });
  const at = (/** @type {number} */ seq, /** @type {number} */ minute) => /** @type {any} */ ({ ...rows(seq, seq)[0], run: 1, at: new Date(2026, 10, 21, 12, minute).getTime() });
  const had = (/** @type {any[]} */ rows, /** @type {number} */ lastSeq) => {
    [known.rows, known.runs] = [rows, [of(lastSeq)]];
    const side = sideHad('12:10..12:20');
    return [side('GET /orders'), side('GET /other')];
  };
  try {
    assert.deepEqual(had([at(1, 5), at(2, 11), at(3, 15), at(4, 30)], 4), [true, false]);
    assert.deepEqual(had([at(7, 5), at(8, 11), at(9, 15)], 9), [true, false], 'what is missing ended before');
    assert.deepEqual(had([at(8, 11), at(9, 15)], 9), [true, undefined], 'what is missing may be of it');
    assert.deepEqual(had([at(1, 5), at(2, 11), at(4, 15)], 4), [true, undefined]);
    assert.deepEqual(had([at(1, 5), at(2, 11), at(4, 30)], 4), [true, undefined], 'it may have begun in it and ended later');
    assert.deepEqual(had([{ ...at(5, 9), latency_ms: 90_000 }, at(6, 11)], 6), [true, undefined], 'what ended in it is no limit');
  } finally {
    [known.rows, known.runs] = [[], []];
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as text from '../main/resources/routeflow/console/text.js';

/** @param {Partial<Row>} [parts] @returns {Row} */
const row = (parts) => ({ seq: 1, run: 1, event_id: 'e1', at: new Date(2026, 10, 21, 19, 48, 31, 417).getTime(), timestamp: new Date(2026, 10, 21, 19, 48, 31, 417).toISOString(), trace_id: 'Trace-1', frontend_route: '/checkout', method: 'GET', path: '/orders/{id}',
  handler: 'OrderController.show', status_code: 200, status: 'success', latency_ms: 12.4, outcome: 'sent',
  sql: { count: 24, total_ms: 3, errors: 0, n_plus_one: true, tables: { orders: { count: 24, total_ms: 3, errors: 0 } } },
  external: { count: 1, total_ms: 5, errors: 0, hosts: { 'pay.example': { count: 1, total_ms: 5, errors: 0 } } }, ...parts });

for (const [filter, holds] of /** @type {[string, boolean][]} */ ([
  ['', true], ['   ', true], ['route:orders', true], ['route:"=GET /orders/{id}"', true], ['route:=/orders', false], ['route:"get /ORDERS"', true],
  ['page:/check', true], ['page:=/check', false], ['status:200', true], ['status:>=500', false], ['status:2xx', true], ['status:<400', true], ['ms:>12', true], ['ms:>12.4', false],
  ['sql:>10', true], ['sql:24', true], ['table:ord', true], ['table:=ord', false], ['host:pay', true], ['host:bank', false], ['trace:trace-1', true], ['trace:trace', false],
  ['has:n+1', true], ['has:error', false], ['OrderController', true], ['pay.example', true], ['nowhere', false], ['route:orders ms:>100', false], ['route:orders has:n+1 show', true],
  // without, one of several, other keys
  ['-route:/orders', false], ['-route:/none', true], ['-nowhere', true], ['-has:n+1', false], ['-', true], ['status:!=200', false], ['status:!=404', true], ['status:!=2xx', false], ['status:4xx|5xx', false], ['status:404|200', true],
  ['route:/a|/orders', true], ['-status:404|200', false], ['method:get', true], ['method:POST', false], ['handler:order', true], ['exception:Order', false], ['type:request', true], ['type:job', false], ['calls:>0', true], ['has:calls has:sql', true], ['has:exception', false], ['is:success', true], ['is:failed|warning', false], ['-is:success', false],
  // one of both in free text, too
  ['nowhere|OrderController', true], ['"no where|pay.example"', true], ['nowhere|nobody', false], ['-nowhere|OrderController', false], ['-nowhere|nobody', true], ['|', true], ['nowhere|', false], ['OrderController|', true], ['nowhere|=/checkout', true], ['nowhere|=/check', false],
  // operators without a colon, units
  ['status>=500', false], ['status<500', true], ['ms>=12.4', true], ['ms:>12400us', false], ['ms:>=12400us', true], ['ms:>1s', false], ['ms:<1s', true], ['ms:<0.5m', true], ['ms:>5ms', true], ['a=b', false], ['ms:<1min', true],
  // time of the day, that of the reader
  ['at:19:48', true], ['at:19:49', false], ['at:19:48:31', true], ['at:19:48..19:50', true], ['at:19:48:32..19:50', false], ['at:19:30..', true], ['at:..19:30', false], ['at:>=19:48:31', true], ['at:<19:48', false], ['at:22:00..20:00', true], ['at:22:00..6:00', false],
  ['at:2026-11-21T19:48', true], ['at:2026-11-20T19:48', false], ['at:2026-11-20T23:59..2026-11-21T20:00', true], ['at:2026-11-21T20:00..2026-11-22T06:00', false], ['at:2026-11-22T06:00..2026-11-21T06:00', false],
  ['at:2026-11-21T19:30..', true], ['at:..2026-11-21T19:30', false], ['at:>=2026-11-20t19:48', true], ['at:<2026-11-21T19:48:31', false],
])) {
  test(`the filter ${filter} ${holds ? 'keeps' : 'leaves out'} the request`, () => {
    const found = text.parseFilter(filter);
    assert.deepEqual(found.problems, []);
    assert.equal(found.test(row()), holds);
  });
}

test('the first row waits for no data of languages to be loaded', async () => {
  const { Intl } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, 'Intl');
    const alone = await import(`../main/resources/routeflow/console/${'text.js'}?alone`);
    assert.deepEqual([alone.count(1234), alone.ms(0.05), alone.percent(1, 3)], ['1,234', '50 µs', '33%']);
  } finally {
    globalThis.Intl = Intl;
  }
});

test('numbers are written as English has them, halves rounded up', () => {
  const [whole, tenth, hundredth] = [0, 1, 2].map((digits) => new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  for (const n of [0, 0.005, 0.015, 0.075, 0.985, 1.005, 9.995, 9.999, 10, 12.345, 99.95, 99.96, 100, 999.5, 1000, 12345.5, 999_999, 1_234_567, 1e12]) {
    assert.equal(text.rate(n), (n >= 100 ? whole : n >= 10 ? tenth : hundredth).format(n));
    assert.equal(text.count(Math.floor(n)), whole.format(Math.floor(n)));
  }
});

test('a duration that was not measured is neither short nor long, nor another one', () => {
  for (const term of ['ms:<1', 'ms:0', 'ms:>=0', 'ms:!=5']) assert.equal(text.parseFilter(term).test(row({ latency_ms: 0, untimed: true })), false, term);
  assert.ok(text.parseFilter('-ms:<1').test(row({ latency_ms: 0, untimed: true })));
  assert.ok(text.parseFilter('ms:0').test(row({ latency_ms: 0 })));
});

test('what has no status is none below or above another, and is found by 0', () => {
  const job = row({ type: 'job', status_code: 0, status: 'failed' });
  for (const term of ['status:<400', 'status:<=500', 'status:!=200', 'status:!=5xx', 'status:>=0']) assert.equal(text.parseFilter(term).test(job), false, term);
  for (const term of ['status:0', 'status:=0', '-status:<400', 'status:404|0']) assert.ok(text.parseFilter(term).test(job), term);
  assert.deepEqual(text.proposals([job, row()], 'status:').map((one) => one.label), ['200']);
});

test('every error behind a request counts as an error', () => {
  const { test: has } = text.parseFilter('has:error');
  assert.ok(has(row({ status: 'failed' })));
  assert.ok(has(row({ exception: 'E' })));
  assert.ok(has(row({ sql: { count: 1, total_ms: 1, errors: 1, n_plus_one: false } })));
  assert.ok(has(row({ external: { count: 1, total_ms: 1, errors: 1 } })));
});

test('an exception is found by its class, with and without the package', () => {
  assert.ok(text.parseFilter('exception:"=io.example.PaidException"').test(row({ exception: 'io.example.PaidException' })));
  assert.ok(text.parseFilter('exception:=PaidException').test(row({ exception: 'io.example.PaidException' })));
  assert.equal(text.parseFilter('-has:exception').test(row({ exception: 'E' })), false);
});

for (const bad of ['nothing:x', 'ms:fast', 'status:>=', 'has:more', 'is:bad', 'route:', 'route:=', 'route:|', 'route:=|=', 'sql:-1', 'constructor:x', 'has:toString', 'ms:>3h', 'at:25:00', 'at:noon', 'at:2026-02-31T10:00', 'at:2026-11-21', 'at:2026-11-21T19:48..19:50', 'at:19:48..2026-11-21T19:50', 'at:..', 'status:200ms', 'status:404|x', '-ms:x']) {
  test(`the term ${bad} is explained, and the others still hold`, () => {
    const filter = text.parseFilter(`${bad} page:/checkout`);
    assert.equal(filter.problems.length, 1);
    assert.equal(filter.test(row({ frontend_route: '/other' })), false);
    assert.equal(filter.test(row()), true);
  });
}

for (const [typed, meant] of [['stauts:500', 'status:500'], ['status:=>500', 'status:>=500'], ['-tabel:orders', '-table:orders'], ['has:n+', 'has:n+1'], ['page:/a rout:"GET /b"', 'page:/a route:"GET /b"'],
  ['status:404 OR status:500', 'status:404|500'], ['ms:=>200 page:/x', 'ms:>=200 page:/x']]) {
  test(`${typed} is asked back as ${meant}, which is understood`, () => {
    assert.equal(text.parseFilter(typed).problems.find((one) => one.fix)?.fix, meant);
    assert.deepEqual(text.parseFilter(meant).problems, []);
  });
}

test('a word that other languages have is explained and not searched for', () => assert.match(text.parseFilter('orders AND kettle').problems[0].text, /all terms must hold/));

test('a page that is not known is found by the words that are shown for it', () => {
  assert.ok(text.parseFilter('page:"=unknown page"').test(row({ frontend_route: '__unknown__' })));
});

test('a filter of any length is read in bounded time, and says what is left out', () => {
  assert.match(text.parseFilter(`"${'a '.repeat(100_000)}`).problems[0].text, /first 512/);
});

test('an exact term finds what it was made of', () => {
  assert.ok(text.parseFilter(text.exactTerm('route', 'GET /orders/{id}')).test(row()));
  assert.equal(text.parseFilter(text.exactTerm('route', 'GET /orders')).test(row()), false);
  assert.ok(text.parseFilter(text.exactTerm('page', '/a"b')).test(row({ frontend_route: '/a"b' })));
  assert.ok(text.parseFilter(text.exactTerm('page', '/a|b')).test(row({ frontend_route: '/a|b' })));
});

test('a term replaces those of its key and keeps the rest', () => {
  assert.equal(text.withTerm('route:a "two words" ms:>1 Route:b', 'route', 'route:c'), '"two words" ms:>1 route:c');
  assert.equal(text.onlyTerms('route:a free ms:>1', ['route', '']), 'route:a free');
});

test('what is typed is completed by keys, then by values with how many requests they leave', () => {
  const rows = [row(), row({ method: 'POST', path: '/orders' }), row({ status_code: 500, method: 'POST', path: '/orders' })];
  assert.deepEqual(text.proposals(rows, 'page:/c statu').map((one) => one.text), ['page:/c status:']);
  assert.deepEqual(text.proposals(rows, 'route:').map((one) => [one.text, one.count]), [['route:"=POST /orders"', 2], ['route:"=GET /orders/{id}"', 1]]);
  assert.deepEqual(text.proposals(rows, 'status:500 route:').map((one) => one.count), [1]);
  assert.deepEqual(text.proposals(rows, '-status:5').map((one) => one.text), ['-status:500']);
  assert.deepEqual(text.proposals(rows, 'type:').map((one) => one.text), ['type:request']);
  assert.deepEqual(text.proposals(rows, 'ms:>'), []);
  assert.ok(text.proposals(rows, 'route:"=PO').every((one) => text.parseFilter(one.text).problems.length === 0));
});

test('numbers keep about three digits, and times change their unit', () => {
  assert.deepEqual([0, 0.013, 0.0004, 0.1234, 12.34, 123.4, 1234, 12345, 120_000].map((n) => text.ms(n)), ['0 ms', '13 µs', '1 µs', '0.12 ms', '12.3 ms', '123 ms', '1.23 s', '12.3 s', '2.00 min']);
  assert.equal(text.ms(undefined), '–');
  assert.equal(text.bytes(16777216), '16.0 MiB');
  assert.equal(text.percent(1, 8), '13%');
  assert.deepEqual([42_000, 200_000, 9_000_000].map(text.span), ['42 s', '3 min', '3 h']);
});

test('a long name is shortened in the middle, where it tells least', () => {
  assert.equal(text.middle('GET /api/customers/{id}/history-batched', 24), 'GET /api/cu…tory-batched');
  assert.equal(text.middle('/short', 24), '/short');
});

test('the name of an exception is cut at its end, since all end alike', () => {
  assert.equal(text.exceptionName('jakarta.validation.ConstraintViolationException', 22), 'ConstraintViolationEx…');
  assert.equal(text.exceptionName('java.io.IOException', 22), 'IOException');
});

test('a request that is marked although its status is none of an error says why', () => {
  assert.equal(text.endingInWords(row({ status_code: 200, status: 'failed' })), '200, broken off before its end');
  assert.equal(text.endingInWords(row({ status_code: 200, status: 'warning' })), '200, the client left before its end');
  assert.equal(text.endingInWords(row({ status_code: 200, status: 'success' })), '200');
  assert.equal(text.endingInWords(row({ status_code: 503, status: 'failed' })), '503');
  assert.equal(text.endingInWords(row({ status_code: 0, status: 'failed' })), 'failed');
});

test('what no route answered is said in words', () => {
  assert.equal(text.pathName(row({ path: '__unmatched__', status_code: 404 })), 'no route');
  assert.equal(text.pathName(row({ path: '__unmatched__', status_code: 415 })), 'no route');
  assert.equal(text.pathName(row({ path: '__unmatched__', status_code: 404, address: '/ordrs' })), '/ordrs');
  assert.equal(text.pathName(row()), '/orders/{id}');
});

test('each reason for a drop is said in words, and one that is unknown as it is', () => {
  assert.match(text.outcomeText({ outcome: 'dropped', reason: 'dropped_queue_full' }), /queue was full/);
  for (const why of [/capture-success/, /ShouldCapture bean said no or failed/, /rate limit of TelemetryFlow/]) assert.match(text.reasonText('dropped_filtered'), why);
  assert.equal(text.outcomeText({ outcome: 'dropped', reason: 'toString' }), 'Not sent. toString');
});

test('a request is remarkably slow against the others of its route, by times and by milliseconds', () => {
  const of = (/** @type {number[]} */ latencies) => latencies.map((latency_ms, i) => row({ event_id: `e${i}`, latency_ms }));
  const chip = (/** @type {number[]} */ latencies) => { const rows = of(latencies); return text.slowness(rows)(rows[0]); };
  const others = (/** @type {number} */ n, latency_ms = 10) => Array(n).fill(latency_ms);
  assert.equal(chip([24, ...others(19)]), '2.4×');
  assert.equal(chip([24, ...others(18)]), undefined, 'too few others');
  assert.equal(chip([14, ...others(19)]), undefined, 'not by many times');
  assert.equal(chip([0.9, ...others(19, 0.1)]), undefined, 'nobody waits for that');
  assert.equal(text.slowness(of(others(19)))(row({ event_id: 'running', latency_ms: 30 })), '3.0×', 'one that is not among them yet');
  assert.equal(text.slowness(of(others(20)))(row({ latency_ms: 30, untimed: true })), undefined);
  const unmatched = of([30, ...others(19)]).map((one) => ({ ...one, path: '__unmatched__' }));
  assert.equal(text.slowness(unmatched)(unmatched[0]), undefined, 'no route is a route of its own');
});

test('what is not all requests is not called so', () => {
  assert.deepEqual([text.amount([row(), row()]), text.amount([row(), row({ type: 'job' })]), text.amount([row()])], ['2 requests', '2 events', '1 request']);
});

test('a status that stands for a client that left says so', () => {
  assert.equal(text.endingInWords(row({ status_code: 499, status: 'warning' })), '499, the client left before its end');
  assert.equal(text.endingInWords(row({ status_code: 404, status: 'warning' })), '404');
});

test('events for a destination that was not reached are not said to have met a 5xx', () => {
  assert.deepEqual(['dropped_http_5xx', 'dropped_http_4xx', 'dropped_queue_full'].map(text.dropName), ['failed or unreachable', 'http 4xx', 'queue full']);
});

test('a span of time is of the day as long as all on display is of one day, and has dates else', () => {
  const time = (/** @type {number} */ day, /** @type {number} */ hours, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();
  assert.equal(text.timeTerm(time(21, 9), time(21, 10), [time(21, 23)]), 'at:09:00:00..10:00:00');
  const yesterday = row({ at: time(20, 9, 30) }), today = row({ at: time(21, 9, 30) }), late = row({ at: time(20, 23, 59) }), early = row({ at: time(21, 0, 1) });
  const left = (/** @type {string} */ term) => [yesterday, today, late, early].filter(text.parseFilter(term).test);
  assert.deepEqual(left(text.timeTerm(time(21, 9), time(21, 10), [yesterday.at])), [today]);
  assert.deepEqual(left(text.timeTerm(time(20, 23), time(21, 1), [])), [late, early]);
});

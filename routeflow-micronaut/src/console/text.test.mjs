import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as text from '../main/resources/routeflow/console/text.js';

/** @param {Partial<Row>} [parts] @returns {Row} */
const row = (parts) => ({ seq: 1, event_id: 'e1', timestamp: '2026-11-21T05:00:00.417Z', trace_id: 'Trace-1', frontend_route: '/checkout', method: 'GET', path: '/orders/{id}',
  handler: 'OrderController.show', status_code: 200, status: 'success', latency_ms: 12.4, outcome: 'sent',
  sql: { count: 24, total_ms: 3, errors: 0, n_plus_one: true, tables: { orders: { count: 24, total_ms: 3, errors: 0 } } },
  external: { count: 1, total_ms: 5, errors: 0, hosts: { 'pay.example': { count: 1, total_ms: 5, errors: 0 } } }, ...parts });

for (const [filter, holds] of /** @type {[string, boolean][]} */ ([
  ['', true], ['   ', true], ['route:orders', true], ['route:"=GET /orders/{id}"', true], ['route:=/orders', false], ['route:"get /ORDERS"', true],
  ['page:/check', true], ['page:=/check', false], ['status:200', true], ['status:>=500', false], ['status:2xx', true], ['status:<400', true], ['ms:>12', true], ['ms:>12.4', false],
  ['sql:>10', true], ['sql:24', true], ['table:ord', true], ['table:=ord', false], ['host:pay', true], ['host:bank', false], ['trace:trace-1', true], ['trace:trace', false],
  ['has:n+1', true], ['has:error', false], ['OrderController', true], ['pay.example', true], ['nowhere', false], ['route:orders ms:>100', false], ['route:orders has:n+1 show', true],
])) {
  test(`the filter ${filter} ${holds ? 'keeps' : 'leaves out'} the request`, () => assert.equal(text.parseFilter(filter).test(row()), holds));
}

test('every error behind a request counts as an error', () => {
  const { test: has } = text.parseFilter('has:error');
  assert.ok(has(row({ status: 'failed' })));
  assert.ok(has(row({ exception: 'E' })));
  assert.ok(has(row({ sql: { count: 1, total_ms: 1, errors: 1, n_plus_one: false } })));
  assert.ok(has(row({ external: { count: 1, total_ms: 1, errors: 1 } })));
});

for (const bad of ['nothing:x', 'ms:fast', 'status:>=', 'has:more', 'route:', 'route:=', 'sql:-1', 'constructor:x', 'has:toString', '__proto__:x']) {
  test(`the term ${bad} is explained, and the others still hold`, () => {
    const filter = text.parseFilter(`${bad} page:/checkout`);
    assert.equal(filter.problems.length, bad === '__proto__:x' ? 0 : 1);
    assert.equal(filter.test(row({ frontend_route: '/other' })), false);
  });
}

test('a page that is not known is found by the words that are shown for it', () => {
  assert.ok(text.parseFilter('page:"=unknown page"').test(row({ frontend_route: '__unknown__' })));
});

test('a filter of any length is read in bounded time, and says what is left out', () => {
  assert.match(text.parseFilter(`"${'a '.repeat(100_000)}`).problems.join(), /first 512/);
});

test('an exact term finds what it was made of', () => {
  assert.ok(text.parseFilter(text.exactTerm('route', 'GET /orders/{id}')).test(row()));
  assert.equal(text.parseFilter(text.exactTerm('route', 'GET /orders')).test(row()), false);
  assert.ok(text.parseFilter(text.exactTerm('page', '/a"b')).test(row({ frontend_route: '/a"b' })));
});

test('a term replaces those of its key and keeps the rest', () => {
  assert.equal(text.withTerm('route:a "two words" ms:>1 Route:b', 'route', 'route:c'), '"two words" ms:>1 route:c');
  assert.equal(text.onlyTerms('route:a free ms:>1', ['route', '']), 'route:a free');
});

test('the command is one word for each argument whatever the request holds', () => {
  assert.equal(text.curl(row(), 'http://localhost:8080'), "curl --globoff -i -X 'GET' -H 'x-routeflow-frontend-route: /checkout' 'http://localhost:8080/orders/{id}'");
  assert.equal(text.shellQuote("a'b$(id)`id`"), "'a'\\''b$(id)`id`'");
  assert.equal(text.shellQuote('a\nb\u001b[2J\u202e'), "'a?b?[2J?'");
});

test('the command carries no header and no method that was not one', () => {
  assert.equal(text.curl(row({ method: '-o /etc/passwd', frontend_route: '__unknown__' }), 'http://h'), "curl --globoff -i 'http://h/orders/{id}'");
  assert.equal(text.curl(row({ path: '__unmatched__' }), 'http://h'), undefined);
  assert.match(text.curl(row({ method: 'HEAD' }), 'http://h') ?? '', /--head/);
});

test('numbers keep about three digits', () => {
  assert.deepEqual([0.1234, 12.34, 123.4, 1234, 12345].map((n) => text.ms(n)), ['0.12 ms', '12.3 ms', '123 ms', '1.23 s', '12.3 s']);
  assert.equal(text.ms(undefined), '–');
  assert.equal(text.bytes(16777216), '16.0 MiB');
  assert.equal(text.percent(1, 8), '13%');
});

test('each reason for a drop is said in words, and one that is unknown as it is', () => {
  assert.match(text.outcomeText({ outcome: 'dropped', reason: 'dropped_queue_full' }), /queue was full/);
  assert.equal(text.outcomeText({ outcome: 'dropped', reason: 'toString' }), 'Not sent. toString');
});

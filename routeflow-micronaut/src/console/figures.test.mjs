import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failures, flowGraph, flowLayout, gaps, percentile, summary, waterfall } from '../main/resources/routeflow/console/figures.js';

let seq = 0;
/** @param {Partial<Row>} [parts] @returns {Row} */
const row = (parts) => ({ seq: ++seq, event_id: `e${seq}`, timestamp: '2026-11-21T05:00:00.417Z', trace_id: 't', frontend_route: '/checkout', method: 'GET', path: '/orders',
  status_code: 200, status: 'success', latency_ms: 10, outcome: 'sent', ...parts });
const use = (/** @type {number} */ count, errors = 0) => ({ count, total_ms: count, errors });

test('percentiles are values that occurred', () => {
  assert.equal(percentile([1, 2, 3, 4], 0.5), 2);
  assert.equal(percentile([1, 2, 3, 4], 0.95), 4);
  assert.ok(Number.isNaN(percentile([], 0.5)));
  assert.equal(summary([row({ latency_ms: 5 }), row({ status: 'failed' })]).failed, 1);
});

test('failures are grouped by cause and route, exceptions before 4xx', () => {
  const groups = failures([row({ status: 'warning', status_code: 404 }), row({ status: 'failed', status_code: 500, exception: 'a.B' }),
    row({ status: 'failed', status_code: 500, exception: 'a.B' }), row({ status: 'failed', status_code: 503 }), row()]);
  assert.deepEqual(groups.map((group) => [group.cause, group.count, group.share]), [['a.B', 2, 0.4], ['HTTP 503', 1, 0.2], ['HTTP 404', 1, 0.2]]);
});

test('the flow map adds up calls and errors of each link', () => {
  const { nodes, links } = flowGraph([row({ sql: { ...use(24), n_plus_one: true, tables: { orders: use(24) } } }), row({ status: 'failed', external: { ...use(1), hosts: { 'pay.example': use(1, 1) } } })]);
  assert.deepEqual(links.map((link) => [link.from.label, link.to.label, link.calls, link.errors]),
    [['GET /orders', 'orders', 24, 0], ['/checkout', 'GET /orders', 2, 1], ['GET /orders', 'pay.example', 1, 1]]);
  assert.equal(nodes.find((node) => node.kind === 'route')?.nPlusOne, 1);
});

test('the flow map stays bounded, and what is left out is one box', () => {
  const { nodes, links } = flowGraph(Array.from({ length: 500 }, (_, i) => row({ path: `/${i}`, frontend_route: `/page/${i}` })));
  assert.equal(nodes.length, 13 + 17);
  assert.equal(nodes.find((node) => node.kind === 'route' && node.others > 0)?.label, '484 more routes');
  assert.equal(links.reduce((sum, link) => sum + link.calls, 0), 500);
});

test('a table named like a property of objects is a table', () => {
  const { nodes } = flowGraph([row({ sql: { ...use(1), n_plus_one: false, tables: JSON.parse('{"__proto__": {"count": 1, "total_ms": 1, "errors": 0}, "constructor": {"count": 2, "total_ms": 1, "errors": 0}}') } })]);
  assert.deepEqual(nodes.filter((node) => node.kind === 'table').map((node) => node.label).sort(), ['__proto__', 'constructor']);
});

test('no box covers another, and links start and end at their boxes', () => {
  const map = flowLayout(flowGraph(Array.from({ length: 60 }, (_, i) => row({ path: `/${i % 7}`, frontend_route: `/p${i % 5}`, sql: { ...use(2), n_plus_one: false, tables: { [`t${i % 9}`]: use(2) } } }))), 1000);
  for (const column of map.columns) {
    const boxes = [...column].sort((a, b) => a.y - b.y);
    boxes.slice(1).forEach((box, i) => assert.ok(box.y >= boxes[i].y + boxes[i].height));
  }
  for (const link of map.links) {
    const [, y1, , , , , , y2] = /** @type {string[]} */ (/M\S+ (\S+)C(\S+) (\S+) (\S+) (\S+) (\S+) (\S+)/.exec(link.path)).map(Number);
    assert.ok(y1 >= link.from.y && y1 <= link.from.y + link.from.height);
    assert.ok(y2 >= link.to.y && y2 <= link.to.y + link.to.height);
  }
});

test('gaps are what no span covers', () => {
  assert.deepEqual(gaps([{ start: 2, end: 4 }, { start: 1, end: 3 }, { start: 6, end: 7 }], 10), [{ start: 0, end: 1 }, { start: 4, end: 6 }, { start: 7, end: 10 }]);
  assert.deepEqual(gaps([], 5), [{ start: 0, end: 5 }]);
  assert.deepEqual(gaps([{ start: 0, end: 5 }], 5), []);
});

test('equal statements are one step with count, sum, least and most', () => {
  const run = (/** @type {number} */ start_ms, /** @type {number} */ duration_ms, index = 0) => ({ kind: /** @type {const} */ ('sql'), index, start_ms, duration_ms, error: false });
  const { steps, sql, own, length } = waterfall(/** @type {any} */ ({ ...row({ latency_ms: 20 }), event: {}, timeline: [run(1, 2), run(4, 3), run(8, 1, 1), run(10, 1)] }));
  const [first] = steps.filter((step) => step.kind === 'sql');
  assert.deepEqual([first.count, first.sum, first.min, first.max], [3, 6, 1, 3]);
  assert.deepEqual([sql, own, length], [7, 13, 20]);
  assert.deepEqual(steps.map((step) => step.kind), ['gap', 'sql', 'gap', 'gap', 'sql', 'gap', 'gap']);
});

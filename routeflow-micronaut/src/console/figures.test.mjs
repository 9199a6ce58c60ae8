import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { folded, place, tickStep, timeAt } from '../main/resources/routeflow/console/chart.js';
import { asKnown, averages, change, comparedStatements, failures, pairs, pullRequest, routeFigures, summary, worsening } from '../main/resources/routeflow/console/compare.js';
import { about, flowGraph, flowLayout, shortLabels } from '../main/resources/routeflow/console/map.js';
import { bodyOf, connections, curl, eventText, foldFrames, formatSql, gaps, isStarter, junit, leftInWords, lines, markdown, marksOf, otherConsole, rootCause, rootText, runnable, savedRequest, shellQuote, testLacks, toFillIn, waterfall, within } from '../main/resources/routeflow/console/request.js';
import { callsOf, groupFilter, isExact, keepsNothing, laneColumns, measured, statementsOf, unlisted, unnamed } from '../main/resources/routeflow/console/tables.js';
import { ms, parseFilter, percentile } from '../main/resources/routeflow/console/text.js';
import { shape } from '../main/resources/routeflow/console/live.js';

let seq = 0;
/** @param {Partial<Row>} [parts] @returns {Row} */
const row = (parts) => ({ seq: ++seq, run: 1, at: Date.parse('2026-11-21T05:00:00.417Z'), event_id: `e${seq}`, timestamp: '2026-11-21T05:00:00.417Z', trace_id: 't', frontend_route: '/checkout', method: 'GET', path: '/orders',
  status_code: 200, status: 'success', latency_ms: 10, outcome: 'sent', ...parts });
const use = (/** @type {number} */ count, errors = 0) => ({ count, total_ms: count, errors });
const statement = (/** @type {Partial<Statement>} */ parts) => ({ statement: 'SELECT a FROM orders WHERE id = ?', operation: 'SELECT', tables: ['orders'], datasource: 'default', db_system: 'h2', count: 1, total_ms: 1, max_ms: 1, errors: 0, n_plus_one: false, ...parts });
/** @param {Partial<Row>} parts @param {Partial<RequestEvent>} [event] @param {TimelineEntry[]} [timeline] @returns {Whole} */
const whole = (parts, event = {}, timeline = [], timeline_truncated = false) => ({ ...row(parts), event, timeline, timeline_truncated });
const ran = (/** @type {number} */ start_ms, /** @type {number} */ duration_ms, index = 0) => ({ kind: /** @type {const} */ ('sql'), index, start_ms, duration_ms, error: false });

test('an exception is marked where it was seen, else where the last step failed, else nowhere', () => {
  const failed = { exception: 'a.b.TimeoutException' };
  const bad = { ...ran(2, 3), error: true };
  const at = (/** @type {Whole} */ one) => marksOf(one).filter((mark) => mark.kind === 'thrown').map((mark) => mark.at);
  assert.deepEqual(at({ ...whole(failed, {}, [bad]), thrown_ms: 7 }), [7]);
  assert.deepEqual(at(whole(failed, {}, [ran(1, 1), bad])), [5]);
  assert.deepEqual(at(whole(failed)), []);
  assert.deepEqual(at(whole({}, {}, [bad])), []);
});

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

test('failures with the same frame of the application are one, whatever their route, and those of elsewhere another', () => {
  const failed = { status: /** @type {const} */ ('failed'), exception: 'a.B' };
  const frames = (/** @type {number} */ line) => ({ exception: { name: 'a.B', message: 'no', frames: [{ class: 'io.netty.X', function: 'run' }, { class: 'shop.Bill', function: 'print', line, in_app: true }] } });
  const rows = [whole(failed, frames(1)), whole({ ...failed, path: '/other' }, frames(1)), whole({ ...failed, path: '/third' }, frames(2)), row({ ...failed, path: '/third' }), row({ ...failed, path: '/fourth' })];
  const groups = failures(rows, /** @type {Whole[]} */ (rows.filter((one) => 'event' in one)), 1, 0, () => true);
  assert.deepEqual(groups.map((group) => [group.frame, group.count, group.routes]), [['Bill.print:2', 2, ['GET /third']], ['Bill.print:1', 2, ['GET /orders', 'GET /other']], ['', 1, ['GET /fourth']]]);
  assert.ok(groups.every((group) => group.fresh));
  assert.equal(failures([row({ ...failed, run: 1 }), row({ ...failed, run: 2 })], [], 2, 0, () => true)[0].fresh, false);
  assert.equal(failures([row({ ...failed, run: 2 })], [], 2, 0, ({ kind, cause, routes }) => [kind, cause, ...routes].join() !== 'failed,a.B,GET /orders')[0].fresh, false, 'as an earlier run has had it');
});

test('the filter of a group of failures leaves its requests, and no other of the list', () => {
  const slow = { latency_ms: 2000 }, failed = { ...slow, status: /** @type {const} */ ('failed') }, warned = { ...slow, status: /** @type {const} */ ('warning') };
  const thrown = (/** @type {Partial<Row>} */ parts) => row({ ...failed, status_code: 500, exception: 'a.B', ...parts });
  const work = (/** @type {Partial<Row>} */ parts) => row({ method: 'JOB', path: 'nightly', type: 'job', frontend_route: '', status_code: 0, ...slow, ...parts });
  const all = [row(), row(slow), row(failed), row(warned), row({ ...warned, latency_ms: 1 }), row({ ...warned, status_code: 404 }), thrown({}), thrown({ status_code: 0 }), thrown({ latency_ms: 1 }), thrown({ path: '/new*' }),
    row({ ...warned, status_code: 409, exception: 'a.B' }), thrown({ exception_at: 'A.b:1', path: '/a' }), thrown({ exception_at: 'A.b:2', path: '/a' }), thrown({ exception_at: 'A.b:1', path: '/b' }),
    work({}), work(warned), work(failed), work({ ...warned, status_code: 200 })];
  for (const q of ['', 'ms:>1000', 'ms:>1000 -route:/b orders|nightly|new', 'is:failed']) {
    const rows = all.filter(parseFilter(q).test), groups = failures(rows);
    assert.ok(groups.length > 0, q);
    for (const group of groups) {
      const made = groupFilter(q, group);
      assert.deepEqual(parseFilter(made).problems, []);
      assert.deepEqual(all.filter(parseFilter(made).test).map((one) => one.event_id), group.rows.map((one) => one.event_id), made);
      assert.ok(isExact(q, group, groups), made);
      assert.equal(groupFilter(made, group), made, 'each term once');
    }
  }
});

test('the last minutes of a group of failures are those before now, whatever came last', () => {
  const failed = row({ status: 'failed' }), at = (/** @type {number} */ minutes) => failures([failed], [], 1, failed.at + minutes * 60_000)[0].strip;
  assert.deepEqual([at(0).at(-1), at(10).at(-1), at(10).at(-21), at(16).some(Boolean)], [1, 0, 1, false]);
});

test('a group of failures that no filter separates from others says so', () => {
  const thrown = (/** @type {number} */ line) => whole({ status: 'failed', exception: 'a.B', status_code: 500 }, { exception: { name: 'a.B', frames: [{ class: 'shop.Bill', function: 'print', line, in_app: true }] } });
  const rows = [thrown(1), thrown(2)], groups = failures(rows, rows);
  assert.deepEqual(groups.map((group) => isExact('', group, groups)), [false, false]);
  const piped = failures([row({ status: 'failed', path: '/a|b' })]);
  const held = Array.from({ length: 40 }, (_, i) => ({ ...thrown(1), path: `/a/long/path/${i}` })), many = failures(held, held);
  assert.equal(isExact('', piped[0], piped), false);
  assert.equal(isExact('', many[0], many), false, 'longer than a filter may be');
});

test('figures by route are those of the rows', () => {
  const [figures] = routeFigures([row({ latency_ms: 5, sql: { ...use(4), n_plus_one: true } }), row({ latency_ms: 15, status: 'failed' })], Date.parse('2026-11-21T05:00:02Z'));
  assert.deepEqual([figures.count, figures.failures, figures.p50_ms, figures.max_ms, figures.sql_per_request, figures.n_plus_one, figures.sparkline.at(-1), figures.failed?.at(-1)], [2, 1, 5, 15, 2, 1, 2, 1]);
});

test('the flow map adds up calls and errors of each link', () => {
  const { nodes, links } = flowGraph([row({ sql: { ...use(24), n_plus_one: true, tables: { orders: use(24) } } }), row({ status: 'failed', external: { ...use(1), hosts: { 'pay.example': use(1, 1) } } })]);
  assert.deepEqual(links.map((link) => [link.from.label, link.to.label, link.calls, link.errors]),
    [['GET /orders', 'orders', 24, 0], ['/checkout', 'GET /orders', 2, 1], ['GET /orders', 'pay.example', 1, 1]]);
  assert.equal(nodes.find((node) => node.kind === 'route')?.nPlusOne, 1);
  assert.equal(about(/** @type {FlowNode} */ (nodes.find((node) => node.kind === 'route'))), '2 requests · p95 10.0 ms · 12 SQL · ✕ 1');
});

test('a box that has no room for all leaves out whole figures, those that tell least first', () => {
  const [node] = flowGraph([row({ status: 'failed', latency_ms: 47.4, sql: { ...use(11), n_plus_one: false } }), row({ status: 'warning' })]).nodes.filter((one) => one.kind === 'route');
  assert.equal(about(node), '2 requests · p95 47.4 ms · 6 SQL · ✕ 1 · ▲ 1');
  assert.equal(about(node, 40), '2 requests · p95 47.4 ms · ✕ 1 · ▲ 1');
  assert.equal(about(node, 32), '2 requests · ✕ 1 · ▲ 1');
  assert.equal(about(node, 20), '2 requests · ✕ 1');
  assert.equal(about(node, 12), '2 requests');
  assert.equal(about(node, 4), '2');
});

test('the flow map stays bounded, and what is left out is one box, which opens', () => {
  const rows = Array.from({ length: 500 }, (_, i) => row({ path: `/${i}`, frontend_route: `/page/${i}` }));
  const { nodes, links } = flowGraph(rows);
  assert.equal(nodes.length, 13 + 17);
  assert.equal(nodes.find((node) => node.kind === 'route' && node.others > 0)?.label, '484 more routes');
  assert.equal(links.reduce((sum, link) => sum + link.calls, 0), 500);
  assert.equal(flowGraph(rows, new Set(['route'])).nodes.filter((node) => node.kind === 'route').length, 500);
});

test('what fails or repeats is never among those left out', () => {
  const rows = Array.from({ length: 100 }, (_, i) => [row({ path: `/${i}` }), row({ path: `/${i}` })]).flat();
  const { nodes } = flowGraph([...rows, row({ path: '/bad', status: 'failed' }), row({ path: '/often', sql: { ...use(50), n_plus_one: true } })]);
  assert.ok(['GET /bad', 'GET /often'].every((label) => nodes.some((node) => node.label === label)));
});

test('the paths through a box are those of its requests, and no others', () => {
  const behind = (/** @type {string} */ table) => ({ ...use(1), n_plus_one: false, tables: { [table]: use(1) } });
  const { through } = flowGraph([row({ frontend_route: '/a', path: '/x', sql: behind('t') }), row({ frontend_route: '/b', path: '/x', sql: behind('u') })]);
  const lit = through('page\n/a');
  assert.deepEqual(['page\n/a', 'route\nGET /x', 'table\nt', 'page\n/a\n\nroute\nGET /x', 'route\nGET /x\n\ntable\nt'].filter((id) => !lit.has(id)), []);
  assert.equal(lit.size, 5);
  assert.equal(through('table\nu').has('page\n/a'), false);
});

test('a table named like a property of objects is a table', () => {
  const { nodes } = flowGraph([row({ sql: { ...use(1), n_plus_one: false, tables: JSON.parse('{"__proto__": {"count": 1, "total_ms": 1, "errors": 0}, "constructor": {"count": 2, "total_ms": 1, "errors": 0}}') } })]);
  assert.deepEqual(nodes.filter((node) => node.kind === 'table').map((node) => node.label).sort(), ['__proto__', 'constructor']);
});

test('no box covers another, links start and end at their boxes, and no error label another', () => {
  const map = flowLayout(flowGraph(Array.from({ length: 60 }, (_, i) => row({ status: i % 3 ? 'success' : 'failed', path: `/${i % 7}`, frontend_route: `/p${i % 5}`, sql: { ...use(2), n_plus_one: false, tables: { [`t${i % 9}`]: use(2) } } }))), 1000);
  for (const column of map.columns) {
    const boxes = [...column].sort((a, b) => a.y - b.y);
    boxes.slice(1).forEach((box, i) => assert.ok(box.y >= boxes[i].y + boxes[i].height));
  }
  for (const link of map.links) {
    const [, y1, , , , , , y2] = /** @type {string[]} */ (/M\S+ (\S+)C(\S+) (\S+) (\S+) (\S+) (\S+) (\S+)/.exec(link.path)).map(Number);
    assert.ok(y1 >= link.from.y && y1 <= link.from.y + link.from.height);
    assert.ok(y2 >= link.to.y && y2 <= link.to.y + link.to.height);
  }
  for (const label of map.labels) assert.ok(map.labels.every((other) => other === label || Math.abs(other.x - label.x) >= 16 || Math.abs(other.y - label.y) >= 13));
  assert.equal(map.starts[1] + map.nodeWidth * 2 + (map.starts[1] - map.nodeWidth), 1000);
});

test('what an address asks for that is no weight is none', () => {
  const graph = flowGraph([row(), row({ path: '/b' }), row({ path: '/b' })]);
  for (const weigh of ['__proto__', 'toString', '', 'x']) assert.deepEqual(flowLayout(graph, 1000, weigh).links.map((link) => link.share), flowLayout(graph, 1000).links.map((link) => link.share));
});

test('each link with errors has them said, also where thin ones begin close to each other', () => {
  const failed = { status: /** @type {const} */ ('failed'), frontend_route: '/desk' };
  const map = flowLayout(flowGraph([row({ ...failed, path: '/loans' }), row({ ...failed, path: '/overdue' }), row({ ...failed, path: '/renew' }), ...Array.from({ length: 400 }, () => row({ frontend_route: '/busy' }))]), 1000);
  assert.equal(map.labels.length, 3);
});

test('labels that the middle tells apart are cut where they differ', () => {
  const of = (/** @type {number} */ room, /** @type {string[]} */ ...labels) => shortLabels(labels.map((label) => ({ label, room })));
  assert.deepEqual(of(40, 'GET /a/orders/items', 'GET /a/refunds/items'), ['GET /a/orders/items', 'GET /a/refunds/items']);
  assert.deepEqual(of(16, 'GET /customers/{id}/orders/items', 'GET /customers/{id}/refunds/items'), ['GET …/orders/it…', 'GET …/refunds/i…']);
  assert.deepEqual(of(16, 'GET /customers/{id}/orders/items', 'POST /customers/{id}/orders/items'), ['GET /cu…rs/items', 'POST /c…rs/items']);
  for (const room of [1, 5, 12, 20]) for (const label of of(room, `GET /${'x'.repeat(40)}/a/y`, `GET /${'x'.repeat(40)}/b/y`, 'GET /')) assert.ok(label.length <= Math.max(room, 8), label);
  assert.deepEqual(shortLabels([{ label: 'eu-1.pay.internal.example', room: 12, host: true }]), ['…nal.example']);
});

test('gaps are what no span covers', () => {
  assert.deepEqual(gaps([{ start: 2, end: 4 }, { start: 1, end: 3 }, { start: 6, end: 7 }], 10), [{ start: 0, end: 1 }, { start: 4, end: 6 }, { start: 7, end: 10 }]);
  assert.deepEqual(gaps([], 5), [{ start: 0, end: 5 }]);
  assert.deepEqual(gaps([{ start: 0, end: 5 }], 5), []);
});

test('equal statements are one step, with count and sum of the event', () => {
  const statements = [statement({ count: 3, total_ms: 6 }), statement({ count: 1, total_ms: 1, repository_method: 'Orders.find', rows: 2 })];
  const fall = waterfall(whole({ latency_ms: 20 }, { sql: { count: 4, total_ms: 7, statements } }, [ran(1, 2), ran(4, 3), ran(8, 1, 1), ran(10, 1)]));
  assert.deepEqual(fall.steps.map((step) => [step.count, step.sum, step.runs.length]), [[3, 6, 3], [1, 1, 1]]);
  assert.deepEqual([fall.sql, fall.own, fall.length, fall.cut], [7, 13, 20, false]);
  assert.deepEqual(lines(fall.steps[1], statements[1], undefined), ['Orders.find', ['SELECT orders', '1×', '1.00 ms', '2 rows']]);
  assert.deepEqual(within(fall, { start: 0, end: 5 }), { sql: { count: 2, ms: 3 }, external: { count: 0, ms: 0 }, wait: { count: 0, ms: 0 }, gap: { count: 2, ms: 2 }, cut: { count: 0, ms: 0 } });
});

test('a wait for a connection stands before the statement that it was for, and is not the time of the application', () => {
  const waits = [{ start_ms: 1, duration_ms: 3, error: false }, { start_ms: 8, duration_ms: 2, error: false }, { start_ms: 12, duration_ms: 4, error: true }, { start_ms: 18, duration_ms: 1, error: false }];
  const event = { sql: { count: 2, total_ms: 2, statements: [statement({}), statement({})] }, attributes: { 'routeflow.sql.connection_wait_ms': 10.02 } };
  const fall = waterfall({ ...whole({ latency_ms: 20 }, event, [ran(4, 1), ran(10.1, 1, 1)]), connection_waits: waits });
  assert.deepEqual(fall.steps.map((step) => [step.key, step.waits.length, step.count, step.sum, step.errors]), [['sql 0', 1, 1, 1, 0], ['sql 1', 1, 1, 1, 0], ['wait 0', 0, 2, 5, 1]]);
  assert.deepEqual(lines(fall.steps[2], undefined, undefined), ['Waiting for a connection', ['2×', '5.00 ms']]);
  assert.deepEqual([fall.waiting, Math.round(fall.own * 100) / 100], [10.02, 8]);
  assert.deepEqual(within(fall, { start: 0, end: 5 }), { sql: { count: 1, ms: 1 }, external: { count: 0, ms: 0 }, wait: { count: 1, ms: 3 }, gap: { count: 1, ms: 1 }, cut: { count: 0, ms: 0 } });
  assert.equal(waterfall(whole({ latency_ms: 20 }, event)).waiting, 0);
});

test('what a call waited for its connection stands before its bar, and is part of the call', () => {
  const event = { external_calls: [{ host: 'pay.example', method: 'GET', latency_ms: 9, count: 1 }] };
  const fall = waterfall(whole({ latency_ms: 20 }, event, [{ kind: 'external', index: 0, start_ms: 2, duration_ms: 9, error: false, wait_ms: 4 }]));
  assert.deepEqual(fall.steps.map((step) => [step.key, step.sum, step.waits.map((wait) => [wait.start, wait.end]), step.runs.map((run) => [run.start, run.end])]), [['external 0', 9, [[2, 6]], [[6, 11]]]]);
  assert.deepEqual([fall.external, fall.callWaiting, fall.waiting, fall.own], [9, 4, 0, 11]);
  assert.deepEqual(within(fall, { start: 0, end: 7 }), { sql: { count: 0, ms: 0 }, external: { count: 1, ms: 1 }, wait: { count: 1, ms: 4 }, gap: { count: 1, ms: 2 }, cut: { count: 0, ms: 0 } });
});

test('what the time line does not hold is said to be not recorded, and is nobody else’s time', () => {
  const fall = waterfall(whole({ latency_ms: 263 }, { sql: { count: 900, total_ms: 104, statements: [statement({ count: 450, total_ms: 52 }), statement({ count: 450, total_ms: 52 })] } }, [ran(1, 0.1), ran(2, 0.1, 1)], true));
  assert.deepEqual([fall.sqlCount, fall.sql, fall.own, fall.recorded], [900, 104, 159, 2.1]);
  assert.deepEqual(fall.steps.map((step) => step.count), [450, 450]);
  assert.deepEqual(fall.all.at(-1), { start: 2.1, end: 263, kind: 'cut', error: false });
});

test('a statement is broken at its clauses, and not within parentheses or texts', () => {
  assert.equal(formatSql("SELECT a, (SELECT b FROM c WHERE d) FROM orders o LEFT OUTER JOIN lines l ON l.id = o.id WHERE x = ' FROM ' ORDER BY a"),
    "SELECT a, (SELECT b FROM c WHERE d)\nFROM orders o\nLEFT OUTER JOIN lines l ON l.id = o.id\nWHERE x = ' FROM '\nORDER BY a");
});

test('idle time is folded, and the right edge is now', () => {
  const parts = folded([0, 10_000, 600_000, 605_000], 606_000, 500);
  assert.equal(parts.length, 2);
  assert.equal(place(parts, 606_000), 500);
  assert.ok(place(parts, 10_000) < place(parts, 300_000) && place(parts, 300_000) < place(parts, 600_000));
  for (const time of [0, 5000, 601_000]) assert.ok(Math.abs(timeAt(parts, place(parts, time)) - time) < 1);
  assert.equal(folded([0], 3_600_000, 500).length, 2);
  assert.ok(folded(Array.from({ length: 100 }, (_, i) => i * 60_000), 6_000_000, 800).length <= 7);
  const narrow = folded(Array.from({ length: 6 }, (_, i) => i * 100_000), 600_000, 300);
  assert.ok(place(narrow, 600_000) <= 300, 'now is within the width, however many breaks there are');
});

test('ticks are few however long the span is', () => {
  assert.equal(tickStep(60_000, 6), 10_000);
  for (const length of [1, 3_600_000, 86_400_000 * 365 * 50]) assert.ok(length / tickStep(length, 7) <= 7);
});

test('before and after are told by route, what became worse in front', () => {
  const many = (/** @type {Partial<Row>} */ parts) => Array.from({ length: 25 }, () => row(parts));
  const before = [...many({ path: '/a', latency_ms: 50, sql: { ...use(51), n_plus_one: true } }), ...many({ path: '/b', latency_ms: 10 })];
  const after = [...many({ path: '/a', latency_ms: 20, sql: { ...use(2), n_plus_one: false } }), ...many({ path: '/b', latency_ms: 90 }), row({ path: '/new' })];
  const all = pairs(before, after);
  assert.deepEqual(all.map((pair) => [pair.path, pair.few]), [['/b', false], ['/a', false], ['/new', true]]);
  assert.deepEqual(change(50, 20, String, 1), { text: '50 → 20 ▼ 60%', kind: 'good' });
  assert.deepEqual(change(25, 0, String, 1), { text: '25 → 0 ✓', kind: 'good' });
  assert.deepEqual(change(0, 3, String, 1), { text: '0 → 3 ▲', kind: 'bad' });
  const text = pullRequest('run:1', 'run:0', all);
  assert.match(text, /\| GET \/a \| 50\.0 ms → 20\.0 ms ▼ 60% \| 50\.0 ms → 20\.0 ms ▼ 60% \| 51\.0 → 2\.00 ▼ 96% \| 100% \(25\) → 0 ✓ \|/);
});

test('the worst stands first, and what became better after all of that, however much it is', () => {
  const many = (/** @type {string} */ path, /** @type {number} */ latency_ms, failed = 0) => Array.from({ length: 40 }, (_, i) => row({ path, latency_ms, status: i < failed ? 'failed' : 'success' }));
  const before = [...many('/improved', 502), ...many('/worse', 52), ...many('/worst', 50), ...many('/better', 40), ...many('/fails', 10), ...many('/both', 400)];
  const after = [...many('/improved', 22), ...many('/worse', 152), ...many('/worst', 500), ...many('/better', 30), ...many('/fails', 10, 10), ...many('/both', 20, 1)];
  assert.deepEqual(pairs(before, after).map((pair) => pair.path), ['/worst', '/worse', '/fails', '/both', '/improved', '/better']);
});

test('what chance can explain is no sure change, and does not stand before one that is', () => {
  const of = (/** @type {string} */ path, /** @type {number[]} */ latencies, /** @type {Partial<Row>} */ parts = {}) => latencies.map((latency_ms) => row({ path, latency_ms, ...parts }));
  const wide = (/** @type {number} */ n, last = 30) => [...Array.from({ length: n - 1 }, (_, i) => 10 + (i * 20) / n), last];
  const repeated = { sql: { ...use(40), n_plus_one: true } }, joined = { sql: { ...use(2), n_plus_one: false } };
  const before = [...of('/few', [10, 12, 400]), ...of('/noise', wide(40)), ...of('/slower', wide(40)), ...of('/mended', [10, 12], repeated)];
  const after = [...of('/few', [10, 12, 11]), ...of('/noise', [...wide(37), 500, 500, 500]), ...of('/slower', wide(40).map((n) => 10 * n)), ...of('/mended', [10, 12], joined)];
  const all = pairs(before, after);
  assert.deepEqual(all.map((pair) => pair.path), ['/slower', '/mended', '/noise', '/few']);
  const said = pullRequest('run:1', 'run:0', all).split('\n'), line = (/** @type {string} */ path) => said.find((one) => one.includes(`GET ${path} `)) ?? '';
  assert.match(line('/few'), /400 ms → 12\.0 ms ▼ 97% \(few requests\)/);
  assert.match(line('/noise'), /→ 500 ms ▲ \d+× \(may be chance\)/);
  assert.doesNotMatch(line('/slower'), /chance|\(few requests/);
  assert.match(line('/mended'), /40\.0 → 2\.00 ▼ 95% \| 100% \(2\) → 0 ✓/, 'statements are what they are');
});

test('a route of which the other side has no row on display is new or gone only where that side has had none', () => {
  const had = (/** @type {boolean | undefined} */ both) => ({ before: () => both, after: () => both });
  const [before, after] = [[row({ path: '/old' })], [row({ path: '/new' })]];
  const signs = (/** @type {boolean | undefined} */ both) => pairs(before, after, had(both)).map((pair) => pair.sign).sort();
  assert.deepEqual([signs(false), signs(true), signs(undefined)], [['gone', 'new'], ['', ''], ['', '']]);
  assert.doesNotMatch(pullRequest('run:1', 'run:0', pairs(before, after, had(undefined))), /new|gone/);
});

test('what failed or repeated is compared by its share, however unequal the sides are', () => {
  const many = (/** @type {number} */ n, /** @type {Partial<Row>} */ parts) => Array.from({ length: n }, () => row(parts));
  const bad = { path: '/worse', status: /** @type {const} */ ('failed'), sql: { ...use(5), n_plus_one: true } }, good = { path: '/worse', sql: { ...use(5), n_plus_one: false } };
  const before = [...many(100, bad), ...many(100, good), ...many(25, { ...bad, path: '/better' }), ...many(400, { path: '/rare' }), ...many(100, { ...bad, path: '/same' })];
  const after = [...many(25, bad), ...many(50, { ...bad, path: '/better' }), ...many(150, { ...good, path: '/better' }), ...many(399, { path: '/rare' }), row({ path: '/rare', status: 'failed' }), ...many(20, { ...bad, path: '/same' })];
  const all = pairs(before, after);
  assert.deepEqual(all.map((pair) => pair.path), ['/worse', '/rare', '/better', '/same']);
  const said = pullRequest('run:1', 'run:0', all).split('\n');
  const figures = (/** @type {string} */ path) => said.find((line) => line.includes(`GET ${path} `))?.split(' | ').slice(4, 6);
  assert.deepEqual(figures('/worse'), ['50% (100) → 100% (25) ▲', '50% (100) → 100% (25) ▲']);
  assert.deepEqual(figures('/better'), ['100% (25) → 25% (50) ▼', '100% (25) → 25% (50) ▼']);
  assert.deepEqual(figures('/rare'), ['–', '0 → 0.3% (1) ▲']);
  assert.equal(figures('/same'), undefined, 'fewer requests are no change');
});

test('a duration that was not measured has neither moved nor become better or worse', () => {
  const many = (/** @type {Partial<Row>} */ parts) => Array.from({ length: 25 }, () => row(parts));
  const untimed = { path: '/untimed', untimed: true, latency_ms: 0 }, timed = { path: '/untimed', latency_ms: 50 };
  const all = pairs([...many(untimed), ...many({ path: '/b' })], [...many(untimed), ...many({ path: '/b', latency_ms: 90 })]);
  assert.deepEqual(all.map((pair) => pair.path), ['/b', '/untimed']);
  assert.deepEqual([[NaN, NaN], [undefined, NaN], [NaN, undefined], [NaN, 50], [50, NaN]].map(([a, b]) => change(a, b, ms, 1)),
    ['–', '–', '–', '– → 50.0 ms', '50.0 ms → –'].map((text) => ({ text, kind: 'nil' })));
  const [zero] = routeFigures([row({})], 0).map((figures) => ({ ...figures, p95_ms: 0, max_ms: 0 }));
  assert.deepEqual([measured(zero).p95_ms, ms(measured({ ...zero, slowest: undefined }).p95_ms), ms(measured({ ...zero, slowest: undefined }).max_ms)], [0, '–', '–']);
  for (const [before, after] of [[untimed, untimed], [untimed, timed], [timed, untimed]]) {
    const [pair] = pairs(many(before), many(after));
    assert.equal(worsening(pair), 0);
    assert.doesNotMatch(pullRequest('run:1', 'run:0', [pair]), /NaN/);
  }
});

test('what is copied for a pull request names new and gone routes and statements, so many at most', () => {
  const with_ = (/** @type {Partial<Row>} */ parts, /** @type {Partial<Statement>[]} */ ...all) => whole(parts, { sql: { count: all.length, total_ms: 1, statements: all.map(statement) } });
  const [old, fresh] = [{ statement: 'SELECT a FROM lines', tables: ['lines'] }, { statement: 'SELECT b FROM orders', repository_method: 'Orders.findAll', count: 2 }];
  const [before, after] = [[with_({}, {}, old), with_({ path: '/gone' }, old)], [with_({}, {}, fresh), with_({ path: '/new*' }, fresh)]];
  const text = pullRequest('run:1', 'run:0', pairs(before, after), before, after);
  assert.deepEqual(text.split('\n').filter((line) => line.startsWith('- ')), ['- gone route GET /gone, 1 request', '- new route GET /new\\*, 1 request',
    '- new statement in GET /orders: Orders.findAll, SELECT orders, 2.00× a request', '- gone statement in GET /orders: SELECT lines, 1.00× a request']);
  const many = Array.from({ length: 100 }, (_, i) => i);
  const long = pullRequest('run:1', 'run:0', pairs([], many.map((i) => row({ path: `/${i}` }))), [with_({})], [with_({}, ...many.map((i) => ({ statement: `SELECT ${i}` })))]);
  assert.deepEqual(long.split('\n').filter((line) => line.startsWith('- and ')), ['- and 80 more', '- and 80 more']);
  assert.equal(long.split('\n').filter((line) => line.startsWith('- new ')).length, 40);
  assert.doesNotMatch(pullRequest('run:1', 'run:0', pairs([row()], [row()])), /^- /m);
});

test('a client that left is said in words, and during what, where the time line has it', () => {
  const left = { attributes: { 'routeflow.client_disconnected': true }, sql: { count: 1, total_ms: 1, statements: [statement({ repository_method: 'Books.findById' })] } };
  assert.equal(leftInWords(whole({ latency_ms: 202 }, left, [ran(1, 1)])), 'The client left after 202 ms.');
  assert.equal(leftInWords(whole({ latency_ms: 202 }, left, [ran(1, 900)])), 'The client left after 202 ms, during Books.findById.');
});

test('the deepest cause stands for what wraps it, of the event or else of what the console has', () => {
  const wrapped = { name: 'a.Wrapper', causes: [{ name: 'b.Middle' }, { name: 'com.zaxxer.Timeout', message: 'timed out after 458ms' }] };
  const root = rootCause({ name: 'a.Wrapper' }, wrapped);
  assert.equal(root && rootText(root), 'Timeout: timed out after 458ms');
  assert.equal(rootCause(undefined, { name: 'a.B' }), undefined);
  const failed = { ...whole({ status: 'failed', exception: 'a.Wrapper' }, { exception: { name: 'a.Wrapper' } }), local_exception: wrapped };
  assert.deepEqual(failures([failed], [failed]).map((group) => group.root?.message), ['timed out after 458ms']);
});

test('a failure as Markdown has what is needed to find it, and no message that the settings withhold', () => {
  const failed = { ...whole({ status: 'failed', exception: 'a.B', handler: 'LoanController.create', exception_at: 'Fees.rate:9' }, { exception: { name: 'a.B' } }), local_exception: { name: 'a.B', message: 'of a user', causes: [{ name: 'c.D', message: 'of hers' }] } };
  const text = markdown(failed);
  for (const part of ['`LoanController.create`', 'trace `t`', '- `Fees.rate:9`', '- caused by c.D']) assert.ok(text.includes(part), part);
  assert.doesNotMatch(text, /of a user|of hers/);
  assert.match(markdown(whole({ exception: 'a.B' }, { exception: { name: 'a.B', message: 'out of paper', causes: [{ name: 'c.D', message: 'no tray' }] } })), /out of paper[^]*caused by D: no tray/);
});

test('what a copied test lacks is known before it is pasted', () => {
  assert.equal(testLacks(whole({ method: 'POST' })), 'fill in its body, which is not captured');
  assert.equal(testLacks(whole({ method: 'POST' }, { request: { size_bytes: 0 } })), '');
  assert.equal(testLacks(whole({})), '');
});

test('losses that a spool or an offline queue would have spared are told from others', () => {
  assert.deepEqual([{ dropped_http_5xx: 3 }, { dropped_http_5xx: 3, spooled: 1 }, { dropped_http_5xx: 3, dropped_offline_full: 2 }, { dropped_http_4xx: 3 }].map((stats) => keepsNothing(/** @type {any} */ (stats))), [true, false, false, false]);
});

test('a session is saved without bodies, headers and addresses, and without what only this console shows', () => {
  const secret = { url: 'https://shop/?q=secret', headers: { a: 'secret' }, body: 'secret', size_bytes: 6 };
  const one = whole({ address: '/secret', exception_at: 'Secret.run:1', method: 'POST', exception: 'a.B' }, {
    request: secret, response: secret, breadcrumbs: [{ timestamp: 't', message: 'kept' }],
    external_calls: [{ host: 'pay.example', method: 'GET', latency_ms: 2, request: secret, response: secret }] }, [ran(1, 1)]);
  const saved = savedRequest({ ...one, local_exception: { name: 'a.B', message: 'secret', frames: [{ class: 'Secret', function: 'run' }] }, thrown_ms: 3 });
  assert.doesNotMatch(JSON.stringify(saved), /secret/i);
  assert.deepEqual([saved.method, saved.exception, saved.thrown_ms, saved.timeline], ['POST', 'a.B', 3, [ran(1, 1)]]);
  assert.deepEqual(saved.event, { breadcrumbs: [{ timestamp: 't', message: 'kept' }], external_calls: [{ host: 'pay.example', method: 'GET', latency_ms: 2 }] });
  assert.deepEqual(savedRequest(whole({})).event, {});
  assert.deepEqual(savedRequest(one, true), one, 'unless the reader has chosen them');
});

test('the event as text has in place of a body that is too large to draw a note', () => {
  const body = 'x'.repeat(70_000), small = { a: [1, { body: 'kept' }] };
  const text = eventText(/** @type {any} */ ({ request: { body, size_bytes: 70_000 }, response: { body: small }, external_calls: [{ response: { body: { body } } }] }));
  assert.ok(text.length < 1000);
  assert.deepEqual(JSON.parse(text), { request: { body: 'Too large to draw; save it above.', size_bytes: 70_000 }, response: { body: small }, external_calls: [{ response: { body: 'Too large to draw; save it above.' } }] });
});

test('statements of a route are averages over its requests', () => {
  const held = [whole({}, { sql: { count: 3, total_ms: 3, statements: [statement({ count: 3, total_ms: 3, n_plus_one: true })] } }), whole({})];
  assert.deepEqual([...averages(held).values()].map((one) => [one.runs, one.ms, one.nPlusOne]), [[1.5, 1.5, true]]);
});

test('a statement that only one side runs is new or gone, and one of both is neither', () => {
  const runs = (/** @type {Partial<Statement>[]} */ ...statements) => whole({}, { sql: { count: statements.length, total_ms: 1, statements: statements.map(statement) } });
  const of = (/** @type {Whole[]} */ held, /** @type {Whole[]} */ before) => comparedStatements(held, before).map((one) => [one.one.statement.statement, one.sign, one.runs]);
  const [old, same, fresh] = ['SELECT 1', 'SELECT 2', 'SELECT 3'].map((text, i) => ({ statement: text, total_ms: 3 - i }));
  assert.deepEqual(of([runs(same, fresh)], [runs(old, same)]), [['SELECT 1', 'gone', '1.00×'], ['SELECT 2', '', '1.00×'], ['SELECT 3', 'new', '1.00×']]);
  assert.deepEqual(of([runs({ ...same, count: 50 })], [runs(same)]), [['SELECT 2', '', '1.00× → 50.0×']]);
  assert.deepEqual(of([runs({ ...same, datasource: 'archive' })], [runs(same)]).map(([, sign]) => sign).sort(), ['gone', 'new'], 'in another database it is another one');
  assert.deepEqual(of([runs({ ...same, repository_method: 'A.b' })], [runs({ ...same, repository_method: 'A.c' })]).map(([, sign]) => sign).sort(), ['gone', 'new'], 'and from another method');
  assert.deepEqual(of([runs(same), whole({})], [runs(same), runs(same)]), [['SELECT 2', '', '1.00× → 0.50×']], 'on average');
});

const cut = 'SELECT a...';
/** @param {string[]} ids of statements that are shown alike @param {Partial<Row>} [parts] @returns {Whole} */
const alike = (ids, parts = {}) => ({ ...whole(parts, { sql: { count: ids.length, total_ms: ids.length, statements: ids.map((id) => statement({ statement: cut, n_plus_one: id === 'bad' })) } }), statement_ids: ids });

test('statements that are shown alike are not added up where the whole texts differ', () => {
  const found = (/** @type {Whole[]} */ held) => [...averages(held).values()].map((one) => [one.statement.statement, one.runs, one.nPlusOne]);
  assert.deepEqual(found([alike(['good', 'bad']), alike(['bad'])]), [[cut, 0.5, false], [cut, 1, true]], 'nor does the N+1 of one mark the other');
  assert.deepEqual(found([alike(['good']), alike(['good'])]), [[cut, 1, false]]);
});

test('a statement that is shown like another one is new or gone by itself, also in what is copied', () => {
  const signs = (/** @type {string[]} */ now, /** @type {string[]} */ then) => comparedStatements([alike(now)], [alike(then)]).map(({ key, sign }) => [/** @type {string} */ (/\w+/.exec(key)?.[0]), sign]).sort();
  assert.deepEqual(signs(['a', 'b'], ['b', 'c']), [['a', 'new'], ['b', ''], ['c', 'gone']]);
  const lines = pullRequest('run:1', 'run:0', pairs([row()], [row()]), [alike(['a'])], [alike(['b'])]).split('\n').filter((line) => / statement in /.test(line));
  assert.deepEqual(lines.map((line) => line.slice(0, 6)), ['- new ', '- gone']);
});

test('a saved session keeps the ids of statements, and one of an earlier version goes by what is shown', () => {
  assert.deepEqual(savedRequest(alike(['a', 'b'])).statement_ids, ['a', 'b']);
  const { statement_ids: _, ...before } = alike(['a', 'b']);
  assert.deepEqual([...averages([before]).values()].map((one) => one.runs), [2]);
  assert.deepEqual([...averages([{ ...before, statement_ids: ['a'] }]).values()].map((one) => one.runs), [1, 1], 'what has no id is not what has one');
});

test('a side of which nothing is held whole makes no statement new or gone', () => {
  const held = [whole({}, { sql: { count: 1, total_ms: 1, statements: [statement({})] } })];
  for (const [now, then] of [[held, []], [[], held]]) assert.deepEqual(comparedStatements(now, then).map((one) => one.sign), ['']);
  assert.deepEqual(comparedStatements([], []), []);
  assert.deepEqual(comparedStatements([whole({})], held).map((one) => one.sign), ['gone'], 'a request without SQL is held whole as well');
  const [now, then] = [[row()], [row()]];
  assert.doesNotMatch(pullRequest('run:1', 'run:0', pairs(then, now), [], held), /^- (?:new|gone) statement/m);
  assert.doesNotMatch(pullRequest('run:1', 'run:0', pairs(then, now), held, []), /^- (?:new|gone) statement/m);
});

test('a statement that has moved to another route is gone in the one and new in the other', () => {
  const runs = (/** @type {string} */ path, /** @type {string[]} */ ...texts) => whole({ path }, { sql: { count: texts.length, total_ms: 1, statements: texts.map((text) => statement({ statement: text, operation: 'SELECT', tables: [text] })) } });
  const [before, after] = [[runs('/a', 'x', 'y'), runs('/b', 'z')], [runs('/a', 'x'), runs('/b', 'y', 'z')]];
  const said = pullRequest('run:1', 'run:0', pairs(before, after), before, after).split('\n').filter((line) => / statement in /.test(line));
  assert.deepEqual(said, ['- gone statement in GET /a: SELECT y, 1.00× a request', '- new statement in GET /b: SELECT y, 1.00× a request']);
  assert.doesNotMatch(pullRequest('run:1', 'run:0', pairs([before[0]], [after[1]]), [before[0]], [after[1]]), / statement in /, 'routes of one side only are new and gone themselves');
});

test('own frames stand alone, runs of others are one fold', () => {
  const frame = (in_app = false) => ({ class: 'a.B', function: 'c', in_app });
  assert.deepEqual(foldFrames([frame(), frame(), frame(true), frame(true), frame()]).map((part) => part.others?.length ?? 'own'), [2, 'own', 'own', 1]);
});

test('the command is one word for each argument whatever the request holds', () => {
  const one = row({ path: '/orders/{id}' });
  assert.equal(curl(one, 'http://localhost:8080'), "curl --globoff -i -X 'GET' -H 'x-routeflow-frontend-route: /checkout' 'http://localhost:8080/orders/{id}'");
  assert.equal(shellQuote("a'b$(id)`id`"), "'a'\\''b$(id)`id`'");
  assert.equal(shellQuote('a\nb\u001b[2J\u202e'), "'a?b?[2J?'");
  assert.match(curl(row({ method: 'POST' }), 'http://h', { request: { body: { a: "it's" } } }) ?? '', /-H 'content-type: application\/json' --data-raw '\{"a":"it'\\''s"\}'/);
});

test('the command carries no header and no method that was not one', () => {
  assert.equal(curl(row({ method: '-o /etc/passwd', frontend_route: '__unknown__' }), 'http://h'), "curl --globoff -i 'http://h/orders'");
  assert.equal(curl(row({ path: '__unmatched__' }), 'http://h'), undefined);
  assert.equal(curl(row({ type: 'job' }), 'http://h'), undefined);
  assert.match(curl(row({ method: 'HEAD' }), 'http://h') ?? '', /--head/);
});

test('what is copied stays text in Markdown and in a test', () => {
  const hostile = whole({ path: '/a|b`<img>', handler: 'Shop.show' }, { exception: { name: 'X<script>' } });
  assert.match(markdown(hostile), /\/a\\\|b\\`\\<img\\>/);
  assert.match(markdown(hostile), /X\\<script\\>/);
  const cells = markdown(whole({}, { sql: { count: 1, total_ms: 1, statements: [statement({ repository_method: 'A|b' })] }, external_calls: [{ host: 'a|b', method: 'GET', latency_ms: 1, error: 'x|y' }] })).split('\n').filter((line) => line.includes('×'));
  assert.deepEqual(cells.map((line) => line.split(/(?<!\\)\|/).length), [5, 5], 'each line of a table has its three cells');
  assert.match(junit(whole({ handler: 'Shop.show', path: '/a"b\n' })), /class ShopStatementsTest[^]*HttpRequest\.GET\("\/a\\"b\\n"\)/);
});

test('a copied test keeps method, body and each character of it', () => {
  const line = (/** @type {Partial<Row>} */ parts, /** @type {Payload} */ request = {}) => /HttpRequest<\?> request = (.*);$/m.exec(junit(whole(parts, { request })))?.[1];
  const form = { content_type: 'application/x-www-form-urlencoded', body: { text: 'line 1\r\nline 2\tx\u0001\u202e' } };
  assert.equal(line({ method: 'POST' }, form), `HttpRequest.POST("/orders", java.util.Map.ofEntries(java.util.Map.entry("text", "line 1\\r\\nline 2\\tx\\u0001\\u202e"))).contentType("application/x-www-form-urlencoded")`);
  assert.equal(line({ method: 'DELETE' }), 'HttpRequest.DELETE("/orders")');
  assert.equal(line({ method: 'DELETE' }, { body: [1] }), 'HttpRequest.DELETE("/orders", "[1]")');
  assert.equal(line({ method: 'OPTIONS' }, { body: [1], content_type: 'text/x' }), 'HttpRequest.OPTIONS("/orders").body("[1]").contentType("text/x")');
  assert.equal(line({ method: 'PROPFIND' }, { body: [1] }), 'HttpRequest.create(io.micronaut.http.HttpMethod.CUSTOM, "/orders", "PROPFIND").body("[1]")');
  assert.equal(line({ method: 'TRACE' }), 'HttpRequest.create(io.micronaut.http.HttpMethod.TRACE, "/orders")');
  assert.equal(line({ method: 'GET' }, { body: [1], content_type: 'text/x' }), 'HttpRequest.GET("/orders")');
  const lacks = (/** @type {string} */ method, /** @type {Payload} */ request) => testLacks(whole({ method }, { request }));
  assert.deepEqual([lacks('GET', { body: [1] }), lacks('DELETE', { omitted: 'streamed' }), lacks('DELETE', { size_bytes: 5 }), lacks('DELETE', { size_bytes: 0 })],
    ["its body is left out, since Micronaut's client sends none with GET", 'its body is not kept', 'fill in its body, which is not captured', '']);
  assert.match(curl(row({ method: 'VERSION-CONTROL' }), 'http://h') ?? '', /-X 'VERSION-CONTROL'/);
});

test('what is too long for one constant or one argument is copied in parts, and whole', () => {
  const long = `${'é'.repeat(70_000)}\u{1f600}"\\`, parts = [...junit(whole({ method: 'POST' }, { request: { body: long } })).matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([one]) => one).filter((one) => one.includes('é') || one.includes('\\ud'));
  assert.ok(parts.length > 3 && parts.every((one) => Buffer.byteLength(one) < 65_535));
  assert.equal(parts.map((one) => JSON.parse(one)).join(''), JSON.stringify(long));
  const command = curl(row({ method: 'POST' }), 'http://h', { request: { body: long } }) ?? '';
  const heard = execFileSync('sh', [], { input: command.replace('| curl', '| cat; true curl').replace(/true curl/, 'true') });
  assert.equal(heard.toString(), JSON.stringify(long));
  assert.match(command, /^printf %s '[^]*' \| curl .*--data-binary @- /);
});

test('what is no request has its kind as its method and its name as its path, and an exception the request it happened in', () => {
  const job = shape(/** @type {any} */ ({ type: 'job', name: 'nightly', latency_ms: 5 }));
  assert.deepEqual([job.method, job.path, job.latency_ms, job.untimed, job.origin], ['JOB', 'nightly', 5, false, undefined]);
  const reported = shape(/** @type {any} */ ({ type: 'exception', exception: 'shop.CardException', method: 'POST', path: '/orders' }));
  assert.deepEqual([reported.method, reported.path, reported.untimed, reported.origin], ['EXCEPTION', 'CardException', true, { method: 'POST', path: '/orders' }]);
  assert.deepEqual(shape(shape(reported)), reported);
});

test('times that were not measured are in no figure, and exceptions in no route', () => {
  const rows = [row({ latency_ms: 8 }), row({ latency_ms: 0, untimed: true }), row({ type: 'exception', method: 'EXCEPTION', path: 'x', latency_ms: 0, untimed: true, status: 'failed' })];
  assert.equal(summary(rows).p50, 8);
  assert.equal(routeFigures(rows, rows[0].at).length, 1);
  assert.equal(flowGraph(rows).nodes.length, 2);
});

test('outgoing calls are added up by method, host and template', () => {
  const calls = { 'POST pay.example /charges/{id}': { count: 2, total_ms: 10, errors: 1 } };
  const [found] = callsOf([row({ external: { ...use(2), calls } }), row({ path: '/other', external: { ...use(2), calls } }), row()]);
  assert.deepEqual([found.method, found.host, found.path, found.count, found.total_ms, found.errors, found.requests, found.routes],
    ['POST', 'pay.example', '/charges/{id}', 4, 20, 2, 2, ['GET /orders', 'GET /other']]);
});

test('only another port of this machine is another console', () => {
  const own = { port: '8080', protocol: 'http:' };
  assert.equal(otherConsole('localhost:8081', 'a b', own), 'http://localhost:8081/routeflow-console/?q=trace%3Aa%20b');
  assert.equal(otherConsole('[::1]:8081', 't', own), 'http://localhost:8081/routeflow-console/?q=trace%3At');
  for (const host of ['localhost:8080', 'pay.example:8081', 'localhost', '127.0.0.1.evil.example:8081', 'localhost:8081/x']) assert.equal(otherConsole(host, 't', own), undefined, host);
});

test('a lane has the columns that say something, and those that nobody knows yet', () => {
  const names = (/** @type {any} */ of) => laneColumns([['ingest', of]]).map((column) => column.name);
  assert.deepEqual(names({ offered: 1, sent: 1, waiting: 0, spooled: 0 }), ['Destination', 'Offered', 'Sent', 'Buffered', 'Not sent', 'Last error']);
  assert.deepEqual(names({ offered: 1, sent: 1, waiting: 0, adopted: 2, replayed: 3, dropped_spool_full: 1 }), ['Destination', 'Offered', 'Adopted', 'Sent', 'Buffered', 'replayed', 'Not sent', 'Last error']);
});

test('where a path was captured it is called, without what is masked in its query', () => {
  const request = (/** @type {string} */ url) => ({ request: { url } });
  assert.match(curl(row({ path: '/orders/{id}' }), 'http://h', request('http://x:1/orders/7?a=1')) ?? '', /'http:\/\/h\/orders\/7\?a=1'$/);
  const masked = (/** @type {string} */ address) => [(curl(row({ path: '/orders/{id}' }), 'http://h', request(address)) ?? '').replace(/^.*'http:\/\/h(.*)'$/, '$1'), toFillIn(row({ path: '/orders/{id}' }), request(address))];
  assert.deepEqual(masked('http://x:1/orders/7?token=[MASKED]'), ['/orders/7', '; masked parameters are left out']);
  assert.deepEqual(masked('http://x:1/orders/7?a=1&token=%5BMASKED%5D&b=2#c'), ['/orders/7?a=1&b=2', '; masked parameters are left out']);
  assert.deepEqual(masked('http://x:1/orders/[MASKED]?a=1'), ['/orders/{id}', '; fill in {…}']);
});

test('a body is sent again as what it was: a form as a form, a document by its own type, and what was cut off not at all', () => {
  const sent = (/** @type {Payload} */ request) => (curl(row({ method: 'POST' }), 'http://h', { request }) ?? '').replace(/^.*checkout' (.*) ?'http:.*$/, '$1').trim();
  const form = { content_type: 'application/x-www-form-urlencoded; charset=utf-8', body: { name: 'a b&c', tag: ['x', 'y'] } };
  assert.equal(sent(form), "-H 'content-type: application/x-www-form-urlencoded; charset=utf-8' --data-raw 'name=a+b%26c&tag=x&tag=y'");
  assert.equal(sent({ content_type: 'application/merge-patch+json', body: [1] }), "-H 'content-type: application/merge-patch+json' --data-raw '[1]'");
  assert.equal(sent({ body: '@/etc/passwd' }), `-H 'content-type: application/json' --data-raw '"@/etc/passwd"'`);
  assert.equal(sent({ body: 'a\u200db\u{e0001}' }), `-H 'content-type: application/json' --data-raw '"a\\u200db\\udb40\\udc01"'`, 'no character of a document is replaced');
  assert.equal(sent({ body: '{"a":', truncated: true }), '');
  assert.deepEqual([{}, { omitted: 'streamed' }, { body: '{', truncated: true }, { body: { a: 'x [MASKED]' } }, { ...form, body: { a: '[CLIENT_REDACTED]' } }].map((one) => bodyOf(one).about),
    ['', 'its body is not kept', 'only the beginning of its body is kept', 'fill in what is masked in its body', 'fill in what is masked in its body']);
  const test = (/** @type {Payload} */ request) => junit(whole({ method: 'POST' }, { request }));
  assert.match(test(form), /HttpRequest\.POST\("\/orders", java\.util\.Map\.ofEntries\(java\.util\.Map\.entry\("name", "a b&c"\), java\.util\.Map\.entry\("tag", java\.util\.List\.of\("x", "y"\)\)\)\)\.contentType\("application\/x-www-form-urlencoded; charset=utf-8"\);/);
  assert.match(test({ body: '{"a":', truncated: true }), /\/\/ only the beginning of its body is kept\n +HttpRequest<\?> request = HttpRequest\.POST\("\/orders", ""\);/);
  for (const none of [undefined, { content_type: 'application/json' }]) assert.match(test(/** @type {any} */ (none)), /\/\/ fill in its body, which is not captured\n +HttpRequest<\?> request = HttpRequest\.POST\("\/orders", ""\);/);
  assert.doesNotMatch(test({ size_bytes: 0 }), /fill in/, 'it had none');
  assert.doesNotMatch(junit(whole({})), /fill in/);
  assert.match(junit(whole({ status_code: 302 })), /^@Property\(name = "micronaut\.http\.client\.follow-redirects", value = "false"\)$/m);
  assert.match(test({ body: { a: '[MASKED]' } }), /\/\/ fill in what is masked in its body\n/);
});

test('statements of rows for which there is no text are counted, not passed over', () => {
  const ran = (/** @type {string[]} */ ...ids) => row({ sql: { ...use(1), n_plus_one: false, statements: Object.fromEntries(ids.map((id) => [id, { count: 2, total_ms: 1 }])) } });
  const texts = new Map([['a', /** @type {any} */ ({ id: 'a', statement: 'SELECT 1' })]]), rows = [ran('a', 'b'), ran('b', 'c'), row()];
  assert.deepEqual(statementsOf(rows, texts).map((one) => [one.id, one.count, one.requests]), [['a', 2, 1]]);
  assert.deepEqual(unlisted(rows, texts, () => true), { statements: 2, runs: 6, beyond: 0 });
  assert.deepEqual(unlisted(rows, texts, (id) => id === 'c'), { statements: 1, runs: 2, beyond: 0 });
});

test('what a row does not name, since it names the slowest only, is counted as not listed', () => {
  const sql = { ...use(25), n_plus_one: false, statements: { a: { count: 20, total_ms: 9 } } }, rows = [row({ sql }), row({ sql: { ...sql, count: 20 } }), row({ sql: { ...use(3), n_plus_one: false } })];
  assert.deepEqual(unlisted(rows, new Map([['a', /** @type {any} */ ({})]]), () => true), { statements: 0, runs: 0, beyond: 8 });
  assert.equal(unlisted(rows, new Map(), (id) => id === 'a').beyond, 0, 'where another one is asked for');
  assert.deepEqual([unnamed(use(30), { 'GET a': use(21) }), unnamed(use(1), { 'GET a': use(1) }), unnamed(undefined)], [9, 0, 0]);
});

test('a saved request has the outcome that its row has got since', () => {
  const one = whole({ outcome: 'waiting' });
  assert.equal(asKnown(one, row({ outcome: 'sent' })).outcome, 'sent');
  assert.deepEqual([asKnown(one, row({ outcome: 'dropped', reason: 'dropped_http_4xx' })).reason, asKnown(one, undefined).outcome], ['dropped_http_4xx', 'waiting']);
});

test('a statement that cannot be run as it is says why, and EXPLAIN is that of its database', () => {
  const of = (/** @type {Partial<Statement>} */ parts) => runnable(statement(parts));
  assert.deepEqual(of({ statement: 'SELECT 1' }), { lacks: '', explained: 'EXPLAIN SELECT 1' });
  assert.equal(of({ statement: 'SELECT 1', db_system: 'oracle.db' }).explained, 'EXPLAIN PLAN FOR SELECT 1');
  for (const other of [{ db_system: 'microsoft.sql_server' }, { db_system: 'toString' }, { operation: 'CALL' }]) assert.deepEqual(of(other), { lacks: '', explained: undefined });
  assert.deepEqual(['SELECT a, b...', 'INSERT INTO a; INSERT INTO b', 'SELECT a FROM b;DELETE FROM b', 'INSERT INTO a; ...', 'ALTER'].map((text) => [of({ statement: text }).lacks, of({ statement: text }).explained]),
    [['parts of it are left out (...)', undefined], ['it is several statements', undefined], ['it is several statements', undefined], ['parts of it are left out (...)', undefined], ['only its verb is kept', undefined]]);
  for (const text of ['SELECT a FROM b;', 'SELECT a FROM b; ;', 'SELECT "a;b" FROM c', 'SELECT `a;b` FROM c', '(SELECT a FROM b) UNION (SELECT a FROM c)', 'with b AS (SELECT ?) SELECT a FROM b']) assert.deepEqual(of({ statement: text }), { lacks: '', explained: `EXPLAIN ${text}` });
  for (const text of ['EXPLAIN SELECT a FROM b', 'explain analyze SELECT a FROM b', 'SET STATEMENT a = ? FOR SELECT a FROM b']) assert.deepEqual(of({ statement: text }), { lacks: '', explained: undefined });
});

test('a request that got no connection says so', () => {
  const of = (/** @type {Record<string, number>} */ noted) => connections(Object.fromEntries(Object.entries(noted).map(([name, value]) => [`routeflow.sql.${name}`, value])));
  assert.equal(of({ connection_errors: 1, connection_wait_ms: 413 }), '1 failed attempt, waited 413 ms');
  assert.equal(of({ connections: 1, connection_errors: 2, connection_wait_ms: 413, rollbacks: 1 }), '1 connection, 2 failed attempts, waited 413 ms, 1 rollback');
  assert.equal(of({ connections: 2 }), '2 connections');
  assert.equal(of({}), undefined);
});

test('what no route answered is named in words for a pull request too', () => {
  const rows = [row({ path: '__unmatched__' })];
  assert.match(pullRequest('run:1', 'run:0', pairs([], rows)), /- new route GET no route, 1 request/);
});

test('what started a run is what has its parent span, as its own or as that of a call', () => {
  const one = whole({}, { span_id: 'a' }, [{ ...ran(1, 1), kind: 'external', span_id: 'b' }, ran(2, 1)]);
  assert.deepEqual(['a', 'b', 'c'].map((parent) => isStarter(one, parent)), [true, true, false]);
});

test('a comparison that was written with spaces, and a kind that there is not, are said to be wrong', () => {
  const said = (/** @type {string} */ text) => parseFilter(text).problems.map((one) => [one.text, one.meant, one.fix]);
  const spaces = 'a term has no spaces';
  assert.deepEqual(said('ms > 5'), [[spaces, 'ms:>5', 'ms:>5']]);
  assert.deepEqual(said('status = 5xx'), [[spaces, 'status:=5xx', 'status:=5xx']]);
  assert.deepEqual(said('status:=5xx'), []);
  assert.notDeepEqual(said('ms >')[0]?.[0], spaces);
  assert.deepEqual(said('route:/a status >=500 -x'), [[spaces, 'status:>=500', 'route:/a status:>=500 -x']]);
  assert.deepEqual(said('-ms > 5 x'), [[spaces, '-ms:>5', '-ms:>5 x']]);
  assert.deepEqual(said('a > b'), [], 'what is no term may be any text');
  assert.deepEqual([said('type:job|queue'), said('type:=job'), said('-type:exc')], [[], [], []]);
  assert.match(said('type:http')[0][0] ?? '', /^type:http is left out, it knows request, job/);
  assert.deepEqual(said('type:quue').map((one) => one[1]), ['type:queue']);
});

test('a box of the map says what fails behind it, and what answered in place of a controller', () => {
  const failing = row({ path: '/pay', sql: { ...use(3, 2), n_plus_one: false, tables: { a: use(3, 2), b: use(3, 2) } }, external: { ...use(1, 1), hosts: { 'pay.example': use(1, 1) } } });
  const { nodes } = flowGraph([failing, row({ path: '/**', handler: '__static__' })]);
  const box = (/** @type {string} */ name) => /** @type {FlowNode} */ (nodes.find((node) => node.name === name));
  assert.match(about(box('GET /pay')), /· ✕ 2 SQL · ✕ 1 call$/);
  assert.equal(about(box('GET /pay'), 20), '1 request · ✕ 2 SQL');
  assert.equal(box('GET /**').label, 'GET /** (static file)');
  assert.doesNotMatch(about(box('GET /**')), /✕/);
});

test('boxes are as wide as their labels need before the space between them is', () => {
  const long = 'GET /api/customers/{id}/history-batched', of = (/** @type {string} */ path, width = 1252) => {
    const layout = flowLayout(flowGraph([row({ path }), row({ path: `${path}-other` })]), width);
    return { ...layout, texts: layout.columns.flat().map((node) => node.short) };
  };
  const { texts, starts, nodeWidth } = of(long.slice(4));
  assert.ok(texts.includes(long), texts.join());
  assert.ok(starts[1] - nodeWidth > 69);
  assert.ok(of('/a').nodeWidth < nodeWidth);
  const narrow = of(long.slice(4), 700);
  assert.ok(narrow.starts[1] - narrow.nodeWidth > 69 || narrow.nodeWidth <= 150);
});

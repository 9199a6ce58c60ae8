// Presses every button of the example's page and looks at what arrives there and in the console. Run by .ci/check-example, in the
// folder that has playwright-core.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const [shop, link, pictures] = process.argv.slice(2);
const WAIT = 15_000;

// by button: status, method and path of the event's route, handler, and what its column SQL shows
const EXPECTED = {
  '/catalog': {
    'Look around': [200, 'GET /api/products', 'ProductController.list', '1'],
    Bestsellers: [200, 'GET /api/products/bestsellers', 'ProductController.bestsellers', '1'],
    'Order a kettle': [201, 'POST /api/orders', 'OrderController.create', /^\d+$/],
    'Order nothing': [400, 'POST /api/orders', 'OrderController.create', ''],
    'Delivery times': [200, 'GET /api/slow', 'TroubleController.slow', ''],
    'Internal ping': [200, null],
  },
  '/checkout': {
    Pay: [200, 'POST /api/orders/{id}/pay', 'OrderController.pay', /^\d+$/],
    'Show the order': [200, 'GET /api/orders/{id}', 'OrderController.show', '2'],
    'Print the bill': [500, 'GET /api/broken', 'TroubleController.broken', ''],
  },
  '/account': {
    'My history': [200, 'GET /api/customers/{id}/history', 'CustomerController.history', /^\d\d · N\+1$/],
    'My history, fixed': [200, 'GET /api/customers/{id}/history-batched', 'CustomerController.historyBatched', '2'],
    'All orders': [200, 'GET /api/orders', 'OrderController.list', '1'],
    'Cancel the order': [204, 'DELETE /api/orders/{id}', 'OrderController.cancel', /^\d+$/],
    'Sign up again': [409, 'POST /api/customers', 'CustomerController.register', '1'],
    'An unknown order': [404, 'GET /api/orders/{id}', 'OrderController.show', '1'],
    'A dead link': [404, 'GET __unmatched__', '__unmatched__', ''],
  },
};

const complaints = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  context.setDefaultTimeout(WAIT);
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== shop) complaints.push(`asked another host: ${request.url()}`);
  });
  context.on('console', listen);
  context.on('weberror', (error) => complaints.push(`threw: ${error.error()}`));

  const page = await context.newPage();
  await page.goto(link);
  assert.equal(page.url(), `${shop}/routeflow-console/`, 'the code stays in the address');
  await page.goto(shop);
  const pressed = await pressAll(page);
  for (const one of pressed) await seeArrived(page, one);
  // all there is: what was pressed but the ignored, and the page itself, which is a static file
  pressed.push({ label: 'the page', frontendRoute: 'unknown page', status: 200, route: 'GET /' });
  const events = pressed.filter((one) => one.route);
  await seeFigures(page, events.length);
  await seeDetail(page, pressed.find((one) => one.label === 'My history'));
  await picture(page, 'page');
  const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Open the console' }).click()]);
  await seeConsole(opened, events);
  assert.deepEqual(complaints, [], 'what the browser complained about');
  console.log(`check-example: ${pressed.length - 1} buttons, ${events.length} events, as they should be`);
} finally {
  await browser.close();
}

/** That the buttons for errors get errors is no complaint; everything else is. */
function listen(message) {
  const { url } = message.location();
  const answered = message.text().startsWith('Failed to load resource') && url.startsWith(`${shop}/api/`);
  if (message.type() === 'error' && !answered) complaints.push(`${message.text()} (${url})`);
}

async function pressAll(page) {
  const pressed = [];
  for (const [frontendRoute, buttons] of Object.entries(EXPECTED)) {
    await page.getByRole('tab', { name: frontendRoute, exact: true }).click();
    const labels = await page.locator('#actions button').allTextContents();
    assert.deepEqual(labels, Object.keys(buttons), `the buttons of ${frontendRoute}`);
    for (const label of labels) {
      const [status, route, handler, sql] = buttons[label];
      const call = page.waitForRequest((request) => request.url().startsWith(`${shop}/api/`));
      await page.locator('#actions li', { has: page.getByRole('button', { name: label, exact: true }) }).locator('button').click();
      const headers = (await call).headers();
      assert.equal(headers['x-routeflow-frontend-route'], frontendRoute);
      await page.locator('#actions li', { hasText: `${status} · ` }).filter({ has: page.getByRole('button', { name: label, exact: true }) }).waitFor()
        .catch(() => assert.fail(`"${label}" was not answered with ${status}`));
      pressed.push({ label, frontendRoute, status, route, handler, sql, traceId: headers['x-routeflow-trace-id'] });
    }
  }
  assert.equal(await page.getByRole('tab').count(), Object.keys(EXPECTED).length);
  return pressed;
}

/** Waits for the row of the press, and reads it. */
async function seeArrived(page, { label, frontendRoute, status, route, handler, sql, traceId }) {
  const row = page.locator('tr.event', { hasText: traceId });
  if (!route) return;
  await row.waitFor().catch(() => assert.fail(`no event of "${label}" arrived`));
  const [, from, call, by, code, milliseconds, statements] = await row.locator('td').allTextContents();
  const seen = { from: from.replace('→', ''), call: call.replace(/^([A-Z]+)\s*/, '$1 '), by, code };
  assert.deepEqual(seen, { from: frontendRoute, call: route, by: handler, code: String(status) }, `the event of "${label}"`);
  assert.match(milliseconds, /^\d+\.\d$/);
  if (sql instanceof RegExp) assert.match(statements, sql, `the SQL of "${label}"`);
  else assert.equal(statements, sql, `the SQL of "${label}"`);
}

/** So many events were captured and sent, and no other. */
async function seeFigures(page, events) {
  const balance = `captured ${events} = sent ${events} + waiting 0 + dropped 0`;
  await page.locator('#balance', { hasText: balance }).waitFor()
    .catch(async () => assert.fail(`not "${balance}" but "${await page.locator('#balance').textContent()}"`));
  assert.equal(await page.locator('tr.event').count(), events);
}

async function seeDetail(page, { traceId }) {
  await page.locator('tr.event', { hasText: traceId }).click();
  const event = JSON.parse(await page.locator('tr.detail td').textContent());
  const [repeated] = event.sql.statements.filter((statement) => statement.n_plus_one);
  assert.equal(repeated.repository_method, 'OrderLineRepository.findItems');
  assert.match(repeated.statement, /^SELECT .* FROM order_lines .* WHERE l\.order_id = \?$/);
}

async function seeConsole(page, events) {
  await page.waitForSelector('.link.live');
  assert.equal(new URL(page.url()).pathname.replace(/\/$/, ''), '/routeflow-console');
  await page.waitForFunction((count) => document.querySelectorAll('.list tbody tr').length === count, events.length);
  const rows = await page.locator('.list tbody tr').allTextContents();
  for (const { label, frontendRoute, status, route } of events) {
    // on the developer's machine the console shows the address of what no route matched
    const path = route.split(' ')[1].replace('__unmatched__', '/api/wishlist');
    assert.ok(rows.some((row) => [frontendRoute, path, String(status)].every((part) => row.includes(part))),
      `"${label}" in the console: ${rows.join(' | ')}`);
  }
  await picture(page, 'console');
  await page.locator('.list tbody tr', { has: page.locator('.tag.n1') }).locator('a').first().click();
  await page.waitForSelector('tr.step');
  await picture(page, 'request');
}

/** Looks at both widths: nothing may stick out of the page. */
async function picture(page, name) {
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await page.setViewportSize({ width, height });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(needed <= width, `${name} needs ${needed} pixels of ${width}`);
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  }
}

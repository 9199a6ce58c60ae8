// Visits the example as its pages do, then takes pictures of the console. Run by .ci/screenshots.
// @ts-nocheck
import { chromium } from 'playwright-core';

const [link, folder] = process.argv.slice(2);
const shop = new URL(link).origin;
const ROUNDS = 14;
const VISITS = [
  ['/catalog', 'GET', '/api/products'], ['/catalog', 'GET', '/api/products/bestsellers'],
  ['/catalog', 'POST', '/api/orders', { item: 'Tea kettle', quantity: 1 }], ['/catalog', 'GET', '/api/products'],
  ['/checkout', 'GET', '/api/orders/{id}'], ['/checkout', 'POST', '/api/orders/{id}/pay'], ['/account', 'GET', '/api/orders'],
  ['/account', 'GET', '/api/customers/1/history'], ['/account', 'GET', '/api/customers/1/history-batched'], ['/catalog', 'GET', '/api/products'],
];
const NOW_AND_THEN = [['/checkout', 'GET', '/api/broken'], ['/account', 'GET', '/api/orders/999999'], ['/catalog', 'GET', '/api/slow'],
  ['/account', 'POST', '/api/customers', { name: 'Ada Ferreira', email: 'ada@example.com' }]];

let order = 1;
async function visit([page, method, path, body]) {
  const headers = { 'x-routeflow-frontend-route': page, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await fetch(shop + path.replace('{id}', order), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const placed = /\/api\/orders\/(\d+)$/.exec(answer.headers.get('location') ?? '');
  if (placed) order = placed[1];
  await answer.arrayBuffer();
}
for (let round = 0; round < ROUNDS; round++) {
  for (const one of VISITS) await visit(one);
  if (round % 4 === 3) await visit(NOW_AND_THEN[(round >> 2) % NOW_AND_THEN.length]);
}
for (const one of NOW_AND_THEN) await visit(one);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
const page = await context.newPage();
// Without the code the door is closed, and says how it opens.
await page.goto(`${shop}/routeflow-console/`);
await page.setViewportSize({ width: 1280, height: 420 });
await page.screenshot({ path: `${folder}/console-door.png` });
console.log(`${folder}/console-door.png`);
await page.setViewportSize({ width: 1280, height: 800 });
await page.goto(link);
async function picture(name, query, ready, then = () => {}) {
  await page.goto(`${shop}/routeflow-console/${query}`);
  await page.waitForSelector(ready);
  await page.waitForSelector('.link.live');
  await page.evaluate(then);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: `${folder}/console-${name}.png` });
  console.log(`${folder}/console-${name}.png`);
}
await picture('list', '', '.list tbody tr');
const nPlusOne = page.locator('.list tbody tr', { has: page.locator('.tag.n1') }).first();
const id = await nPlusOne.locator('a').getAttribute('href');
await picture('request', id.replace('./', ''), 'tr.step');
await page.goto(`${shop}/routeflow-console/?q=has:exception%20status:500`);
const failed = await page.locator('.list tbody tr a[data-id]').first().getAttribute('href');
await picture('failure', failed.replace('./', ''), '.exception .local summary', () => document.querySelector('.exception .local').setAttribute('open', ''));
await picture('flow-map', '?view=flow', 'svg .edge');
await browser.close();

// The function that the guide shows to front ends, run as it stands.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const page = await readFile(new URL('../../../docs/guide/frontend.md', import.meta.url), 'utf8');
const [, block] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
const { routeflowFetch } = await import(`data:text/javascript,${encodeURIComponent(block ?? '')}`);

test('a fetch of the front end carries its page and an id of its own', async () => {
  /** @type {{ input: string, method: string | undefined, headers: Headers }[]} */
  const calls = [];
  const fetch = async (/** @type {string} */ input, /** @type {RequestInit} */ init) => {
    calls.push({ input, method: init.method, headers: new Headers(init.headers) });
    return 'answer';
  };
  Object.assign(globalThis, { location: { pathname: '/checkout' }, fetch });

  const answer = await routeflowFetch('/api/orders', { method: 'POST', headers: { accept: 'text/plain' } });
  await routeflowFetch('/api/orders');

  assert.equal(answer, 'answer');
  const [first, second] = calls;
  assert.equal(first.input, '/api/orders');
  assert.equal(first.method, 'POST');
  assert.equal(first.headers.get('accept'), 'text/plain');
  assert.equal(first.headers.get('x-routeflow-frontend-route'), '/checkout');
  const id = first.headers.get('x-routeflow-trace-id') ?? '';
  assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.notEqual(id, second.headers.get('x-routeflow-trace-id'));
});

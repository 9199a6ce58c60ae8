// The scripts of the first row are served without comments: what is left must be the same program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { minify } from 'terser';

const main = new URL('../main/', import.meta.url);
const java = (/** @type {string} */ name) => readFileSync(new URL(`java/io/routeflow/micronaut/console/page/${name}.java`, main), 'utf8');
const [, literal] = /** @type {string[]} */ (/Pattern\.compile\(\s*("(?:[^"\\]|\\.|"\s*\+\s*")*")/.exec(java('ScriptComments')));
const comments = new RegExp(JSON.parse(literal.replace(/"\s*\+\s*"/g, '')).replace('(?m)', '').replaceAll('\\R', '\n'), 'gm');
const [, names] = /** @type {string[]} */ (/FIRST = Set\.of\(([^)]*)\)/.exec(java('PageFiles')));

for (const name of JSON.parse(`[${names}]`)) {
  test(`${name} without its comments is the same program`, async () => {
    const script = readFileSync(new URL(`resources/routeflow/console/${name}`, main), 'utf8');
    const code = async (/** @type {string} */ text) => (await minify(text, { module: true })).code;
    assert.equal(await code(script.replace(comments, '')), await code(script));
  });
}

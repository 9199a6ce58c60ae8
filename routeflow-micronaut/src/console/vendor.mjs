// Renews routeflow/console/vendor.js and vendor.json from the packages that `npm ci` put here:
//
//   cd routeflow-micronaut/src/console && npm ci && npm run vendor
//
// With --check it only says whether the same packages still give the same file, byte for byte.
// The libraries are linked into one file without what the page does not use, since the whole page has a size to keep.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { minify } from 'terser';

const here = new URL('./', import.meta.url);
const served = new URL('../main/resources/routeflow/console/vendor.js', here);
const manifest = new URL('vendor.json', here);
const licences = new URL('../main/resources/META-INF/routeflow/licences/', here);

const ENTRY = `
  import { h } from 'preact';
  import htm from 'htm';
  export { h, render } from 'preact';
  export { useState, useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
  // Elements without a variable part are made anew like all others. htm would keep one for good, and with it the tree that it was first
  // part of, and through that every later one.
  export const html = htm.bind(function () { this[0] = 3; return h.apply(null, arguments); });`;

const read = (/** @type {string} */ file) => readFileSync(new URL(file, here));
const sha256 = (/** @type {string | Buffer} */ bytes) => createHash('sha256').update(bytes).digest('hex');

const linked = buildSync({
  stdin: { contents: ENTRY, resolveDir: here.pathname },
  bundle: true, format: 'esm', target: 'es2022', legalComments: 'none', metafile: true, write: false, absWorkingDir: here.pathname,
});
const small = await minify(linked.outputFiles[0].text, {
  module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true, pure_getters: true }, format: { comments: false },
});

const locked = JSON.parse(read('package-lock.json').toString()).packages;
const parts = Object.keys(linked.metafile.inputs).filter((file) => file.startsWith('node_modules/')).sort().map((file) => {
  const name = file.split('/')[1];
  const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`).toString());
  return { name, version, licence: license, file: file.slice(`node_modules/${name}/`.length), sha256: sha256(read(file)), package: locked[`node_modules/${name}`].integrity };
});

const about = parts.map((part) => `${part.name} ${part.version} (${part.licence})`);
// One object with one type, which page.d.ts declares, in place of many exports.
const [, body, names] = /^([^]*)export\{([^}]*)\};?$/.exec(small.code ?? '') ?? [];
const pairs = names.split(',').map((name) => name.split(' as ')).map(([inner, outer]) => [inner, outer ?? inner]);
const text = `// Made by src/console/vendor.mjs, see vendor.json. Do not edit.
/*! ${[...new Set(about)].join(', ')} */
// @ts-nocheck
/** @type {Vendored} */
export const {${pairs.map(([, outer]) => outer).join(', ')}} = (() => {
${body}return {${pairs.map(([inner, outer]) => `${outer}:${inner}`)}}
})();
`;
const json = `${JSON.stringify({ served: 'vendor.js', sha256: sha256(text), parts }, null, 2)}\n`;

if (process.argv.includes('--check')) {
  const same = readFileSync(served, 'utf8') === text && readFileSync(manifest, 'utf8') === json;
  console.log(same ? 'vendor.js is what its packages give' : 'vendor.js or vendor.json is not what the packages give: npm run vendor');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(served, text);
  writeFileSync(manifest, json);
  for (const { name } of parts) writeFileSync(new URL(`${name}.txt`, licences), read(`node_modules/${name}/LICENSE`));
  console.log(`vendor.js: ${[...new Set(about)].join(', ')}`);
}

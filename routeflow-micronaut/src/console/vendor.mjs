// Renews routeflow/console/vendor.js and vendor.json from the packages that `npm ci` put here.
//
//   cd routeflow-micronaut/src/console && npm ci && npm run vendor
//
// The parts are the packages' own release files; only their import and export lines are changed, so that one served
// file can hold them without a bundler.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const page = new URL('../main/resources/routeflow/console/', here);
const licences = new URL('../main/resources/META-INF/routeflow/licences/', here);
const locked = JSON.parse(readFileSync(new URL('package-lock.json', here), 'utf8')).packages;

const parts = [
  { name: 'preact', file: 'dist/preact.mjs', as: 'preact', type: 'preact' },
  { name: 'preact', file: 'hooks/dist/hooks.mjs', as: 'hooks', type: 'preact/hooks' },
  { name: 'htm', file: 'dist/htm.mjs', as: 'htm', type: 'htm' },
  { name: 'uplot', file: 'dist/uPlot.iife.min.js', as: 'uPlot', type: 'uplot' },
];

const sha256 = (/** @type {string | Buffer} */ bytes) => createHash('sha256').update(bytes).digest('hex');

/** `export{a as b,c}` as the end of a function that returns the same names. */
const returned = (/** @type {string} */ names) =>
  `return {${names.split(',').map((name) => name.replace(/^(\S+) as (\S+)$/, '$2: $1')).join(', ')}};`;

/** The part as an expression. */
function expression(/** @type {string} */ source) {
  const body = source
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .replace(/import\{([^}]*)\}from"preact";/, (_, names) => `const {${names.replace(/ as /g, ': ')}} = preact;`)
    .replace(/export\{([^}]*)\};?/, (_, names) => returned(names))
    .replace('export default ', 'return ')
    .replace(/^\/\*![^*]*\*\/\s*/, '')
    .trim();
  if (/\b(import|export)\s*[{*"]|export default/.test(body)) {
    throw new Error('an import or export line has a form that this script does not know');
  }
  const global = /^var uPlot=([\s\S]*?);?$/.exec(body);
  return global ? global[1] : `(() => {\n${body}\n})()`;
}

/** What the type check takes the part for. @param {string} type */
const moduleType = (type) => (type.startsWith('preact') ? `typeof import('${type}')` : `typeof import('${type}').default`);

const manifest = [];
let served = '// Made by src/console/vendor.mjs from the packages that vendor.json names. Do not edit.\n// @ts-nocheck\n';
for (const { name, file, as, type } of parts) {
  const home = new URL(`node_modules/${name}/`, here);
  const bytes = readFileSync(new URL(file, home));
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8'));
  served += `\n/*! ${name} ${version}, ${license}, ${file} */\n/** @type {${moduleType(type)}} */\nconst ${as} = ${expression(bytes.toString('utf8'))};\n`;
  manifest.push({ name, version, licence: license, file, sha256: sha256(bytes), package: locked[`node_modules/${name}`].integrity });
  writeFileSync(new URL(`${name}.txt`, licences), readFileSync(new URL('LICENSE', home)));
}
served += `
export const { h, render, Fragment } = preact;
export const { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback } = hooks;
/** @type {(strings: TemplateStringsArray, ...values: unknown[]) => import('preact').VNode<any>} */
export const html = /** @type {any} */ (htm).bind(preact.h);
export { uPlot };
`;
writeFileSync(new URL('vendor.js', page), served);
writeFileSync(
  new URL('vendor.json', here),
  `${JSON.stringify({ served: 'vendor.js', sha256: sha256(served), parts: manifest }, null, 2)}\n`,
);
console.log(`vendor.js: ${served.length} characters from ${manifest.map((part) => `${part.name} ${part.version}`).join(', ')}`);

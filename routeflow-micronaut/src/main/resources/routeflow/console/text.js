// Pure: numbers and times in words, the filter's language, a request as a command.

/** @param {number} digits */
const fixed = (digits) => new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = fixed(0), tenth = fixed(1), hundredth = fixed(2);

/** @param {number} n */
export const count = (n) => whole.format(n);

/** Milliseconds with about three significant digits; from a second on, seconds. @param {number | undefined} ms */
export function ms(ms) {
  if (ms === undefined || !Number.isFinite(ms)) return '–';
  return ms >= 1000 ? `${rate(ms / 1000)} s` : `${rate(ms)} ms`;
}

/** @param {number} part @param {number} all */
export function percent(part, all) {
  if (part === 0) return '0%';
  const share = (100 * part) / all;
  return `${(share < 10 ? tenth : whole).format(share)}%`;
}

/** @param {number} bytes */
export function bytes(bytes) {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  return `${(unit === 0 ? whole : tenth).format(bytes / 1024 ** unit)} ${['B', 'KiB', 'MiB'][unit]}`;
}

/** About three digits. @param {number} n */
export const rate = (n) => (n >= 100 ? whole : n >= 10 ? tenth : hundredth).format(n);

/** @param {string} instant @param {boolean} [fraction] */
export function clock(instant, fraction = false) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '–';
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
  return fraction ? `${time}.${String(date.getMilliseconds()).padStart(3, '0')}` : time;
}

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** The last part of a class name. @param {string} name */
export const simpleName = (name) => name.slice(name.lastIndexOf('.') + 1) || name;

/** @param {{ method: string, path: string }} route */
export const routeName = (route) => `${route.method} ${route.path}`;

/** @param {string} page */
export const pageName = (page) => (page === '__unknown__' ? 'unknown page' : page);

/** @type {Record<string, string>} */
const REASONS = {
  dropped_sampled: 'The sampling rate leaves this trace out.',
  dropped_queue_full: 'The queue was full: events came faster than they could be delivered.',
  dropped_filtered: 'A ShouldCapture bean of the application said no.',
  dropped_validation: 'The event could not be written.',
  dropped_http_4xx: 'The endpoint refused the batch for good with a 4xx status.',
  dropped_http_5xx: 'The endpoint failed or could not be reached, on every attempt.',
  dropped_redirect: 'The endpoint answered with a redirect, which is not followed.',
  dropped_no_exporter: 'There is nowhere to send to: routeflow.endpoint is not set.',
  dropped_shutdown: 'The application stopped first.',
};

/** @param {string | undefined} reason */
export const reasonText = (reason) => (reason && Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason ?? '');

/** @param {string} key */
export const dropName = (key) => key.replace(/^dropped_/, '').replaceAll('_', ' ');

/** @param {{ outcome: string, reason?: string }} row */
export function outcomeText(row) {
  if (row.outcome === 'sent') return 'Sent to the endpoint.';
  if (row.outcome === 'waiting') return 'Waits in the queue for the next batch.';
  return `Not sent. ${reasonText(row.reason)}`.trim();
}

// The filter: terms that all must hold.

/** @type {Record<string, Compare>} */
const OPERATORS = {
  '>': (a, b) => a > b, '>=': (a, b) => a >= b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b,
};
const NUMBER = /^(>=|<=|>|<|=)?(\d{1,9}(?:\.\d{1,6})?)$/;
const MAX_LENGTH = 512;

/** `=` in front asks for the whole text, else a part will do. @param {string} value @returns {(text: string) => boolean} */
function wording(value) {
  const wanted = value.toLowerCase();
  return wanted.startsWith('=') ? (text) => text.toLowerCase() === wanted.slice(1) : (text) => text.toLowerCase().includes(wanted);
}

/** @param {string} value @param {(row: Row) => number} of @param {(problem: string) => void} report @returns {Test | undefined} */
function comparison(value, of, report) {
  const found = NUMBER.exec(value);
  if (!found) return void report('needs a number, such as >200');
  const holds = OPERATORS[found[1] ?? '='];
  const wanted = Number(found[2]);
  return (row) => holds(of(row), wanted);
}

/** @type {Record<string, Test>} */
const HAS = {
  'n+1': (row) => row.sql?.n_plus_one === true,
  error: (row) => row.status === 'failed' || row.exception !== undefined || errors(row) > 0,
};
/** @param {Row} row */
const errors = (row) => (row.sql?.errors ?? 0) + (row.external?.errors ?? 0);
/** @param {Record<string, Usage> | undefined} uses @param {(text: string) => boolean} is */
const some = (uses, is) => Object.keys(uses ?? {}).some(is);

/** @type {Record<string, TermMaker>} */
const KEYS = {
  route: (value) => { const is = wording(value); return (row) => is(routeName(row)) || is(row.path); },
  page: (value) => { const is = wording(value); return (row) => is(row.frontend_route) || is(pageName(row.frontend_route)); },
  table: (value) => { const is = wording(value); return (row) => some(row.sql?.tables, is); },
  host: (value) => { const is = wording(value); return (row) => some(row.external?.hosts, is); },
  trace: (value) => (row) => row.trace_id.toLowerCase() === value.toLowerCase(),
  ms: (value, report) => comparison(value, (row) => row.latency_ms, report),
  sql: (value, report) => comparison(value, (row) => row.sql?.count ?? 0, report),
  status: (value, report) => {
    const family = /^([1-9])xx$/i.exec(value);
    if (family) return (row) => Math.floor(row.status_code / 100) === Number(family[1]);
    return comparison(value, (row) => row.status_code, (problem) => report(`${problem.replace('>200', '404, >=500')} or 5xx`));
  },
  has: (value, report) => (Object.hasOwn(HAS, value.toLowerCase()) ? HAS[value.toLowerCase()] : void report('knows n+1 and error')),
};

/** @param {string} value @returns {Test} */
function anywhere(value) {
  const is = wording(value);
  return (row) =>
    is(routeName(row)) || is(row.frontend_route) || is(row.trace_id) || is(row.event_id) || is(row.handler ?? '') ||
    is(row.exception ?? '') || is(String(row.status_code)) || some(row.sql?.tables, is) || some(row.external?.hosts, is);
}

/** Splits at spaces outside of double quotes. @param {string} text */
export function terms(text) {
  return words(text).map((word) => {
    const found = /^([a-z]+):(.*)$/is.exec(word);
    const plain = (/** @type {string} */ quoted) => quoted.replaceAll('"', '');
    return found ? { key: found[1].toLowerCase(), value: plain(found[2]) } : { key: '', value: plain(word) };
  });
}

/** @param {string} text @returns {Filter} */
export function parseFilter(text) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Test[]} */
  const tests = [];
  const found = terms(text);
  for (const { key, value } of found) {
    if (key === '') {
      if (value !== '') tests.push(anywhere(value));
    } else if (!Object.hasOwn(KEYS, key)) {
      problems.push(`${key}: is no term; known are ${Object.keys(KEYS).map((name) => `${name}:`).join(' ')}`);
    } else if (value === '' || value === '=') {
      problems.push(`${key}: has no value yet`);
    } else {
      const test = KEYS[key](value, (problem) => problems.push(`${key}:${value} is left out, ${key}: ${problem}`));
      if (test) tests.push(test);
    }
  }
  if (text.length > MAX_LENGTH) problems.push(`only the first ${MAX_LENGTH} characters are looked at`);
  return { terms: found, problems, test: (row) => tests.every((test) => test(row)) };
}

/** A term that finds exactly this. Quotes cannot be part of it, so they end the comparison early. @param {string} key @param {string} value */
export const exactTerm = (key, value) => (value.includes('"') ? `${key}:"${value.split('"')[0]}"` : `${key}:"=${value}"`);

/** The part of a filter that has these keys; free text has the empty one. @param {string} text @param {string[]} keys */
export const onlyTerms = (text, keys) => words(text).filter((word) => keys.includes(terms(word)[0]?.key ?? '')).join(' ');

/** @param {string} text @returns {string[]} */
const words = (text) => text.slice(0, MAX_LENGTH).match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];

/** Sets a term in a filter, in place of those of the same key. @param {string} text @param {string} key @param {string} term */
export function withTerm(text, key, term) {
  const kept = words(text).filter((word) => !word.toLowerCase().startsWith(`${key}:`));
  return [...kept, term].join(' ');
}

// A request as a command. It has no body, no cookie and no authorization: those were never kept.

/** Quotes for a POSIX shell; control characters, which a terminal may act on, become `?`. @param {string} text */
export const shellQuote = (text) => `'${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').replaceAll("'", `'\\''`)}'`;

/** @param {Row} row @param {string} base the server; a context path is part of the route @returns {string | undefined} */
export function curl(row, base) {
  if (!row.path.startsWith('/')) return undefined;
  const known = /^[A-Z]{1,32}$/.test(row.method);
  const method = row.method === 'HEAD' ? ['--head'] : known ? ['-X', shellQuote(row.method)] : [];
  const header = (/** @type {string} */ name, /** @type {string} */ value) => ['-H', shellQuote(`${name}: ${value}`)];
  const page = row.frontend_route === '__unknown__' ? [] : header('x-routeflow-frontend-route', row.frontend_route);
  return ['curl', '--globoff', '-i', ...method, ...page, shellQuote(base + row.path)].join(' ');
}

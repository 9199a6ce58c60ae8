// Pure: numbers, times and names in words; the language of the filter.

/** Not by Intl: to load it takes as long as the rest of the task that the first row waits for. Halves are rounded up, as they are written. @param {number} digits @returns {(n: number) => string} */
const fixed = (digits) => (n) => (n * (1 + 1e-14)).toFixed(digits).replace(/^\d+/, (all) => all.replace(/\B(?=(\d{3})+$)/g, ','));
const whole = fixed(0), tenth = fixed(1), hundredth = fixed(2);

/** @param {number} n */
export const count = (n) => whole(n);

/** About three digits. @param {number} n */
export const rate = (n) => (n >= 100 ? whole : n >= 10 ? tenth : hundredth)(n);

/** Milliseconds with about three digits; below a tenth microseconds, from a second on seconds. @param {number | undefined} ms */
export function ms(ms) {
  if (ms === undefined || !Number.isFinite(ms)) return '–';
  if (ms >= 1000) return ms >= 60_000 ? `${rate(ms / 60_000)} min` : `${rate(ms / 1000)} s`;
  if (ms >= 0.1 || ms <= 0) return ms <= 0 ? '0 ms' : `${rate(ms)} ms`;
  return `${Math.max(1, Math.round(ms * 1000))} µs`;
}

/** @param {number} part @param {number} all */
export function percent(part, all) {
  if (part === 0 || all === 0) return '0%';
  const share = (100 * part) / all;
  return `${(share < 10 ? tenth : whole)(share)}%`;
}

/** @param {number} bytes */
export function bytes(bytes) {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  return `${(unit === 0 ? whole : tenth)(bytes / 1024 ** unit)} ${['B', 'KiB', 'MiB'][unit]}`;
}

const two = (/** @type {number} */ n) => String(n).padStart(2, '0');

/** @param {string | number} instant @param {boolean} [fraction] */
export function clock(instant, fraction = false) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '–';
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return fraction ? `${time}.${String(date.getMilliseconds()).padStart(3, '0')}` : time;
}

/** A length of time for a label. @param {number} ms */
export function span(ms) {
  const s = Math.round(ms / 1000);
  return s < 90 ? `${s} s` : s < 5400 ? `${Math.round(s / 60)} min` : `${Math.round(s / 3600)} h`;
}

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** The last part of a class name. @param {string} name */
export const simpleName = (name) => name.slice(name.lastIndexOf('.') + 1) || name;

/** @param {{ method: string, path: string }} route */
export const routeName = (route) => `${route.method} ${route.path}`;

/** The smallest value that at least this share of all values does not exceed. @param {number[]} sorted @param {number} share */
export const percentile = (sorted, share) => (sorted.length === 0 ? NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);

/** With fewer the p95 is about the slowest one. */
const ENOUGH = 19;
const SLOWER = 1.5, SLOWER_MS = 5;

/** How many times slower than the rest of its route, where that is remarkable: by many times, by some milliseconds, and of enough others.
 * @param {Row[]} rows @returns {(row: { event_id: string, method: string, path: string, latency_ms: number, untimed?: boolean } | undefined) => string | undefined} */
export function slowness(rows) {
  /** @type {Map<string, number[]>} */
  const routes = new Map();
  return (row) => {
    // What no route answered is of many kinds, and none is slow against the others.
    if (!row || row.untimed || isUnmatched(row)) return undefined;
    const route = routeName(row);
    const like = routes.get(route) ?? rows.filter((one) => one.method === row.method && one.path === row.path && !one.untimed).map((one) => one.latency_ms).sort((a, b) => a - b);
    routes.set(route, like);
    // Of the others: where it is slower than that, taking itself out moves nothing below it.
    const others = like.length - (like.includes(row.latency_ms) ? 1 : 0);
    const p95 = like[Math.max(0, Math.ceil(0.95 * others) - 1)];
    return others >= ENOUGH && row.latency_ms > SLOWER * p95 && row.latency_ms > p95 + SLOWER_MS ? `${(row.latency_ms / p95).toFixed(1)}×` : undefined;
  };
}

/** The routes whose rows take more than they may: 0 is no limit. @param {Row[]} rows @param {Map<string, Budget>} budgets */
export function overBudget(rows, budgets) {
  /** @type {Map<string, Row[]>} */
  const found = new Map();
  if (budgets.size > 0) for (const row of rows) {
    const route = routeName(row), of = found.get(route);
    if (of) of.push(row);
    else if (budgets.has(route)) found.set(route, [row]);
  }
  return [...found].filter(([route, of]) => {
    const { p95, sql } = /** @type {Budget} */ (budgets.get(route));
    const latencies = of.filter((row) => !row.untimed).map((row) => row.latency_ms).sort((a, b) => a - b);
    return (p95 > 0 && percentile(latencies, 0.95) > p95) || (sql > 0 && of.reduce((n, row) => n + (row.sql?.count ?? 0), 0) / of.length > sql);
  }).map(([route]) => route);
}

const UNMATCHED = '__unmatched__';
export const NO_ROUTE = 'no route';

/** What an event is, where it is no request. @param {{ type?: string }} row */
export const kindOf = (row) => row.type ?? 'request';

/** @param {{ type?: string }} row */
export const isRequest = (row) => kindOf(row) === 'request';

/** Where a list has a method; what is no request has its kind there. @param {{ type?: string, method: string }} row */
export const methodName = (row) => (row.type === 'exception' ? 'ERROR' : row.method);

/** @type {Record<string, [string, string]>} */
const KIND_NAMES = { request: ['request', 'requests'], job: ['job', 'jobs'], queue: ['message', 'messages'], worker: ['worker task', 'worker tasks'], custom: ['event', 'events'], exception: ['exception', 'exceptions'] };

/** @param {string} kind @param {number} [n] */
export const kindName = (kind, n = 2) => (Object.hasOwn(KIND_NAMES, kind) ? KIND_NAMES[kind][n === 1 ? 0 : 1] : kind);
export const KINDS = Object.keys(KIND_NAMES);

/** How many rows there are, by a name that all of them have. @param {{ type?: string }[]} rows @param {number} [n] */
export const amount = (rows, n = rows.length) => plural(n, rows.every(isRequest) ? 'request' : 'event');

/** How long it took, if that was measured. @param {{ latency_ms: number, untimed?: boolean }} row */
export const took = (row) => (row.untimed ? '–' : ms(row.latency_ms));

/** How it ended: the status code of a request, a word of what is none. @param {{ status_code: number, status: EventStatus }} row */
export const ending = (row) => (row.status_code > 0 ? String(row.status_code) : { success: 'ok', warning: 'cancelled', failed: 'failed' }[row.status]);

/** The same, and why a request is marked whose status is none of an error. @param {{ status_code: number, status: EventStatus }} row */
export function endingInWords(row) {
  const why = row.status_code > 0 && (row.status_code < 400 || row.status_code === 499) && { success: undefined, warning: 'the client left before its end', failed: 'broken off before its end' }[row.status];
  return why ? `${ending(row)}, ${why}` : ending(row);
}

/** What a failure is called: its exception, else how it ended. @param {Row} row */
export const causeOf = (row) => row.exception ?? (row.status_code > 0 ? `HTTP ${endingInWords(row)}` : ending(row));

/** A path as it is shown: where no route matched, what is known instead. @param {{ path: string, address?: string }} row */
export function pathName(row) {
  return row.address ?? (row.path === UNMATCHED ? NO_ROUTE : row.path);
}


/** Method and path as they are shown. @param {string} route */
export const routeText = (route) => (route.endsWith(` ${UNMATCHED}`) ? `${route.slice(0, -UNMATCHED.length)}${NO_ROUTE}` : route);

/** Controller and method, or what answered in their place. @param {{ handler?: string }} row */
export const handlerName = ({ handler }) => (handler === '__static__' ? 'static file' : handler === UNMATCHED ? undefined : handler);

/** @param {{ path: string }} row */
export const isUnmatched = (row) => row.path === UNMATCHED;

/** @param {string} page */
export const pageName = (page) => (page === '__unknown__' ? 'unknown page' : page);

/** The simple name of an exception, cut at the end, since they end alike. @param {string} name @param {number} most characters */
export function exceptionName(name, most) {
  const simple = simpleName(name);
  return simple.length <= most ? simple : `${simple.slice(0, most - 1)}…`;
}

/** Shortened in the middle, since the ends distinguish it best. @param {string} text @param {number} most characters */
export function middle(text, most) {
  if (text.length <= most) return text;
  const tail = Math.floor((most - 1) * 0.55);
  return `${text.slice(0, Math.max(1, most - 1 - tail))}…${text.slice(text.length - tail)}`;
}

/** A statement in a few words: what it does with which tables. @param {{ operation: string, tables: string[], statement: string }} statement */
export const sqlTitle = ({ operation, tables, statement }) =>
  (tables.length > 0 ? `${operation} ${tables.join(' ⋈ ')}` : middle(statement, 60));

/** @type {Record<string, string>} */
const REASONS = {
  dropped_sampled: 'The sampling rate leaves this trace out.',
  dropped_queue_full: 'The queue was full: events came faster than they could be delivered.',
  dropped_filtered: 'Left out by a setting or a rule: capture-success is false, a ShouldCapture bean said no or failed, or the rate limit of TelemetryFlow was reached.',
  dropped_validation: 'The event could not be written.',
  dropped_http_4xx: 'The endpoint refused the batch for good with a 4xx status.',
  dropped_http_5xx: 'The endpoint failed or could not be reached, on every attempt.',
  dropped_redirect: 'The endpoint answered with a redirect, which is not followed.',
  dropped_no_exporter: 'There is nowhere to send to: routeflow.endpoint is not set.',
  dropped_offline_full: 'It was the oldest that waited in memory for a destination that cannot be reached.',
  dropped_spool_full: 'It was the oldest on disk when the spool was full.',
  dropped_spool_expired: 'It was on disk for longer than the spool keeps events.',
  dropped_shutdown: 'The application stopped first.',
};

/** @param {string | undefined} reason */
export const reasonText = (reason) => (reason && Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason ?? '');

/** @param {string} key */
export const dropName = (key) => (key === 'dropped_http_5xx' ? 'failed or unreachable' : key.replace(/^dropped_/, '').replaceAll('_', ' '));

/** @param {{ outcome: string, reason?: string }} row */
export function outcomeText(row) {
  if (row.outcome === 'sent') return 'Sent.';
  if (row.outcome === 'waiting') return 'Buffered for the next batch.';
  return `Not sent. ${reasonText(row.reason)}`.trim();
}

// The filter: terms that all must hold. key:value, -key:value, key>=value, "free text"; values with | are alternatives.

/** @type {Record<string, Compare>} */
const OPERATORS = {
  '>': (a, b) => a > b, '>=': (a, b) => a >= b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b, '!=': (a, b) => a !== b,
};
const NUMBER = /^(>=|<=|!=|>|<|=)?(\d{1,9}(?:\.\d{1,6})?)([a-zµ]*)$/i;
/** @type {Record<string, number>} */
const UNITS = { '': 1, ms: 1, us: 0.001, µs: 0.001, s: 1000, sec: 1000, m: 60_000, min: 60_000 };
const MAX_LENGTH = 512;

/** `=` in front asks for the whole text, else a part will do. @param {string} value @returns {(text: string) => boolean} */
function wording(value) {
  const wanted = value.toLowerCase();
  return wanted.startsWith('=') ? (text) => text.toLowerCase() === wanted.slice(1) : (text) => text.toLowerCase().includes(wanted);
}

/** @param {(row: Row) => number} of @param {Record<string, number>} [units] @returns {TermMaker} */
const comparison = (of, units = { '': 1 }) => (value, report) => {
  const found = NUMBER.exec(value);
  const unit = found && Object.hasOwn(units, found[3].toLowerCase()) ? units[found[3].toLowerCase()] : undefined;
  if (!found || unit === undefined) {
    const turned = /^=([<>])(.*)$/.exec(value);
    return void report(units === UNITS ? 'needs a duration, such as >200 or >1.5s' : 'needs a number, such as >10', turned ? `${turned[1]}=${turned[2]}` : undefined);
  }
  const holds = OPERATORS[found[1] ?? '='];
  const wanted = Number(found[2]) * unit;
  // What is not known is neither more nor less, and nothing else either.
  return (row) => !Number.isNaN(of(row)) && holds(of(row), wanted);
};

/** @param {(row: Row) => string[]} of @returns {TermMaker} */
const words = (of) => (value) => { const is = wording(value); return (row) => of(row).some(is); };

/** @type {Record<string, Test>} */
const HAS = {
  'n+1': (row) => row.sql?.n_plus_one === true,
  error: (row) => row.status === 'failed' || row.exception !== undefined || errors(row) > 0,
  exception: (row) => row.exception !== undefined,
  sql: (row) => row.sql !== undefined,
  calls: (row) => row.external !== undefined,
};
/** @param {Row} row */
const errors = (row) => (row.sql?.errors ?? 0) + (row.external?.errors ?? 0);
/** @param {Record<string, Usage> | undefined} uses */
const names = (uses) => Object.keys(uses ?? {});

const TIME = /^(?:(\d{4})-(\d{2})-(\d{2})T)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/i;

/** What a time names: in seconds of the day, or with a date in seconds of all time. @param {string} text */
function moment(text) {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [year, month, day, hours, minutes, seconds] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hours, minutes, seconds), dated = found[1] !== undefined;
  if (hours > 23 || minutes > 59 || seconds > 59 || (dated && (date.getMonth() !== month - 1 || date.getDate() !== day))) return undefined;
  const from = (dated ? date.getTime() / 1000 : hours * 3600 + minutes * 60 + seconds) + Number(`0.${found[7] ?? 0}`);
  return { from, to: from + (found[7] ? 0.001 : found[6] ? 1 : 60), dated };
}

/** @param {Row} row @param {boolean} dated */
const secondOf = (row, dated) => (dated ? row.at / 1000 : secondOfDay(row));

const dayOf = (/** @type {number} */ instant) => { const date = new Date(instant); return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-'); };

/** A term for a span of time: of the day, where this span and what else is on display are of one day, else with the date.
 * @param {number} from @param {number} to @param {number[]} others */
export function timeTerm(from, to, others) {
  const dated = new Set([from, to, ...others].map(dayOf)).size > 1;
  const [a, b] = [from, to].map((time) => `${dated ? `${dayOf(time)}T` : ''}${clock(time)}`);
  return `at:${a}..${b}`;
}

/** @param {Row} row @returns {number} seconds of its day */
function secondOfDay(row) {
  const at = new Date(row.at);
  return at.getHours() * 3600 + at.getMinutes() * 60 + at.getSeconds() + at.getMilliseconds() / 1000;
}

/** @type {TermMaker} */
function at(value, report) {
  const range = /^([\dT:.-]*?)\.\.([\dT:.-]*)$/i.exec(value);
  const compared = /^(>=|<=|>|<)(.*)$/.exec(value);
  const wrong = () => void report('needs a time, such as 19:48, >=19:48:30, 19:48..19:50 or 2026-11-21T19:48, and a range two with a date or none');
  if (range) {
    const [first, last] = [moment(range[1]), moment(range[2])];
    const dated = (first ?? last)?.dated ?? false;
    const from = range[1] === '' ? { from: 0, dated } : first;
    const to = range[2] === '' ? { from: dated ? Infinity : 86_400, dated } : last;
    if (!from || !to || from.dated !== to.dated || value === '..') return wrong();
    const [a, b] = [from.from, to.from];
    return a <= b || dated ? (row) => a <= secondOf(row, dated) && secondOf(row, dated) <= b : (row) => a <= secondOfDay(row) || secondOfDay(row) <= b;
  }
  const named = moment(compared ? compared[2] : value);
  if (!named) return wrong();
  if (compared) return (row) => OPERATORS[compared[1]](secondOf(row, named.dated), named.from);
  return (row) => named.from <= secondOf(row, named.dated) && secondOf(row, named.dated) < named.to;
}

const ENDINGS = ['success', 'warning', 'failed'];

/** What a term can ask for; `values` is what the proposals count. @type {Record<string, TermKind>} */
export const TERM_KINDS = {
  route: { make: words((row) => [routeName(row), row.path, pathName(row)]), values: (row) => [row.path === UNMATCHED ? pathName(row) : routeName(row)], about: 'part of method and route; route:"=GET /orders" is exact' },
  page: { make: words((row) => [row.frontend_route, pageName(row.frontend_route)]), values: (row) => [pageName(row.frontend_route)], about: 'the frontend route that called' },
  method: { make: words((row) => [row.method]), values: (row) => [row.method], about: 'GET, POST and so on' },
  status: { make: status, values: (row) => (row.status_code > 0 ? [String(row.status_code)] : []), about: '404, 5xx, >=500, !=200, 4xx|5xx' },
  is: { make: ended, values: (row) => [row.status], about: `how it ended: ${ENDINGS.join(', ')}; also where the status code does not say` },
  ms: { make: comparison((row) => (row.untimed ? NaN : row.latency_ms), UNITS), about: 'duration: >200, >1.5s, <500us' },
  sql: { make: comparison((row) => row.sql?.count ?? 0), about: 'statements: >10' },
  calls: { make: comparison((row) => row.external?.count ?? 0), about: 'outgoing calls: >0' },
  call: { make: words((row) => names(row.external?.calls)), values: (row) => names(row.external?.calls), about: 'an outgoing call: method, host and template' },
  statement: { make: (value) => (row) => Object.hasOwn(row.sql?.statements ?? {}, value), about: 'one statement, as the view SQL names it' },
  table: { make: words((row) => names(row.sql?.tables)), values: (row) => names(row.sql?.tables), about: 'a table behind it' },
  host: { make: words((row) => names(row.external?.hosts)), values: (row) => names(row.external?.hosts), about: 'a host behind it' },
  exception: { make: words((row) => (row.exception ? [row.exception, simpleName(row.exception)] : [])), values: (row) => (row.exception ? [row.exception] : []), about: 'class of the exception' },
  frame: { make: words((row) => (row.exception_at ? [row.exception_at] : [])), values: (row) => (row.exception_at ? [row.exception_at] : []), about: 'where in the application it failed' },
  handler: { make: words((row) => [row.handler ?? '']), values: (row) => (row.handler ? [row.handler] : []), about: 'controller and method' },
  trigger: { make: words((row) => (row.trigger ? [row.trigger] : [])), values: (row) => (row.trigger ? [row.trigger] : []), about: 'the schedule or topic of what is no request' },
  type: { make: kind, values: (row) => [kindOf(row)], about: KINDS.join(', ') },
  trace: { make: (value) => (row) => row.trace_id.toLowerCase() === value.replace(/^=/, '').toLowerCase(), about: 'one trace; a single match opens' },
  at: { make: at, about: 'time of the day: 19:48..19:50, >=19:48:30; with a date: 2026-11-21T19:48' },
  has: { make: has, values: (row) => Object.keys(HAS).filter((name) => HAS[name](row)), about: Object.keys(HAS).join(', ') },
};

/** @type {TermMaker} */
function status(value, report) {
  const family = /^(!?=)?([1-9])xx$/i.exec(value);
  if (family) return (row) => row.status_code > 0 && (Math.floor(row.status_code / 100) === +family[2]) === (family[1] !== '!=');
  // What has none is found by 0, and is neither below 400 nor another than 200.
  const named = /^=?\d/.test(value);
  return comparison((row) => (named ? row.status_code : row.status_code || NaN))(value, (problem, fix) => report(`${problem.replace('>10', '404, >=500')} or 5xx`, fix));
}

/** @type {TermMaker} */
function kind(value, report) {
  return KINDS.some(wording(value)) ? words((row) => [kindOf(row)])(value, report) : void report(`knows ${KINDS.join(', ')}`, nearest(value, KINDS));
}

/** @type {TermMaker} */
function ended(value, report) {
  const wanted = value.toLowerCase();
  return ENDINGS.includes(wanted) ? (row) => row.status === wanted : void report(`knows ${ENDINGS.join(', ')}`, nearest(wanted, ENDINGS));
}

/** @type {TermMaker} */
function has(value, report) {
  const name = value.toLowerCase();
  return Object.hasOwn(HAS, name) ? HAS[name] : void report(`knows ${Object.keys(HAS).join(', ')}`, nearest(name, Object.keys(HAS)));
}

/** @param {string} value @returns {Test} */
function anywhere(value) {
  const is = wording(value);
  return (row) =>
    is(routeName(row)) || is(pathName(row)) || is(row.frontend_route) || is(row.trace_id) || is(row.event_id) || is(row.handler ?? '') ||
    is(row.exception ?? '') || is(String(row.status_code || '')) || names(row.sql?.tables).some(is) || names(row.external?.hosts).some(is);
}

/** Splits at spaces outside of double quotes. @param {string} text @returns {string[]} */
export const split = (text) => text.slice(0, MAX_LENGTH).match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];

/** @param {string} text @returns {Term[]} */
export const terms = (text) => split(text).map((word) => {
  const found = /^(-?)([a-z]+)(:|(?=[<>=!]))(.*)$/is.exec(word);
  const plain = (/** @type {string} */ quoted) => quoted.replaceAll('"', '');
  const key = found ? found[2].toLowerCase() : '';
  // `a=b` may be any text, but `status>=500` asks for a status.
  if (found && (found[3] === ':' || Object.hasOwn(TERM_KINDS, key))) return { word, negated: found[1] === '-', key, value: plain(found[4]) };
  const negated = /^-./.test(word);
  return { word, negated, key: '', value: plain(negated ? word.slice(1) : word) };
});

/** @param {string} value */
const alternatives = (value) => value.split('|').filter((part) => part !== '' && part !== '=');

/** @param {Term} term @param {(text: string, fix?: string) => void} report @returns {Test | undefined} */
function testOf({ negated, key, value }, report) {
  const sign = negated ? '-' : '';
  if (!Object.hasOwn(TERM_KINDS, key)) {
    const meant = nearest(key, Object.keys(TERM_KINDS));
    return void report(`${key}: is no term`, meant ? `${sign}${meant}:${quoted(value)}` : undefined);
  }
  const parts = alternatives(value);
  if (parts.length === 0) return void report(`${key}: has no value yet`);
  const tests = parts.map((part) => TERM_KINDS[key].make(part, (text, fix) => report(`${key}:${value} is left out, it ${text}`, fix && parts.length === 1 ? `${sign}${key}:${fix}` : undefined)));
  if (tests.includes(undefined)) return undefined;
  return (row) => tests.some((test) => /** @type {Test} */ (test)(row));
}

/** What was meant where a comparison was written with spaces: `ms > 5`. @param {Term[]} found @param {number} i the place of its sign */
function spaced(found, i) {
  const [, sign, value] = /^([<>]=?|!?=)(.*)$/.exec(found[i].word) ?? [], name = found[i - 1], end = i + (value ? 1 : 2);
  if (!sign || !value && !found[i + 1] || name?.key !== '' || !Object.hasOwn(TERM_KINDS, name.value.toLowerCase())) return undefined;
  const word = (/** @type {Term} */ one) => one.word, meant = `${name.word}:${found.slice(i, end).map(word).join('')}`;
  return { meant, fix: [...found.slice(0, i - 1).map(word), meant, ...found.slice(end).map(word)].join(' ') };
}

/** @param {string} text @returns {Filter} */
export function parseFilter(text) {
  /** @type {Problem[]} */
  const problems = [];
  /** @type {Test[]} */
  const tests = [];
  const found = terms(text);
  found.forEach((term, i) => {
    const meant = spaced(found, i);
    if (meant) return void problems.push({ text: 'a term has no spaces', ...meant });
    if (/^(OR|AND|NOT)$/.test(term.word)) {
      const [before, after] = [found[i - 1], found[i + 1]];
      const both = term.word === 'OR' && before && after && before.key === after.key && before.key !== '';
      const meant = both ? `${before.word}|${quoted(after.value)}` : undefined;
      return void problems.push({ text: `${term.word} is no word of the filter: all terms must hold, -term excludes, a|b is one of both`,
        meant, fix: meant && text.replace(`${before.word} OR ${after.word}`, meant) });
    }
    const free = term.key === '' ? alternatives(term.value).map(anywhere) : undefined;
    if (free?.length === 0) return;
    const test = free ? (/** @type {Row} */ row) => free.some((one) => one(row)) : testOf(term, (problem, meant) =>
      problems.push({ text: problem, meant, fix: meant && found.map((one) => (one === term ? meant : one.word)).join(' ') }));
    if (test) tests.push(term.negated ? (row) => !test(row) : test);
  });
  if (text.length > MAX_LENGTH) problems.push({ text: `only the first ${MAX_LENGTH} characters are looked at` });
  return { terms: found, problems, test: (row) => tests.every((test) => test(row)) };
}

/** The nearest of some words, if one is near. @param {string} word @param {string[]} among */
function nearest(word, among) {
  const [best] = among.map((one) => ({ one, far: distance(word, one) })).sort((a, b) => a.far - b.far);
  return word.length > 1 && best.far <= Math.max(1, Math.round(word.length / 2.5)) ? best.one : undefined;
}

/** How many letters differ, are missing or too many. @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= Math.min(a.length, 24); i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/** @param {string} value */
const quoted = (value) => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);

/** A term that finds exactly this. What the language gives a meaning cannot be part of it, so it ends the comparison early.
 * @param {string} key @param {string} value */
export const exactTerm = (key, value) => (/["|]/.test(value) ? `${key}:"${value.split(/["|]/)[0]}"` : `${key}:"=${value}"`);

/** A term that finds any of these. @param {string} key @param {string[]} values */
export const anyTerm = (key, values) => (values.length === 1 || values.some((value) => /["|]/.test(value)) ? exactTerm(key, values[0]) : `${key}:"${values.map((value) => `=${value}`).join('|')}"`);

/** A filter and further terms, each once. @param {string} text @param {string[]} more */
export const alsoTerms = (text, more) => [...new Set([...terms(text).map((term) => term.word), ...more])].join(' ');

/** Whether all of a filter is looked at. @param {string} text */
export const isWhole = (text) => text.length <= MAX_LENGTH;

/** The part of a filter that has these keys; free text has the empty one. @param {string} text @param {string[]} keys */
export const onlyTerms = (text, keys) => terms(text).filter((term) => keys.includes(term.key)).map((term) => term.word).join(' ');

/** Puts a term into a filter, in place of those of the same key. @param {string} text @param {string} key @param {string} term */
export const withTerm = (text, key, term) => [...terms(text).filter((one) => one.key !== key).map((one) => one.word), term].filter(Boolean).join(' ');

const MAX_PROPOSALS = 8;

/** What the last word of a filter may go on to, with how many of the rows it would leave.
 * @param {Row[]} rows @param {string} text @returns {Proposal[]} */
export function proposals(rows, text) {
  const open = /(?:^|\s)((?:"[^"]*"?|[^\s"])*)$/.exec(text.slice(0, MAX_LENGTH))?.[1] ?? '';
  const before = text.slice(0, text.length - open.length);
  const [, sign, key, colon, begun] = /^(-?)([a-z]*)(:?)(.*)$/is.exec(open) ?? [];
  if (colon !== ':') {
    if (begun) return [];
    return Object.keys(TERM_KINDS).filter((name) => name.startsWith(key.toLowerCase()) && (key !== '' || open === sign))
      .map((name) => ({ text: `${before}${sign}${name}:`, label: `${sign}${name}:`, about: TERM_KINDS[name].about }));
  }
  const kind = Object.hasOwn(TERM_KINDS, key.toLowerCase()) ? TERM_KINDS[key.toLowerCase()] : undefined;
  if (!kind?.values) return [];
  const wanted = begun.replaceAll('"', '').replace(/^=/, '').toLowerCase();
  const others = parseFilter(before);
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const row of rows) {
    if (others.test(row)) for (const value of kind.values(row)) if (value.toLowerCase().includes(wanted)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  const exact = ['has', 'is', 'status', 'method', 'type'].includes(key.toLowerCase());
  return [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, MAX_PROPOSALS)
    .map(([value, n]) => ({ text: `${before}${sign}${exact ? `${key}:${value}` : exactTerm(key, value)}`, label: value, count: n }));
}

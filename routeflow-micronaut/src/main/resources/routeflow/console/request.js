// One request: why it failed, what it did, what it carried; and the ways to take it along.
import { html, useEffect, useMemo, useRef, useState } from './vendor.js';
import { bytes, clock, count, ending, exactTerm, handlerName, isRequest, isUnmatched, kindName, kindOf, methodName, ms, NO_ROUTE, outcomeText, pageName, pathName, percent, plural, reasonText, simpleName, slowness, sqlTitle, took, withTerm } from './text.js';
import { address, changed, choice, choose, Exact, get, go, here, known, Link, Refusal, rowOf, run, shown, spoken, Status, useKnown, visit, whole as wholeOf, wholes } from './live.js';

const CRUMBS_SHOWN = 10;
const STEPS_SHOWN = 200;
const MAX_DRAWN = 64 * 1024;
const MIN_WIDTH = 360;

// A request as text, for elsewhere. It has no cookie and no authorization: those were never kept.

/** Quotes for a POSIX shell; control characters, which a terminal may act on, become `?`. @param {string} text */
export const shellQuote = (text) => `'${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').replaceAll("'", `'\\''`)}'`;

/** @param {string} text */
const isMasked = (text) => /MASKED|REDACTED/.test(text);

/** What was called: the address where it was captured, without the parameters that are masked; else the template. @param {Row} row @param {RequestEvent} [event] */
function target(row, event) {
  const [, path, query = ''] = /^https?:\/\/[^/?#]+(\/[^?#]*)(?:\?([^#]*))?/.exec(event?.request?.url ?? '') ?? [];
  if (!path || isMasked(path)) return row.address ?? row.path;
  const kept = query.split('&').filter((one) => one !== '' && !isMasked(one)).join('&');
  return kept === '' ? path : `${path}?${kept}`;
}

/** What a copied call leaves to the reader. @param {Row} row @param {RequestEvent} [event] */
export const toFillIn = (row, event) => `${target(row, event).includes('{') ? '; fill in {…}' : ''}${isMasked(event?.request?.url?.split('?')[1] ?? '') ? '; masked parameters are left out' : ''}`;

const MASKED = ['[MASKED]', '[CLIENT_REDACTED]'];
const FORM = 'application/x-www-form-urlencoded';
/** In characters, of up to three bytes each: Linux takes 128 KiB for one argument. */
const MAX_ARGUMENT = 40_000;

/** What a terminal may act on, or a reader does not see, as JSON and Java escape it. @param {string} text */
const escaped = (text) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (found) => found.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));

/** A document in which nothing has to be replaced for a terminal. @param {unknown} value */
const json = (value) => escaped(JSON.stringify(value));

/** The body of a request as it can be sent again: the fields of a form, or a document; and what a reader has to know of it.
 * @param {Payload | undefined} payload @returns {{ type: string, fields?: [string, string[]][], text?: string, about: string }} */
export function bodyOf(payload) {
  const { body, content_type: type = 'application/json', truncated } = payload ?? {};
  if (body === undefined) return { type, about: payload?.omitted ? 'its body is not kept' : '' };
  // Of what was cut off there is only a text that begins like it.
  if (truncated) return { type, about: 'only the beginning of its body is kept' };
  const about = MASKED.some((one) => JSON.stringify(body).includes(one)) ? 'fill in what is masked in its body' : '';
  if (!type.toLowerCase().startsWith(FORM) || typeof body !== 'object' || body === null) return { type, text: json(body), about };
  const fields = Object.entries(body).map(([name, value]) => /** @type {[string, string[]]} */ ([name, [value].flat().map(String)]));
  return { type, fields, text: new URLSearchParams(fields.flatMap(([name, values]) => values.map((value) => [name, value]))).toString(), about };
}

/** @param {Row} row @param {string} base the server; a context path is part of the route @param {RequestEvent} [event] @returns {string | undefined} */
export function curl(row, base, event) {
  const path = target(row, event);
  if (!path.startsWith('/') || !isRequest(row)) return undefined;
  const method = row.method === 'HEAD' ? ['--head'] : /^[A-Z][A-Z-]{0,31}$/.test(row.method) ? ['-X', shellQuote(row.method)] : [];
  const header = (/** @type {string} */ name, /** @type {string} */ value) => ['-H', shellQuote(`${name}: ${value}`)];
  const page = row.frontend_route === '__unknown__' ? [] : header('x-routeflow-frontend-route', row.frontend_route);
  const body = bodyOf(event?.request);
  // Not by -d, which takes what begins with @ for the name of a file. What is too long for an argument is piped, by the shell's own printf.
  const piped = (body.text?.length ?? 0) > MAX_ARGUMENT;
  const sent = body.text === undefined ? [] : [...header('content-type', body.type), ...(piped ? ['--data-binary', '@-'] : ['--data-raw', shellQuote(body.text)])];
  return [...(piped ? ['printf', '%s', shellQuote(body.text ?? ''), '|'] : []), 'curl', '--globoff', '-i', ...method, ...page, ...sent, shellQuote(base + path)].join(' ');
}

/** Text that stays text in Markdown. @param {string} text */
export const plain = (text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');

/** Code that stays code in Markdown. @param {string} text */
const fenced = (text) => `\`${text.replace(/[\p{Cc}`\u2028\u2029]/gu, ' ')}\``;

/** The same in a cell of a table, which a | would end even there. @param {string} text */
const fencedCell = (text) => fenced(text).replaceAll('|', '\\|');

/** @param {Whole} whole */
export function markdown(whole) {
  const { event } = whole;
  const statements = (event.sql?.statements ?? []).map((one) => `| ${count(one.count)}× | ${ms(one.total_ms)} | ${one.n_plus_one ? '**N+1** ' : ''}${fencedCell(one.repository_method ?? sqlTitle(one))} |`);
  const calls = (event.external_calls ?? []).map((one) => `| ${count(one.count ?? 1)}× | ${ms(one.latency_ms)} | ${fencedCell(`${one.method} ${one.host}${one.path_template ?? ''}`)} ${one.status_code ?? ''}${one.error ? fencedCell(one.error) : ''} |`);
  const own = (event.exception?.frames ?? []).filter((frame) => frame.in_app).slice(0, 5);
  // Of what only this console shows, names of the code go along; messages, which may hold data of users, stay here.
  const root = rootCause(event.exception, whole.local_exception);
  const exception = event.exception ? ['', `**${plain(event.exception.name)}**${event.exception.message ? `: ${plain(event.exception.message)}` : ''}`,
    ...(own.length > 0 ? own.map((frame) => `- ${fenced(frameText(frame))}`) : whole.exception_at ? [`- ${fenced(whole.exception_at)}`] : []),
    ...(root ? [`- caused by ${plain(event.exception.causes?.length ? rootText(root) : root.name)}`] : [])] : [];
  const handler = handlerName(whole);
  return [`**${plain(`${methodName(whole)} ${pathName(whole)}`)}** ${ending(whole)}, ${took(whole)}, ${whole.timestamp}`, [handler && `handler ${fenced(handler)}`, whole.trace_id && `trace ${fenced(whole.trace_id)}`].filter(Boolean).join(', '), ...exception,
    ...(statements.length > 0 ? ['', `SQL: ${plural(event.sql?.count ?? 0, 'statement')}, ${ms(event.sql?.total_ms)}`, '', '| runs | time | statement |', '|---|---|---|', ...statements] : []),
    ...(calls.length > 0 ? ['', '| calls | time | to |', '|---|---|---|', ...calls] : []), ''].join('\n');
}

const WITH_BODY = ['POST', 'PUT', 'PATCH'];
/** With these Micronaut's client sends no body. */
const WITHOUT_BODY = ['GET', 'HEAD', 'TRACE'];

/** What has to be filled in before a copied test can run, or cannot be in it. @param {Whole} whole */
export function testLacks({ method, event }) {
  const body = bodyOf(event.request), size = event.request?.size_bytes ?? (WITH_BODY.includes(method) ? 1 : 0);
  if (WITHOUT_BODY.includes(method)) return body.text === undefined ? '' : `its body is left out, since Micronaut's client sends none with ${method}`;
  return body.about || (body.text === undefined && size > 0 ? 'fill in its body, which is not captured' : '');
}

/** A constant of Java has at most 65,535 bytes, of which a character takes up to three. */
const MAX_LITERAL = 20_000;

/** A text as Java has it, to the last character; what a reader could not see is escaped. @param {string} value @returns {string} */
function javaText(value) {
  if (value.length > MAX_LITERAL) return `String.join("", ${(value.match(new RegExp(`[^]{1,${MAX_LITERAL}}`, 'g')) ?? []).map(javaText).join(', ')})`;
  return escaped(JSON.stringify(value));
}

/** How Micronaut's client makes a request. @param {string} method @param {string} uri @param {string} [body] */
function made(method, uri, body) {
  if (WITH_BODY.includes(method)) return `HttpRequest.${method}(${uri}, ${body ?? '""'})`;
  const sent = body === undefined || WITHOUT_BODY.includes(method) ? '' : body;
  if (method === 'DELETE') return `HttpRequest.DELETE(${uri}${sent && `, ${sent}`})`;
  const start = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? `HttpRequest.${method}(${uri})`
    : method === 'TRACE' ? `HttpRequest.create(io.micronaut.http.HttpMethod.TRACE, ${uri})` : `HttpRequest.create(io.micronaut.http.HttpMethod.CUSTOM, ${uri}, ${javaText(method)})`;
  return `${start}${sent && `.body(${sent})`}`;
}

/** A test for Micronaut's client that keeps status and number of statements where they are. @param {Whole} whole */
export function junit(whole) {
  const { method } = whole;
  const body = bodyOf(whole.event.request);
  const fields = body.fields?.map(([field, values]) => `java.util.Map.entry(${javaText(field)}, ${values.length === 1 ? javaText(values[0]) : `java.util.List.of(${values.map(javaText).join(', ')})`})`);
  const content = fields ? `java.util.Map.ofEntries(${fields.join(', ')})` : body.text === undefined ? undefined : javaText(body.text);
  const kind = body.text === undefined || WITHOUT_BODY.includes(method) || body.type.toLowerCase().startsWith('application/json') ? '' : `.contentType(${javaText(body.type)})`;
  const [, type = 'Route', name = 'answers'] = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/.exec(whole.handler ?? '') ?? [];
  const path = target(whole, whole.event);
  const lacks = testLacks(whole);
  return `import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "spec.name", value = "${type}StatementsTest")
@Property(name = "micronaut.http.client.follow-redirects", value = "false")
class ${type}StatementsTest {

  @Inject @Client("/") HttpClient client;
  @Inject Routeflow routeflow;
  @Inject SentEvents events;

  @Test
  void ${name}KeepsItsStatusAndItsStatements() throws InterruptedException {
    ${path.includes('{') ? '// fill in what stands in braces\n    ' : ''}${lacks && `// ${lacks}\n    `}HttpRequest<?> request = ${made(method, javaText(path), content)}${kind};
    int status;
    try {
      status = client.toBlocking().exchange(request).code();
    } catch (HttpClientResponseException e) {
      status = e.code();
    }
    routeflow.flush(Duration.ofSeconds(5));

    assertEquals(${whole.status_code}, status);
    assertTrue(events.statements() <= ${whole.event.sql?.count ?? 0}, "more statements than before");
  }

  /** Keeps what the module would send, in this test only. */
  @Singleton
  @Requires(property = "spec.name", value = "${type}StatementsTest")
  static class SentEvents implements EventExporter {

    private final BlockingQueue<Event> all = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      all.addAll(batch.events());
      return CompletableFuture.completedFuture(ExportResult.accepted());
    }

    /** Of the request, whose event may come a little later than its answer. */
    long statements() throws InterruptedException {
      Event event = all.poll(10, TimeUnit.SECONDS);
      while (event != null && !(event instanceof RequestEvent)) {
        event = all.poll(10, TimeUnit.SECONDS);
      }
      if (event == null) {
        throw new AssertionError("no event of the request has come; do the settings leave it out?");
      }
      return event.sql() == null ? 0 : event.sql().count();
    }
  }
}
`;
}

/** @param {() => string} text @param {(said: string) => void} say @param {string} [done] */
export const copyText = (text, say, done = 'Copied.') => new Promise((settle) => settle(navigator.clipboard.writeText(text()))).then(() => say(done), () => say('The browser did not allow it.'));

/** @param {string} name @param {string} text @param {string} [type] */
export function download(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// The code.

/** @param {Frame} frame */
const frameText = (frame) => `${frame.class}.${frame.function}${frame.file ? `(${frame.file}${frame.line ? `:${frame.line}` : ''})` : ''}`;

/** Where the editor finds a class, if the reader has said which editor and where the sources are. @param {string} type @param {string} [file] @param {number} [line] */
export function editorLink(type, file, line) {
  const ide = choice('ide'), root = choice('root').replaceAll('\\', '/').replace(/\/+$/, '');
  if (ide === '' || root === '' || !file || !type.includes('.') || !/^[\w.$]+$/.test(type) || !/^[\w$]+\.\w+$/.test(file)) return undefined;
  const path = `${root}/${type.slice(0, type.lastIndexOf('.')).replaceAll('.', '/')}/${file}`;
  // As the editors document them; a drive of Windows gets a slash in front in VS Code's.
  return ide === 'idea' ? `idea://open?file=${encodeURIComponent(path)}&line=${line ?? 1}`
    : `vscode://file${encodeURI(path.startsWith('/') ? path : `/${path}`).replace(/[?#]/g, encodeURIComponent)}:${line ?? 1}`;
}

/** Names of classes by simple ones, asked for once a run, where there is an editor. @type {{ key: string, of: Record<string, string> }} */
const classes = { key: '', of: {} };

/** Where a handler or a repository method is. @param {string} name @returns {{ type?: string, file?: string }} */
export function sourceOf(name) {
  const key = run()?.key ?? '';
  if (choice('ide') !== '' && choice('root') !== '' && classes.key !== key && !known.imported) {
    classes.key = key;
    get('api/classes').then((answer) => { classes.of = answer.classes; changed(true); }, () => undefined);
  }
  const simple = name.slice(0, name.indexOf('.'));
  const type = Object.hasOwn(classes.of, simple) ? classes.of[simple] : undefined;
  return { type, file: type && `${simpleName(type).split('$')[0]}.${/\/kotlin\b/.test(choice('root')) ? 'kt' : 'java'}` };
}

/** A name of the code, which leads into the editor where one is chosen. @param {Props.Source} props */
export function Source({ name, line, children }) {
  const { type, file } = sourceOf(name);
  const href = editorLink(type ?? '', file, line);
  return href ? html`<a class="code" href=${href} title="Open in the editor" onClick=${(/** @type {Event} */ event) => event.stopPropagation()}>${children ?? name}</a>` : children ?? name;
}

/** A frame as rows name it, `BillService.print:48`. @param {Props.SourceFrame} props */
export function SourceFrame({ text, frame }) {
  const [, name, line] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  const href = frame && editorLink(frame.class, frame.file, frame.line);
  return href ? html`<a class="code" href=${href} title="Open in the editor">${text}</a>` : html`<${Code} name=${text} ...${sourceOf(name)} line=${line ? Number(line) : undefined} />`;
}

/** A name of the code: a link into the editor, or a button that copies it. @param {Props.Code} props */
export function Code({ name, type, file, line }) {
  const [copied, set] = useState('');
  const href = editorLink(type ?? '', file, line);
  if (href) return html`<a class="code" href=${href} title="Open in the editor"><code>${name}</code></a>`;
  return html`<button class="code" title="Copy the name" onClick=${() => copyText(() => name, set, 'copied')}><code>${name}</code>${copied && html`<span role="status"> ${copied}</span>`}</button>`;
}

// Why it failed.

/** Of the application, and not what the framework has generated beside its classes. @param {Frame} frame */
export const isOwn = (frame) => frame.in_app === true && !/\$(?:Definition|Intercepted)\b/.test(frame.class ?? '');

/** The application's frames one by one, runs of others folded. @param {Frame[]} frames */
export function foldFrames(frames) {
  /** @type {{ own?: Frame, others?: Frame[] }[]} */
  const parts = [];
  for (const frame of frames) {
    const last = parts[parts.length - 1];
    if (isOwn(frame)) parts.push({ own: frame });
    else if (last?.others) last.others.push(frame);
    else parts.push({ others: [frame] });
  }
  return parts;
}

/** Whose code some frames are, by their packages. @param {Frame[]} frames */
function owners(frames) {
  const names = frames.map((frame) => ({ 'io.micronaut': 'Micronaut', 'io.netty': 'Netty', 'reactor.core': 'Reactor', 'java': 'Java', 'jdk': 'Java', 'com.zaxxer': 'HikariCP', 'org.hibernate': 'Hibernate' }
    [/^(io\.micronaut|io\.netty|reactor\.core|java|jdk|com\.zaxxer|org\.hibernate)\b/.exec(frame.class ?? '')?.[0] ?? ''] ?? ''));
  return [...new Set(names.filter(Boolean))].slice(0, 3).join(', ') || 'libraries';
}

/** @param {Props.Frames} props */
function Frames({ frames }) {
  const own = frames.findIndex(isOwn);
  return html`<ol class="frames">${foldFrames(frames).map((one) => (one.own
    ? html`<li class=${one.own === frames[own] ? 'top' : ''}><${Code} name=${frameText(one.own)} type=${one.own.class} file=${one.own.file} line=${one.own.line} /></li>`
    : html`<li><details><summary>${plural(one.others?.length ?? 0, 'frame')} of ${owners(one.others ?? [])}</summary><ol>${one.others?.map((frame) => html`<li><code>${frameText(frame)}</code></li>`)}</ol></details></li>`))}</ol>`;
}

const SETTINGS = 'routeflow:\n  capture-exception-message: true\n  capture-stack-trace: true';

/** An exception, then what caused it, the deepest first. @param {Props.Blocks} props */
function Blocks({ exception, kind }) {
  const blocks = [{ name: exception.name, message: exception.message, frames: exception.frames }, ...[...(exception.causes ?? [])].reverse()];
  return blocks.map((one, i) => html`<div class=${i > 0 ? 'cause' : ''}>
      ${i > 0 && html`<span class="nil">Caused by${i === 1 && blocks.length > 2 && ', the deepest cause first'}</span>`}
      <p class="class">${one.message ? html`<code>${one.name}</code>` : html`<b>${kind === 'bad' ? '✕' : '▲'}\u00a0${one.name}</b>`}</p>
      ${one.message && html`<p class="message">${kind === 'bad' ? '✕' : '▲'} ${one.message}</p>`}
      ${(one.frames?.length ?? 0) > 0 && html`<${Frames} frames=${one.frames} />`}</div>`);
}

/** The deepest cause. @param {(ExceptionDetails | undefined)[]} known the event's, then the console's @returns {Cause | undefined} */
export const rootCause = (...known) => known.find((one) => one?.causes?.length)?.causes?.at(-1);

/** @param {Cause} root */
export const rootText = ({ name, message }) => `${simpleName(name)}${message ? `: ${message}` : ''}`;

/** @param {Props.Exception} props */
function Exception({ row, exception, local, copy }) {
  const kind = row.status === 'failed' ? 'bad' : 'warn';
  const trace = exception.stack_trace ?? local?.stack_trace;
  // The event's own causes stand below it.
  const root = exception.causes?.length ? undefined : rootCause(local);
  const settings = html`<pre tabindex="0">${SETTINGS}</pre><button onClick=${copy('Settings copied.', SETTINGS)}>Copy the settings</button>`;
  return html`<section class=${`exception ${kind}`} aria-label="Exception"><${Blocks} exception=${exception} kind=${kind} />
    ${root && html`<p title=${root.name}>Caused by <b>${rootText(root)}</b></p>`}
    ${local && html`<details class="more local"><summary>Message and frames${row.exception_at && html` <span class="nil">${row.exception_at}</span>`}</summary>
      <${Blocks} exception=${local} kind=${kind} />
      <p class="nil">Shown by this console only, in development: your settings keep them out of events. With these two lines they are part of the events, masked:</p>${settings}</details>`}
    ${trace && html`<details class="raw"><summary>Stack trace as text</summary><pre tabindex="0">${trace}</pre><button onClick=${copy('Stack trace copied.', trace)}>Copy stack trace</button></details>`}
    ${!local && !exception.message && !exception.frames && html`<details class="more"><summary>Message and frames are not captured</summary>
      <p>They may hold data of your users, so they are off. These lines of <code>application.yml</code> capture them, masked:</p>${settings}</details>`}
  </section>`;
}

// What it left on its way, and what it carried.

/** Levels as logs have them. @type {Record<string, string>} */
const LEVELS = { debug: 'DEBUG', info: 'INFO', warning: 'WARN', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' };

/** @param {Props.Crumbs} props */
function Crumbs({ whole }) {
  const all = whole.event.breadcrumbs ?? [];
  const [open, setOpen] = useState(whole.status === 'failed' || !isRequest(whole));
  const [merged, merge] = useState(false);
  const [every, showEvery] = useState(false);
  if (all.length === 0) return null;
  const start = Date.parse(whole.timestamp);
  const crumbs = all.map((one) => ({ at: Date.parse(one.timestamp) - start, level: one.level ?? 'info', text: one.message, about: [one.category, ...Object.entries(one.data ?? {}).map(([name, value]) => `${name}=${value}`)].filter(Boolean).join(' ') }));
  const steps = merged ? whole.timeline.map((entry) => ({ at: entry.start_ms, level: entry.kind === 'sql' ? 'SQL' : 'call', about: ms(entry.duration_ms),
    text: entry.kind === 'sql' ? title(whole.event.sql?.statements[entry.index]) : `${whole.event.external_calls?.[entry.index]?.method ?? ''} ${whole.event.external_calls?.[entry.index]?.host ?? ''}` })) : [];
  const list = [...crumbs, ...steps].sort((a, b) => a.at - b.at), latest = every ? list : list.slice(merged ? -STEPS_SHOWN : -CRUMBS_SHOWN);
  return html`<section class="crumbs"><h3>Breadcrumbs <span class="nil">${count(all.length)}</span>
      <button class="quiet" aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>${open ? 'Hide' : 'Show'}</button>
      ${open && html`<label><input type="checkbox" checked=${merged} onChange=${() => merge(!merged)} /> with SQL and calls</label>`}</h3>
    ${open && latest.length < list.length && html`<button class="small" onClick=${() => showEvery(true)}>Show all ${count(list.length)}</button>`}
    ${open && html`<ol>${latest.map((one) => html`<li><span class="num nil">${one.at < 0 ? '−' : '+'}${ms(Math.abs(one.at))}</span> <b class=${`level ${one.level}`}>${LEVELS[one.level] ?? one.level}</b> <span>${one.text} <span class="nil">${one.about}</span></span></li>`)}</ol>`}
  </section>`;
}

/** @param {Statement | undefined} statement */
const title = (statement) => (statement ? sqlTitle(statement) : 'statement');

/** A value as a tree. @param {Props.Tree} props */
function Tree({ name, value }) {
  const label = name === undefined ? '' : html`<span class="nil">${name}: </span>`;
  if (value === null || typeof value !== 'object' || value instanceof Exact) {
    return html`<div>${label}${MASKED.includes(/** @type {string} */ (value)) ? html`<span class="tag masked">${value === MASKED[0] ? 'masked' : 'redacted'}</span>` : html`<code>${JSON.stringify(value)}</code>`}</div>`;
  }
  const parts = Object.entries(value);
  return html`<details open=${parts.length <= 20}><summary>${label}<span class="nil">${Array.isArray(value) ? `[${parts.length}]` : `{${parts.length}}`}</span></summary>
    ${parts.slice(0, 200).map(([key, one]) => html`<${Tree} key=${key} name=${key} value=${one} />`)}${parts.length > 200 && html`<p class="nil">${plural(parts.length - 200, 'further entry', 'further entries')}</p>`}</details>`;
}

/** @type {Record<string, string>} */
const OMITTED = { streamed: 'it was streamed, and streams are never held back', unsupported: 'its type is none that can be masked', binary: 'it is binary', unparsable: 'it is not what its type says', memory: 'the memory for bodies was used up', redaction: 'what must be taken out of it cannot be found with certainty' };

/** @param {unknown} body */
const isLarge = (body) => JSON.stringify(body).length > MAX_DRAWN;

/** The event as it is sent, but for bodies that are too large to draw. @param {RequestEvent} event */
export const eventText = (event) => JSON.stringify(event, (key, value) => (key === 'body' && isLarge(value) ? 'Too large to draw; save it above.' : value), 2);

/** Not made before it is opened: it may be long. @param {{ event: RequestEvent }} props */
function EventJson({ event }) {
  const [open, setOpen] = useState(false);
  return html`<details class="json" onToggle=${(/** @type {any} */ toggled) => setOpen(toggled.target.open)}><summary>The event, as it is sent</summary>${open && html`<pre tabindex="0">${eventText(event)}</pre>`}</details>`;
}

/** @param {Props.Payload} props */
export function Payload({ name, payload, save }) {
  const body = payload.body;
  const large = body !== undefined && isLarge(body);
  return html`<details class="payload"><summary>${name} <span class="nil">${[payload.size_bytes === undefined ? '' : bytes(payload.size_bytes), payload.content_type, payload.truncated && 'cut off', payload.omitted && `without its body: ${payload.omitted}`].filter(Boolean).join(' · ')}</span></summary>
    ${payload.url && html`<${Tree} name="url" value=${payload.url} />`}${payload.headers && html`<${Tree} name="headers" value=${payload.headers} />`}
    ${payload.omitted && html`<p class="nil">The body is left out: ${OMITTED[payload.omitted] ?? payload.omitted}.</p>`}
    ${payload.truncated && html`<p class="nil">Only its beginning is kept; routeflow.max-payload-size-bytes is the limit.</p>`}
    ${body !== undefined && (large ? html`<p class="nil">Too large to draw. <button onClick=${() => save(body)}>Save it</button></p>` : html`<${Tree} name="body" value=${body} />`)}</details>`;
}

// The panel.

const AGAIN_MS = 3000;

/** @param {string} id */
function useWhole(id) {
  const [answer, set] = useState(/** @type {{ whole?: Whole, problem?: string }} */ ({}));
  const [tries, again] = useState(0);
  const { connection } = useKnown();
  const live = connection === 'live' || connection === 'file';
  useEffect(() => {
    if (answer.whole) return undefined;
    const aborted = new AbortController();
    /** @type {any} */
    let timer;
    wholeOf(id, aborted.signal).then((whole) => set({ whole }), (error) => {
      if (aborted.signal.aborted) return;
      const gone = error instanceof Refusal && error.status === 404;
      set({ problem: gone ? `The application no longer keeps this request.${rowOf(id) ? ' This is what the list knew of it.' : ''}` : spoken(error) });
      if (!gone) timer = setTimeout(() => again(tries + 1), AGAIN_MS);
    });
    return () => {
      aborted.abort();
      clearTimeout(timer);
    };
  }, [id, live, tries]);
  return answer;
}

/** @param {Props.Request} props */
export function Request({ id }) {
  const { whole, problem } = useWhole(id);
  const [said, say] = useState('');
  const title = useRef(/** @type {any} */ (null));
  useEffect(() => title.current.focus({ preventScroll: true }), [id]);
  const row = rowOf(id) ?? whole;
  const chip = useMemo(() => slowness(shown())(row), [id, whole]);
  const copy = (/** @type {string} */ done, /** @type {string | (() => string)} */ text) => () => copyText(() => (typeof text === 'string' ? text : text()), say, done);
  return html`<${Panel} label="One request">
    <header><h2 tabindex="-1" ref=${title}>${row ? html`<b class="method">${methodName(row)}</b> ${pathName(row)}` : 'Request'}</h2>
      ${row && html`<${Status} row=${row} /><strong class="took">${took(row)}</strong>${chip && html`<span class="tag warn">${chip} its p95</span>`}`}
      <span class="buttons"><${CopyLink} of=${row ? kindName(kindOf(row), 1) : 'request'} />
      <${Width} />
      <button class="quiet" aria-label="Close (Esc)" title="Close (Esc)" onClick=${() => go({ id: '' })}>✕</button></span></header>
    <div class="body">
      ${problem && html`<p class="callout">${problem}</p>`}${!row && !problem && html`<p class="scope">Loading …</p>`}
      ${row?.exception && html`<${Exception} row=${row} exception=${whole?.event.exception ?? { name: row.exception }} local=${whole?.local_exception} copy=${copy} />`}
      ${row && html`<${Facts} row=${row} whole=${whole} />`}
      ${whole && html`${!whole.untimed && html`<${Waterfall} request=${whole} name=${handlerName(whole) ?? pathName(whole)} marks=${marksOf(whole)} copy=${copy} />`}
        <${Crumbs} whole=${whole} />
        ${whole.event.request && html`<${Payload} name="Request" payload=${whole.event.request} save=${(/** @type {unknown} */ body) => download('request-body.json', JSON.stringify(body, null, 2))} />`}
        ${whole.event.response && html`<${Payload} name="Response" payload=${whole.event.response} save=${(/** @type {unknown} */ body) => download('response-body.json', JSON.stringify(body, null, 2))} />`}`}
      ${row && html`<${Trace} row=${row} calls=${whole?.event.external_calls ?? []} />`}
      ${whole && html`<${EventJson} key=${id} event=${whole.event} />`}
    </div>
    ${row && html`<${Actions} key=${id} row=${row} whole=${whole} said=${said} say=${say} copy=${copy} />`}
  <//>`;
}

/** Breadcrumbs, and where the exception was thrown: where it was seen, else where the last step failed.
 * @param {Whole} whole @returns {{ at: number, kind: string, text: string }[]} */
export function marksOf(whole) {
  const { event, timeline, timestamp, exception } = whole;
  const crumbs = (event.breadcrumbs ?? []).map((one) => ({ at: Date.parse(one.timestamp) - Date.parse(timestamp), kind: one.level ?? 'info', text: one.message })).filter((one) => one.at >= 0);
  const at = whole.thrown_ms ?? Math.max(...timeline.filter((one) => one.error).map((one) => one.start_ms + one.duration_ms));
  return exception && Number.isFinite(at) ? [...crumbs, { at, kind: 'thrown', text: `${simpleName(exception)} at ${ms(at)}` }] : crumbs;
}

/** Over the whole width and back. */
export function Width() {
  const whole = choice('whole') === 'yes';
  return html`<button class="quiet wide" title=${whole ? 'Beside the list (f)' : 'Whole width (f)'} onClick=${() => choose('whole', whole ? '' : 'yes')}>${whole ? 'Narrow' : 'Wide'}</button>`;
}

/** The panel at the side; its edge can be dragged. @param {Props.Panel} props */
export function Panel({ label, children }) {
  const box = useRef(/** @type {any} */ (null));
  const [width, setWidth] = useState(Number(choice('width')) || 0);
  const set = (/** @type {number} */ next) => {
    const most = box.current.parentElement.clientWidth - MIN_WIDTH;
    const fits = Math.max(MIN_WIDTH, Math.min(most, next));
    setWidth(fits);
    choose('width', String(Math.round(fits)));
  };
  const drag = (/** @type {any} */ event) => {
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    event.target.onpointermove = (/** @type {any} */ move) => set(box.current.getBoundingClientRect().right - move.clientX);
    event.target.onpointerup = () => { event.target.onpointermove = null; };
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowLeft: 40, ArrowRight: -40 }[event.key];
    if (by) set(box.current.offsetWidth + by), event.preventDefault();
  };
  return html`<div class=${`edge ${choice('whole') === 'yes' ? 'gone' : ''}`} role="separator" tabindex="0" aria-orientation="vertical" aria-label="Width of the panel" aria-valuenow=${Math.round(width || 700)} aria-valuemin=${MIN_WIDTH} aria-valuemax="4000" onPointerDown=${drag} onKeyDown=${keys}></div>
    <aside class=${`request ${choice('whole') === 'yes' ? 'whole' : ''}`} aria-label=${label} ref=${box} style=${width > 0 ? { flexBasis: `${width}px` } : {}}>${children}</aside>`;
}

/** As a file has it, which is passed on: without addresses, headers, bodies, and what only this console shows.
 * @param {Whole} whole @param {boolean} [all] where the reader has chosen to save these too */
export function savedRequest(whole, all = false) {
  if (all) return whole;
  const { address: _, exception_at: __, local_exception: ___, event, ...row } = whole;
  const { request, response, external_calls: calls, ...rest } = event;
  return { ...row, event: { ...rest, ...(calls && { external_calls: calls.map(({ request: sent, response: received, ...call }) => call) }) } };
}

/** The choice to save what a file leaves out. @param {Props.WithBodies} props */
export const WithBodies = ({ on, set }) => html`<label class="bodies" title="Also headers, addresses, and what only this console shows"><input type="checkbox" checked=${on} onChange=${() => set(!on)} /> with bodies</label>`;

/** @param {Props.Actions} props */
function Actions({ row, whole, said, say, copy }) {
  const [bodies, setBodies] = useState(false);
  const command = curl(row, location.origin, whole?.event);
  const body = bodyOf(whole?.event.request);
  const filled = toFillIn(row, whole?.event);
  return html`<div class="actions">
    <button disabled=${!command} onClick=${copy(`Copied. It carries no cookie or authorization${body.text === undefined ? ', and no body' : ''}${body.about && `; ${body.about}`}${filled}.`, command ?? '')}>Copy as curl</button>
    <button disabled=${!whole} onClick=${copy('Markdown copied.', () => markdown(/** @type {Whole} */ (whole)))}>Copy as Markdown</button>
    <button disabled=${!whole || !command} onClick=${copy(`Test copied${whole && testLacks(whole) ? `; ${testLacks(whole)}` : ''}${filled}.`, () => junit(/** @type {Whole} */ (whole)))}>Copy as test</button>
    <button disabled=${!whole} onClick=${() => { download(`request-${row.event_id.replace(/[^0-9a-zA-Z-]/g, '')}.json`, JSON.stringify(savedRequest(/** @type {Whole} */ (whole), bodies), null, 2)); say('Saved.'); }}>Save as JSON</button><${WithBodies} on=${bodies} set=${setBodies} />
    ${!command && html`<span class="nil">${isRequest(row) ? 'No route matched, so there is no address to call.' : 'No request, so there is no address to call.'}</span>`}
    <span class="said" role="status">${said}</span></div>`;
}

/** What is open, or what a link leads to, as an address for others. @param {Props.CopyLink} props */
export function CopyLink({ of, to = {} }) {
  const [said, say] = useState('');
  const copy = () => copyText(() => new URL(address(to), document.baseURI).href, say, 'Address copied.');
  return html`<span class="said" role="status">${said}</span><button class="quiet" title=${`Copy the address of this ${of}`} onClick=${copy}>Copy link</button>`;
}

/** @param {string} key @param {string} value */
const filterFor = (key, value) => ({ view: /** @type {const} */ ('requests'), id: '', q: withTerm(here().q, key, exactTerm(key, value)) });

/** What to do about an N+1. */
export const REPEATED = 'Do it in one go: a join, a fetch plan, IN (…), or for writes a batch.';

/** How long an event waited for connections to its databases, in all. */
const WAIT = 'routeflow.sql.connection_wait_ms';

/** @param {Record<string, any>} attributes what the JDBC module notes, as one sentence */
export function connections(attributes) {
  const n = (/** @type {string} */ name) => Number(attributes[`routeflow.sql.${name}`] ?? 0);
  if (n('connections') + n('connection_errors') === 0) return undefined;
  return [n('connections') > 0 && plural(n('connections'), 'connection'), n('connection_errors') > 0 && plural(n('connection_errors'), 'failed attempt'), n('connection_wait_ms') > 0 && `waited ${ms(n('connection_wait_ms'))}`, n('commits') > 0 && plural(n('commits'), 'commit'), n('rollbacks') > 0 && plural(n('rollbacks'), 'rollback')].filter(Boolean).join(', ');
}

const LEFT = 'routeflow.client_disconnected';

/** Whether the client had left before the answer was complete. @param {Whole | undefined} whole */
const hasLeft = (whole) => whole?.event.attributes?.[LEFT] === true;

/** When that was, and during what: what had not ended by then. @param {Whole} whole */
export function leftInWords({ event, timeline, latency_ms: latency }) {
  const open = timeline.findLast((one) => one.start_ms < latency && one.start_ms + one.duration_ms >= latency);
  const statement = open?.kind === 'sql' ? event.sql?.statements[open.index] : undefined, call = open?.kind === 'external' ? event.external_calls?.[open.index] : undefined;
  const during = statement ? statement.repository_method ?? sqlTitle(statement) : call && `${call.method} ${call.host}${call.path_template ?? ''}`;
  return `The client left after ${ms(latency)}${during ? `, during ${during}` : ''}.`;
}

/** Whether another one was started in this request or run: itself, or by a call that it made. @param {Whole} one @param {string} parent the span that the other one names */
export const isStarter = ({ event, timeline }, parent) => event.span_id === parent || timeline.some((entry) => entry.span_id === parent);

/** @param {Props.Facts} props */
function Facts({ row, whole }) {
  const left = hasLeft(whole);
  /** @type {Piece} */
  const fact = (name, value) => value && html`<dt>${name}</dt><dd>${value}</dd>`;
  const attributes = whole?.event.attributes ?? {};
  const repeated = whole?.event.sql?.statements.filter((statement) => statement.n_plus_one) ?? [];
  const auth = whole?.event.auth;
  const { origin } = row;
  const parent = whole?.event.parent_span_id;
  const [starter] = parent ? wholes((/** @type {any} */ one) => isStarter(one, parent)) : [];
  return html`<dl class="facts">
      ${fact('At', clock(row.timestamp, true))}
      ${row.frontend_route !== '' && fact('Page', html`<${Link} to=${filterFor('page', row.frontend_route)}>${pageName(row.frontend_route)}<//>`)}
      ${!isRequest(row) && fact('Kind', kindName(kindOf(row), 1))}
      ${origin && fact('Happened in', html`<${Link} to=${filterFor('trace', row.trace_id)}><b class="method">${origin.method}</b> ${pathName({ path: origin.path })}<//>`)}
      ${starter && fact('Started by', html`<${Link} to=${{ id: starter.event_id }}><b class="method">${methodName(starter)}</b> ${pathName(starter)}<//>`)}
      ${isUnmatched(row) ? fact('Route', `${NO_ROUTE}: no controller of the application answered`) : fact('Handler', row.handler === '__static__' ? `a static file, by the mapping ${row.path}` : row.handler && html`<${Code} name=${row.handler} ...${sourceOf(row.handler)} />`)}
      ${fact('Trace', html`<${Link} to=${filterFor('trace', row.trace_id)}><code>${row.trace_id}</code><//>`)}
      ${fact('Database', connections(attributes))}
      ${fact('Signed in', auth && (auth.mode === 'none' ? 'no' : `by ${auth.mode.replace('_', ' ')}${auth.scheme && auth.scheme.toLowerCase() !== auth.mode ? ` (${auth.scheme})` : ''}`))}
      ${known.state?.endpoint !== false && fact('Sent', html`<span class=${`out ${row.outcome}`}>${{ sent: '✓', waiting: '…', dropped: '✕' }[row.outcome]}</span> ${row.outcome === 'sent' ? 'yes' : row.outcome === 'dropped' ? `no: ${reasonText(row.reason)}` : outcomeText(row)}`)}
      ${Object.entries(attributes).filter(([name]) => !name.startsWith('routeflow.sql.') && name !== LEFT).map(([name, value]) => fact(name, String(value)))}</dl>
    ${left && whole && html`<p class="callout"><b>${leftInWords(whole)}</b>${whole.status_code === 499 && 'Status 499 stands for that: no answer was sent. '}What was still running then, such as an outgoing call, is not part of the event.</p>`}
    ${Number(attributes['routeflow.sql.connection_errors'] ?? 0) > 0 && html`<p class="callout warn"><b>▲ No connection to the database: ${connections(attributes)}</b>Either all connections of the pool were in use, then look at what held them at that time, or the database was not reached.</p>`}
    ${repeated.map((s) => html`<div class="callout warn"><b>▲ N+1: one statement ran ${count(s.count)} times, ${ms(s.total_ms)} in all</b>
      <p>${s.repository_method && html`Called through <span class="glued"><${Code} name=${s.repository_method} ...${sourceOf(s.repository_method)} />.</span> `}${REPEATED}</p></div>`)}`;
}

/** The rest of the same trace, in its place in time; and where else on this machine it went on. @param {Props.Trace} props */
function Trace({ row, calls }) {
  const all = shown().filter((one) => one.trace_id === row.trace_id).slice(-30);
  const others = [...new Set(calls.map((call) => call.host))].map((host) => ({ host, href: otherConsole(host, row.trace_id, location) })).filter((one) => one.href);
  if (row.trace_id === '' || (all.length < 2 && others.length === 0)) return null;
  const start = all[0]?.at ?? row.at;
  const end = Math.max(...all.map((one) => one.at + one.latency_ms)) - start || 1;
  return html`<section class="trace"><h3>The trace <span class="nil">${plural(all.length, 'event')}, ${ms(end)}</span></h3><ol>${all.map((one) => html`
    <li class=${one.event_id === row.event_id ? 'this' : ''}><a href=${address({ id: one.event_id })} onClick=${visit({ id: one.event_id })}><b class="method">${methodName(one)}</b> ${pathName(one)}</a> <span class="nil"><${Status} row=${one} /> · ${took(one)}</span>
      <div class="lane"><i class=${{ success: 'own', warning: 'warned', failed: 'err' }[one.status]} style=${{ left: `${(100 * (one.at - start)) / end}%`, width: `${(100 * one.latency_ms) / end}%` }}></i></div></li>`)}
    ${others.map(({ host, href }) => html`<li><a class="out-link" href=${href} target="_blank" rel="noopener">→ it goes on in ${host}: open in that console</a></li>`)}</ol></section>`;
}

// Its own time line: what ran when, equal statements as one step.

const SEARCH_FROM = 20;
const RUNS_SHOWN = 100;
/** What a verdict takes of the time line. */
const VERDICT_ROOM = 0.25;

/** What lies between the busy spans; overlapping ones count once. @param {Span[]} spans @param {number} end */
export function gaps(spans, end) {
  /** @type {Span[]} */
  const found = [];
  let reached = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start > reached) found.push({ start: reached, end: Math.min(span.start, end) });
    reached = Math.max(reached, span.end);
  }
  if (end > reached) found.push({ start: reached, end });
  return found.filter((gap) => gap.end > gap.start);
}

/** @param {Span[]} spans @param {number} end */
const busy = (spans, end) => end - gaps(spans, end).reduce((sum, gap) => sum + gap.end - gap.start, 0);

/** The steps in the order of their first start. Counts and sums are those of the event: the time line may be cut.
 * @param {Whole} request @returns {Fall} */
export function waterfall({ event, timeline, timeline_truncated: cut, latency_ms: latency, connection_waits: waited = [] }) {
  const waits = waited.map((one) => ({ kind: 'wait', start: one.start_ms, end: one.start_ms + one.duration_ms, error: one.error }));
  const runs = timeline.map((entry) => ({ kind: entry.kind, index: entry.index, start: entry.start_ms + (entry.wait_ms ?? 0), end: entry.start_ms + entry.duration_ms, error: entry.error, status: entry.status_code, wait: entry.wait_ms ?? 0 }));
  const length = Math.max(latency, 0.001, ...[...runs, ...waits].map((run) => run.end));
  /** @type {Map<string, Step>} */
  const steps = new Map();
  const step = (/** @type {Step['kind']} */ kind, /** @type {number} */ index) => {
    const key = `${kind} ${index}`;
    const found = steps.get(key) ?? { kind, key, index, runs: [], waits: [], count: 0, sum: 0, errors: 0 };
    steps.set(key, found);
    return found;
  };
  for (const run of runs) {
    const of = step(run.kind, run.index);
    of.runs.push(run);
    of.count++;
    of.sum += run.end - run.start + run.wait;
    of.errors += run.error ? 1 : 0;
    if (run.wait > 0) of.waits.push({ kind: 'wait', of: run.kind, start: run.start - run.wait, end: run.start, error: false });
  }
  const callWaits = [...steps.values()].flatMap((one) => one.waits);
  (event.sql?.statements ?? []).forEach((one, i) => Object.assign(step('sql', i), { count: one.count, sum: one.total_ms, errors: one.errors }));
  (event.external_calls ?? []).forEach((one, i) => {
    const of = step('external', i);
    Object.assign(of, { count: one.count ?? Math.max(1, of.count), sum: one.latency_ms, errors: one.errors ?? (one.error || (one.status_code ?? 0) >= 500 ? 1 : 0) });
  });
  const queries = runs.filter((run) => run.kind === 'sql').sort((a, b) => a.start - b.start);
  for (const wait of waits) {
    const query = wait.error ? undefined : queries.find((run) => run.start > wait.end - 0.0005);
    const of = step(query ? 'sql' : 'wait', query ? query.index : 0);
    if (query) {
      of.waits.push(wait);
      continue;
    }
    of.runs.push(wait);
    of.count++;
    of.sum += wait.end - wait.start;
    of.errors += wait.error ? 1 : 0;
  }
  const sum = (/** @type {string} */ kind) => [...steps.values()].reduce((ms, one) => ms + (one.kind === kind ? one.sum : 0), 0);
  const sql = event.sql?.total_ms ?? 0, external = sum('external'), callWaiting = callWaits.reduce((ms, one) => ms + one.end - one.start, 0), waiting = waits.length > 0 ? Number(event.attributes?.[WAIT]) || 0 : 0;
  const recorded = cut ? Math.max(0, ...runs.map((run) => run.end)) : length;
  const own = cut ? Math.max(0, length - sql - external - waiting) : length - busy([...runs, ...waits, ...callWaits], length);
  const idle = gaps([...runs, ...waits, ...callWaits], recorded).map((gap) => ({ ...gap, kind: 'gap', error: false }));
  const all = [...idle, ...waits, ...callWaits, ...runs, ...(cut && recorded < length ? [{ start: recorded, end: length, kind: 'cut', error: false }] : [])];
  const first = (/** @type {Step} */ one) => one.waits[0]?.start ?? one.runs[0]?.start ?? Infinity;
  return { length, steps: [...steps.values()].sort((a, b) => first(a) - first(b)), all, sql, sqlCount: event.sql?.count ?? 0, external, callWaiting, waiting, own, recorded, cut };
}

/** What lies in a span of the time line. @param {Fall} fall @param {Span} span */
export function within({ all }, span) {
  /** @type {Record<string, { count: number, ms: number }>} */
  const sums = { sql: { count: 0, ms: 0 }, external: { count: 0, ms: 0 }, wait: { count: 0, ms: 0 }, gap: { count: 0, ms: 0 }, cut: { count: 0, ms: 0 } };
  for (const run of all) {
    const took = Math.min(run.end, span.end) - Math.max(run.start, span.start);
    if (took <= 0) continue;
    sums[run.kind].count++;
    sums[run.kind].ms += took;
  }
  return sums;
}

/** Line by line. Texts and what stands in parentheses stay as they are. @param {string} statement */
export function formatSql(statement) {
  let depth = 0;
  return statement.replace(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`|[()]|\s+(?=(?:FROM|WHERE|(?:LEFT|RIGHT|FULL|INNER|CROSS)(?: OUTER)? JOIN|JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|OFFSET|UNION|VALUES|SET|RETURNING|FETCH)\b)/gi, (found) => {
    if (found === '(') depth++;
    else if (found === ')') depth = Math.max(0, depth - 1);
    else if (/^\s/.test(found)) return depth === 0 ? '\n' : found;
    return found;
  }).replace(/(?<=^|\n)((?:LEFT|RIGHT|FULL|INNER|CROSS)(?: OUTER)?)\n(?=JOIN)/gi, '$1 ');
}

/** @type {Record<string, string>} */
const EXPLAIN = { h2: 'EXPLAIN', postgresql: 'EXPLAIN', mysql: 'EXPLAIN', mariadb: 'EXPLAIN', sqlite: 'EXPLAIN QUERY PLAN', 'oracle.db': 'EXPLAIN PLAN FOR', 'ibm.db2': 'EXPLAIN PLAN FOR', hsqldb: 'EXPLAIN PLAN FOR' };
const PLANNED = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE'];
/** What may stand behind EXPLAIN: not another one, and nothing that prepares the session first. */
const PLANNED_START = /^[\s(]*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH)\b/i;
/** A name in quotes may hold a semicolon; values are not there. @param {string} statement */
const isSeveral = (statement) => /;[\s;]*[^\s;]/.test(statement.replace(/"[^"]*"|`[^`]*`|\[[^\]]*\]/g, ''));

/** Why a text cannot be run as it is, and with EXPLAIN as its database has it, where that can be.
 * @param {{ statement: string, operation: string, db_system: string }} one @returns {{ lacks: string, explained?: string }} */
export function runnable({ statement, operation, db_system: system }) {
  const lacks = /^\S*$/.test(statement) ? 'only its verb is kept' : statement.includes('...') ? 'parts of it are left out (...)' : isSeveral(statement) ? 'it is several statements' : '';
  return { lacks, explained: lacks === '' && PLANNED.includes(operation) && PLANNED_START.test(statement) && Object.hasOwn(EXPLAIN, system) ? `${EXPLAIN[system]} ${statement}` : undefined };
}

/** The buttons that copy a statement. @param {Props.CopySql} props */
export function CopySql({ of, copy }) {
  const { lacks, explained } = runnable(of);
  return html`<button onClick=${copy(lacks ? `Statement copied. It does not run as it is: ${lacks}.` : 'Statement copied.', of.statement)}>Copy SQL</button>${explained && html`<button title="It is not run here: the values are not kept" onClick=${copy('Copied; fill in the values.', explained)}>Copy with EXPLAIN</button>`}`;
}

/** The two lines of a step. @param {Step} step @param {Statement | undefined} statement @param {ExternalCall | undefined} call @returns {[string, string[]]} */
export function lines(step, statement, call) {
  const figures = [`${count(step.count)}×`, ms(step.sum)];
  if (step.kind === 'wait') return ['Waiting for a connection', figures];
  if (statement) {
    const title = sqlTitle(statement);
    return [statement.repository_method ?? title, [...(statement.repository_method ? [title] : []), ...figures, ...(statement.rows === undefined ? [] : [plural(statement.rows, 'row')]),
      ...(statement.batch_size === undefined ? [] : [`batch of ${count(statement.batch_size)}`]), ...(statement.errors > 0 && statement.sql_state ? [`SQL state ${statement.sql_state}`] : [])]];
  }
  if (!call) return ['not listed in the event', figures];
  return [`${call.method} ${call.service_id ?? call.host}${call.path_template ? ` ${call.path_template}` : ''}`, [...(call.service_id ? [call.host] : []), ...(call.status_code ? [String(call.status_code)] : []),
    ...(call.error ? [simpleName(call.error)] : []), ...figures]];
}

/** @param {number} n */
const part = (n) => `${(100 * n).toFixed(3)}%`;

/** @param {Props.Lane} props */
export const Lane = ({ runs, kind, length, children }) => html`<div class="lane">${runs.map((run) => html`<i class=${`${run.kind ?? kind} ${run.of ?? ''} ${run.error ? 'err' : ''}`} title=${run.kind === 'wait' ? `waited ${ms(run.end - run.start)} for a connection` : undefined} style=${{ left: part(run.start / length), width: part((run.end - run.start) / length) }}></i>`)}${children}</div>`;

/** The N+1 verdict stands at its bar where there is room, else at the name. @param {Step} step @param {number} length */
function verdict(step, length) {
  const from = (step.runs[0]?.start ?? 0) / length, to = (step.runs[step.runs.length - 1]?.end ?? 0) / length;
  return Math.max(from, 1 - to) >= VERDICT_ROOM && html`<b class="verdict" style=${1 - to >= from ? { left: part(to) } : { right: part(1 - from) }}>N+1: ${count(step.count)}×</b>`;
}

/** @param {Props.Legend} props */
const Legend = ({ left, fall: { length, sql, sqlCount, external, callWaiting, waiting, own, cut, recorded } }) => {
  /** @type {Piece} */
  const item = (kind, name, took, note = '') => took > 0 && html`<li title=${kind === 'gap' ? 'Neither SQL nor a call ran: code of the application, or waiting' : undefined}><i class=${kind}></i>${name} <b>${ms(took)}</b> <span class="nil">${percent(Math.min(took, length), length)}${note}</span></li>`;
  return html`<ul class="legend">${item('sql', 'SQL', sql, `, ${plural(sqlCount, 'statement')}`)}${item('external', 'calls', external, callWaiting > 0 ? `, ${ms(callWaiting)} of it waiting for a connection` : '')}${item('wait', 'waiting for a connection', waiting)}${item('gap', left ? 'application, or what was still running' : 'application', own)}
    ${cut && html`<li><i class="cut"></i>not recorded from ${ms(recorded)} on</li>`}</ul>`;
};

/** @param {Props.Waterfall} props */
export function Waterfall({ request, name, marks, copy }) {
  const fall = useMemo(() => waterfall(request), [request]);
  const { length, steps, all, cut } = fall;
  const [open, setOpen] = useState(/** @type {Set<string>} */ (new Set()));
  const [wanted, want] = useState('');
  const [span, setSpan] = useState(/** @type {Span | undefined} */ (undefined));
  const axis = useRef(/** @type {any} */ (null));
  const turn = (/** @type {string} */ key, /** @type {boolean} */ on) => setOpen((/** @type {Set<string>} */ last) => {
    const next = new Set(last);
    if (on) next.add(key);
    else next.delete(key);
    return next;
  });
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest?.('tr');
    const move = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (!row || event.target !== row) return;
    if (move) /** @type {any} */ (row)[move]?.focus();
    else if (row.dataset.key && ['ArrowRight', 'ArrowLeft', 'Enter', ' '].includes(event.key)) turn(row.dataset.key, event.key === 'ArrowRight' || (event.key !== 'ArrowLeft' && !open.has(row.dataset.key)));
    else return;
    event.preventDefault();
  };
  const calls = request.event.external_calls ?? [], statements = request.event.sql?.statements ?? [];
  const of = (/** @type {Step} */ step) => /** @type {const} */ ([step, step.kind === 'sql' ? statements[step.index] : undefined, step.kind === 'external' ? calls[step.index] : undefined]);
  const found = steps.filter((step) => wanted === '' || [lines(...of(step)).flat().join(' '), of(step)[1]?.statement ?? ''].join(' ').toLowerCase().includes(wanted.toLowerCase()));
  const hits = useSpan(axis, length, setSpan);
  return html`<section class="waterfall">
    <${Legend} fall=${fall} left=${hasLeft(request)} />
    ${cut && html`<p class="callout">More ran than the time line keeps: the first ${count(request.timeline.length)} runs are drawn, up to ${ms(fall.recorded)}. Counts and sums are those of the whole request.</p>`}
    ${steps.length >= SEARCH_FROM && html`<label class="find">Find a step<input type="search" value=${wanted} onInput=${(/** @type {any} */ event) => want(event.target.value)} /><span class="nil">${count(found.length)} of ${count(steps.length)}</span></label>`}
    <div class="drawn" ...${hits}>
    <table role="treegrid" aria-label="What the request did, on its own time line" onKeyDown=${keys}>
      <thead><tr><th>Step</th><th class="axis" ref=${axis}><span>0</span><span>${ms(length / 2)}</span><span>${ms(length)}</span></th></tr></thead>
      <tbody>
        <tr aria-level="1" aria-expanded="true" tabindex="0" class="root"><td><b>${name}</b><small>${ms(request.latency_ms)}</small></td>
          <td><${Lane} length=${length} runs=${all}>${marks.map((one) => html`<b class=${one.kind === 'thrown' ? `thrown ${request.status}` : `tick ${one.kind}`} title=${one.text} style=${{ left: part(Math.min(1, one.at / length)) }}>${one.kind === 'thrown' && html`<span role="img" aria-label=${one.text}>✕</span>`}</b>`)}<//></td></tr>
        ${found.map((step) => html`<${StepRows} key=${step.key} step=${step} length=${length} open=${open.has(step.key)} turn=${turn} statement=${of(step)[1]} call=${of(step)[2]} trace=${request.trace_id} copy=${copy} />`)}
      </tbody></table>
      ${span && html`<div class="range" style=${{ left: `${axis.current.offsetLeft + axis.current.offsetWidth * (span.start / length)}px`, width: `${axis.current.offsetWidth * ((span.end - span.start) / length)}px` }}></div>`}
    </div>
    ${span && html`<${Sums} fall=${fall} span=${span} />`}
    ${steps.length === 0 && html`<p class="scope">No SQL and no calls: all of it is the application's own time.</p>`}
  </section>`;
}

/** Dragging over the bars marks a span of time. @param {{ current: any }} axis @param {number} length @param {(span: Span | undefined) => void} set */
function useSpan(axis, length, set) {
  const from = useRef(/** @type {number | undefined} */ (undefined));
  const drawn = useRef(false);
  const at = (/** @type {any} */ event) => {
    const { left, width } = axis.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * length;
  };
  return {
    onPointerDown: (/** @type {any} */ event) => { if (event.button === 0 && event.target.closest('.lane, .axis')) [from.current, drawn.current] = [at(event), false, set(undefined)]; },
    onPointerMove: (/** @type {any} */ event) => {
      if (from.current === undefined) return;
      const to = at(event);
      if (Math.abs(to - from.current) <= length / 100) return;
      drawn.current = true;
      set({ start: Math.min(from.current, to), end: Math.max(from.current, to) });
    },
    // A drag ends as a click where it began and ended in one step, which is not meant by it.
    onClickCapture: (/** @type {MouseEvent} */ event) => {
      if (drawn.current) event.stopPropagation();
      drawn.current = false;
    },
    onPointerUp: () => { from.current = undefined; },
    onPointerLeave: () => { from.current = undefined; },
  };
}

/** @param {Props.Sums} props */
function Sums({ fall, span }) {
  const { sql, external, wait, gap, cut } = within(fall, span);
  return html`<p class="scope" role="status"><b>${ms(span.start)} – ${ms(span.end)}</b>, ${ms(span.end - span.start)}: ${[
    sql.count > 0 && `${plural(sql.count, 'run')} of SQL ${ms(sql.ms)}`, external.count > 0 && `${plural(external.count, 'call')} ${ms(external.ms)}`,
    wait.ms > 0 && `waiting for a connection ${ms(wait.ms)}`, gap.ms > 0 && `application ${ms(gap.ms)}`, cut.ms > 0 && `not recorded ${ms(cut.ms)}`].filter(Boolean).join(' · ')}</p>`;
}

/** @param {Props.StepRows} props */
function StepRows({ step, length, open, turn, statement, call, trace, copy }) {
  const { key, kind, runs, waits } = step;
  const [first, second] = lines(step, statement, call);
  const judged = statement?.n_plus_one && verdict(step, length);
  return html`<tr aria-level="2" aria-expanded=${String(open)} tabindex="-1" data-key=${key} class=${`step ${kind}`} onClick=${() => turn(key, !open)}>
      <td><div class="what"><span class="twist" aria-hidden="true">${open ? '▾' : '▸'}</span><b title=${first}>${statement?.repository_method ? html`<${Source} name=${statement.repository_method} />` : first}</b>${statement?.n_plus_one && !judged && html`<span class="tag n1">N+1</span>`}</div>
        <small title=${second.join(' · ')}>${step.errors > 0 && html`<span class="bad">✕ ${plural(step.errors, 'error')}</span> · `}${second.join(' · ')}</small></td>
      <td><${Lane} kind=${kind} length=${length} runs=${[...waits, ...runs]}>${judged}<//></td></tr>
    ${open && html`<tr aria-level="3" tabindex="-1" class="full"><td colspan="2"><${StepDetail} step=${step} statement=${statement} call=${call} trace=${trace} copy=${copy} /></td></tr>`}
    ${open && step.count > 1 && runs.slice(0, RUNS_SHOWN).map((run, i) => html`<tr aria-level="3" tabindex="-1" class="run"><td>${run.error ? html`<span class="bad">✕ run ${i + 1}</span>` : `run ${i + 1}`}${' '}<span class="nil">${run.status ? `${run.status} · ` : ''}at ${ms(run.start - (run.wait ?? 0))}, ${ms(run.end - run.start + (run.wait ?? 0))}${run.wait ? `, waited ${ms(run.wait)}` : ''}</span></td><td><${Lane} kind=${kind} length=${length} runs=${[run]} /></td></tr>`)}
    ${open && step.count > Math.min(runs.length, RUNS_SHOWN) && runs.length > 0 && step.count > 1 && html`<tr aria-level="3" tabindex="-1" class="run"><td colspan="2" class="nil">${plural(step.count - Math.min(runs.length, RUNS_SHOWN), 'further run')}</td></tr>`}`;
}

/** The console of another service on this machine, which has the rest of the trace. @param {string} host @param {string} trace @param {{ port: string, protocol: string }} own */
export function otherConsole(host, trace, own) {
  const [, port] = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(host) ?? [];
  return port && port !== own.port && trace !== '' ? `${own.protocol}//localhost:${port}/routeflow-console/?q=${encodeURIComponent(`trace:${trace}`)}` : undefined;
}

/** @param {Props.CallDetail} props */
function CallDetail({ call, trace, copy }) {
  const other = otherConsole(call.host, trace, location);
  /** @type {Piece} */
  const payload = (name, one) => one && html`<${Payload} name=${name} payload=${one} save=${(/** @type {unknown} */ body) => download(`call-${name.toLowerCase()}-body.json`, JSON.stringify(body, null, 2))} />`;
  return html`<code>${call.method} ${call.host}${call.path_template ?? ''}</code>
    <small>${[call.status_code && `status ${call.status_code}`, call.error, call.service_id && `service ${call.service_id}`, `${plural(call.count ?? 1, 'call')}`, call.max_ms !== undefined && `longest ${ms(call.max_ms)}`,
      call.request?.size_bytes !== undefined && `${bytes(call.request.size_bytes)} sent`, call.response?.size_bytes !== undefined && `${bytes(call.response.size_bytes)} received`].filter(Boolean).join(' · ')}</small>
    ${!call.path_template && html`<small>The path is not captured; <code class="inline">routeflow.external-calls.path-template: true</code> adds its template.</small>`}
    ${other && html`<a class="out-link" href=${other} target="_blank" rel="noopener">→ open in the console of ${call.host}</a>`}
    ${payload('Request', call.request)}${payload('Response', call.response)}`;
}

/** @param {Props.StepDetail} props */
function StepDetail({ step, statement, call, trace, copy }) {
  if (step.kind === 'wait') return html`<small>${step.errors > 0 ? 'The pool had no connection to give, or the database was not reached.' : 'No statement followed on the time line.'}</small>`;
  if (call) return html`<${CallDetail} call=${call} trace=${trace} copy=${copy} />`;
  if (!statement) return html`<small>Its statement is not among those that the event lists.</small>`;
  const about = [`${statement.db_system}, ${statement.datasource}`, `longest ${ms(statement.max_ms)}`, statement.exception && simpleName(statement.exception), statement.sql_state && `SQL state ${statement.sql_state}`];
  return html`<code>${formatSql(statement.statement)}</code><small>${about.filter(Boolean).join(' · ')}</small>
    <div class="small"><${CopySql} of=${statement} copy=${copy} /></div>
    ${statement.repository_method && html`<small>called through <${Code} name=${statement.repository_method} ...${sourceOf(statement.repository_method)} /></small>`}`;
}

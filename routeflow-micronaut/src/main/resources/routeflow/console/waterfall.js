// One request on its own time line: what ran when, equal statements as one step.
import { html, useMemo, useRef, useState } from './vendor.js';
import { bytes, count, ms, percent, plural, simpleName, sqlTitle } from './text.js';
import { Code, download, Payload, Source, sourceOf } from './request.js';

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

/** The steps in the order of their first start. Counts and sums are those of the event, of which the time line may hold only the beginning.
 * @param {Whole} request @returns {Fall} */
export function waterfall({ event, timeline, timeline_truncated: cut, latency_ms: latency }) {
  const runs = timeline.map((entry) => ({ kind: entry.kind, index: entry.index, start: entry.start_ms, end: entry.start_ms + entry.duration_ms, error: entry.error, status: entry.status_code }));
  const length = Math.max(latency, 0.001, ...runs.map((run) => run.end));
  /** @type {Map<string, Step>} */
  const steps = new Map();
  const step = (/** @type {'sql' | 'external'} */ kind, /** @type {number} */ index) => {
    const key = `${kind} ${index}`;
    const found = steps.get(key) ?? { kind, key, index, runs: [], count: 0, sum: 0, errors: 0 };
    steps.set(key, found);
    return found;
  };
  for (const run of runs) {
    const of = step(run.kind, run.index);
    of.runs.push(run);
    of.count++;
    of.sum += run.end - run.start;
    of.errors += run.error ? 1 : 0;
  }
  (event.sql?.statements ?? []).forEach((one, i) => Object.assign(step('sql', i), { count: one.count, sum: one.total_ms, errors: one.errors }));
  (event.external_calls ?? []).forEach((one, i) => {
    const of = step('external', i);
    Object.assign(of, { count: one.count ?? Math.max(1, of.count), sum: one.latency_ms, errors: one.errors ?? (one.error || (one.status_code ?? 0) >= 500 ? 1 : 0) });
  });
  const sum = (/** @type {string} */ kind) => [...steps.values()].reduce((ms, one) => ms + (one.kind === kind ? one.sum : 0), 0);
  const sql = event.sql?.total_ms ?? 0, external = sum('external');
  const recorded = cut ? Math.max(0, ...runs.map((run) => run.end)) : length;
  const own = cut ? Math.max(0, length - sql - external) : length - busy(runs, length);
  const idle = gaps(runs, recorded).map((gap) => ({ ...gap, kind: 'gap', error: false }));
  const all = [...idle, ...runs, ...(cut && recorded < length ? [{ start: recorded, end: length, kind: 'cut', error: false }] : [])];
  const first = (/** @type {Step} */ one) => one.runs[0]?.start ?? Infinity;
  return { length, steps: [...steps.values()].sort((a, b) => first(a) - first(b)), all, sql, sqlCount: event.sql?.count ?? 0, external, own, recorded, cut };
}

/** What lies in a span of the time line. @param {Fall} fall @param {Span} span */
export function within({ all }, span) {
  /** @type {Record<string, { count: number, ms: number }>} */
  const sums = { sql: { count: 0, ms: 0 }, external: { count: 0, ms: 0 }, gap: { count: 0, ms: 0 }, cut: { count: 0, ms: 0 } };
  for (const run of all) {
    const took = Math.min(run.end, span.end) - Math.max(run.start, span.start);
    if (took <= 0) continue;
    sums[run.kind].count++;
    sums[run.kind].ms += took;
  }
  return sums;
}

/** Line by line, for a reader. Texts and what stands in parentheses stay as they are. @param {string} statement */
export function formatSql(statement) {
  let depth = 0;
  return statement.replace(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`|[()]|\s+(?=(?:FROM|WHERE|(?:LEFT|RIGHT|FULL|INNER|CROSS)(?: OUTER)? JOIN|JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|OFFSET|UNION|VALUES|SET|RETURNING|FETCH)\b)/gi, (found) => {
    if (found === '(') depth++;
    else if (found === ')') depth = Math.max(0, depth - 1);
    else if (/^\s/.test(found)) return depth === 0 ? '\n' : found;
    return found;
  }).replace(/(?<=^|\n)((?:LEFT|RIGHT|FULL|INNER|CROSS)(?: OUTER)?)\n(?=JOIN)/gi, '$1 ');
}

/** The two lines of a step. @param {Step} step @param {Statement | undefined} statement @param {ExternalCall | undefined} call @returns {[string, string[]]} */
export function lines(step, statement, call) {
  const figures = [`${count(step.count)}×`, ms(step.sum)];
  if (statement) {
    const title = sqlTitle(statement);
    return [statement.repository_method ?? title, [...(statement.repository_method ? [title] : []), ...figures, ...(statement.rows === undefined ? [] : [plural(statement.rows, 'row')]),
      ...(statement.batch_size === undefined ? [] : [`batch of ${count(statement.batch_size)}`]), ...(statement.errors > 0 && statement.sql_state ? [`SQL state ${statement.sql_state}`] : [])]];
  }
  if (!call) return ['not listed in the event', figures];
  return [`${call.method} ${call.service_id ?? call.host}${call.path_template ? ` ${call.path_template}` : ''}`, [...(call.service_id ? [call.host] : []), ...(call.status_code ? [String(call.status_code)] : []),
    ...(call.error ? [simpleName(call.error)] : []), ...(call.attempt ? [`attempt ${call.attempt}`] : []), ...figures]];
}

/** @param {number} n */
const part = (n) => `${(100 * n).toFixed(3)}%`;

/** @param {Props.Lane} props */
export const Lane = ({ runs, kind, length, children }) => html`<div class="lane">${runs.map((run) => html`<i class=${`${run.kind ?? kind} ${run.error ? 'err' : ''}`} style=${{ left: part(run.start / length), width: part((run.end - run.start) / length) }}></i>`)}${children}</div>`;

/** The N+1 verdict stands at its bar, on the side where there is room; where there is none, at the name. @param {Step} step @param {number} length */
function verdict(step, length) {
  const from = (step.runs[0]?.start ?? 0) / length, to = (step.runs[step.runs.length - 1]?.end ?? 0) / length;
  return Math.max(from, 1 - to) >= VERDICT_ROOM && html`<b class="verdict" style=${1 - to >= from ? { left: part(to) } : { right: part(1 - from) }}>N+1: ${count(step.count)}×</b>`;
}

/** @param {Props.Legend} props */
const Legend = ({ fall: { length, sql, sqlCount, external, own, cut, recorded } }) => {
  /** @type {Piece} */
  const item = (kind, name, took, note = '') => took > 0 && html`<li><i class=${kind}></i>${name} <b>${ms(took)}</b> <span class="nil">${percent(Math.min(took, length), length)}${note}</span></li>`;
  return html`<ul class="legend">${item('sql', 'SQL', sql, `, ${plural(sqlCount, 'statement')}`)}${item('external', 'calls', external)}${item('gap', 'application', own)}
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
    <${Legend} fall=${fall} />
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
  const at = (/** @type {any} */ event) => {
    const { left, width } = axis.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * length;
  };
  return {
    onPointerDown: (/** @type {any} */ event) => { if (event.button === 0 && event.target.closest('.lane, .axis')) [from.current] = [at(event), set(undefined)]; },
    onPointerMove: (/** @type {any} */ event) => {
      if (from.current === undefined) return;
      const to = at(event);
      if (Math.abs(to - from.current) > length / 100) set({ start: Math.min(from.current, to), end: Math.max(from.current, to) });
    },
    onPointerUp: () => { from.current = undefined; },
    onPointerLeave: () => { from.current = undefined; },
  };
}

/** @param {Props.Sums} props */
function Sums({ fall, span }) {
  const { sql, external, gap, cut } = within(fall, span);
  return html`<p class="scope" role="status"><b>${ms(span.start)} – ${ms(span.end)}</b>, ${ms(span.end - span.start)}: ${[
    sql.count > 0 && `${plural(sql.count, 'run')} of SQL ${ms(sql.ms)}`, external.count > 0 && `${plural(external.count, 'call')} ${ms(external.ms)}`,
    gap.ms > 0 && `application ${ms(gap.ms)}`, cut.ms > 0 && `not recorded ${ms(cut.ms)}`].filter(Boolean).join(' · ')}</p>`;
}

/** @param {Props.StepRows} props */
function StepRows({ step, length, open, turn, statement, call, trace, copy }) {
  const { key, kind, runs } = step;
  const [first, second] = lines(step, statement, call);
  const judged = statement?.n_plus_one && verdict(step, length);
  return html`<tr aria-level="2" aria-expanded=${String(open)} tabindex="-1" data-key=${key} class=${`step ${kind}`} onClick=${() => turn(key, !open)}>
      <td><div class="what"><span class="twist" aria-hidden="true">${open ? '▾' : '▸'}</span><b title=${first}>${statement?.repository_method ? html`<${Source} name=${statement.repository_method} />` : first}</b>${statement?.n_plus_one && !judged && html`<span class="tag n1">N+1</span>`}</div>
        <small title=${second.join(' · ')}>${step.errors > 0 && html`<span class="bad">✕ ${plural(step.errors, 'error')}</span> · `}${second.join(' · ')}</small></td>
      <td><${Lane} kind=${kind} length=${length} runs=${runs}>${judged}<//></td></tr>
    ${open && html`<tr aria-level="3" tabindex="-1" class="full"><td colspan="2"><${StepDetail} statement=${statement} call=${call} trace=${trace} copy=${copy} /></td></tr>`}
    ${open && step.count > 1 && runs.slice(0, RUNS_SHOWN).map((run, i) => html`<tr aria-level="3" tabindex="-1" class="run"><td>${run.error ? html`<span class="bad">✕ run ${i + 1}</span>` : `run ${i + 1}`}${' '}<span class="nil">${run.status ? `${run.status} · ` : ''}at ${ms(run.start)}, ${ms(run.end - run.start)}</span></td><td><${Lane} kind=${kind} length=${length} runs=${[run]} /></td></tr>`)}
    ${open && step.count > Math.min(runs.length, RUNS_SHOWN) && runs.length > 0 && step.count > 1 && html`<tr aria-level="3" tabindex="-1" class="run"><td colspan="2" class="nil">${plural(step.count - Math.min(runs.length, RUNS_SHOWN), 'further run')}</td></tr>`}`;
}

/** Where a call went to another service on this machine: the console of that service, which has the rest of the trace. @param {string} host @param {string} trace @param {{ port: string, protocol: string }} own */
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
function StepDetail({ statement, call, trace, copy }) {
  if (call) return html`<${CallDetail} call=${call} trace=${trace} copy=${copy} />`;
  if (!statement) return html`<small>Its statement is not among those that the event lists.</small>`;
  const about = [`${statement.db_system}, ${statement.datasource}`, `longest ${ms(statement.max_ms)}`, statement.exception && simpleName(statement.exception), statement.sql_state && `SQL state ${statement.sql_state}`];
  return html`<code>${formatSql(statement.statement)}</code><small>${about.filter(Boolean).join(' · ')}</small>
    <div class="small"><button onClick=${copy('Statement copied.', statement.statement)}>Copy SQL</button><button title="It is not run here: the values are not kept" onClick=${copy('Copied; fill in the values.', `EXPLAIN ${statement.statement}`)}>Copy with EXPLAIN</button></div>
    ${statement.repository_method && html`<small>called through <${Code} name=${statement.repository_method} ...${sourceOf(statement.repository_method)} /></small>`}`;
}

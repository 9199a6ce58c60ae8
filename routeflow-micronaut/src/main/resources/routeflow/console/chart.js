// The chart above the list: each request a mark, by its start and its duration. Drawn on a canvas of its own, because idle time is
// folded and the right edge is now, which no axis of a library knows.
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from './vendor.js';
import { clock, count, ms, pathName, percent, plural, simpleName, span, timeTerm, withTerm } from './text.js';
import { summary } from './compare.js';
import { choice, choose, go, here, known, theme } from './live.js';

const IDLE_MS = 30_000;
const MAX_SEGMENTS = 7;
const BREAK_WIDTH = 46;
const PAD = { left: 56, right: 14, top: 19, bottom: 24 };
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map((s) => s * 1000);
const REACH = 24;
const DRAG = 6;

/** Spans of time with requests in them, each with its place; what lies between is a break of a fixed width.
 * @param {number[]} times ascending @param {number} now @param {number} width @returns {Segment[]} */
export function folded(times, now, width) {
  const end = Math.max(now, times[times.length - 1]);
  // Breaks take at most half of the width, or what is now would lie outside of it.
  const most = Math.min(MAX_SEGMENTS, 1 + Math.floor(width / (2 * BREAK_WIDTH)));
  let idle = IDLE_MS;
  /** @type {Segment[]} */
  let parts = [];
  for (;;) {
    parts = [{ from: times[0], to: times[0], x: 0, width: 0 }];
    for (const time of [...times, end]) {
      const last = parts[parts.length - 1];
      if (time - last.to > idle) parts.push({ from: time, to: time, x: 0, width: 0 });
      else last.to = time;
    }
    if (parts.length <= most) break;
    idle *= 2;
  }
  for (const part of parts) [part.from, part.to] = [part.from - 1000, part === parts[parts.length - 1] ? part.to : part.to + 1000];
  const room = Math.max(50, width - (parts.length - 1) * BREAK_WIDTH);
  const least = room / parts.length / 3;
  const all = parts.reduce((sum, part) => sum + part.to - part.from, 0);
  let x = 0;
  for (const part of parts) {
    part.x = x;
    part.width = least + (room - least * parts.length) * ((part.to - part.from) / all);
    x += part.width + BREAK_WIDTH;
  }
  return parts;
}

/** @param {Segment[]} parts @param {number} time */
export function place(parts, time) {
  let after = parts[0];
  for (const part of parts) {
    if (time <= part.to && time >= part.from) return part.x + (part.width * (time - part.from)) / (part.to - part.from);
    if (part.to < time) after = part;
  }
  return time < parts[0].from ? 0 : Math.min(after.x + after.width + BREAK_WIDTH / 2, parts[parts.length - 1].x + parts[parts.length - 1].width);
}

/** @param {Segment[]} parts @param {number} x */
export function timeAt(parts, x) {
  for (const part of parts) if (x <= part.x + part.width) return x < part.x ? part.from : part.from + ((part.to - part.from) * (x - part.x)) / part.width;
  return parts[parts.length - 1].to;
}

/** Colour is not the only sign. @param {CanvasRenderingContext2D} pen @param {EventStatus} status @param {number} x @param {number} y */
function mark(pen, status, x, y) {
  const r = 2.7;
  if (status === 'success') pen.moveTo(x + r, y), pen.arc(x, y, r, 0, 7);
  else if (status === 'warning') pen.moveTo(x, y - r * 1.4), pen.lineTo(x + r * 1.3, y + r), pen.lineTo(x - r * 1.3, y + r), pen.closePath();
  else pen.moveTo(x - r, y - r), pen.lineTo(x + r, y + r), pen.moveTo(x + r, y - r), pen.lineTo(x - r, y + r);
}

/** @type {{ scheme: string, of: Record<string, string> }} */
const colours = { scheme: '', of: {} };

/** The colours of the style sheet, as a canvas knows them; asked for once for each scheme. @param {HTMLElement} box */
function inks(box) {
  const scheme = `${theme()} ${matchMedia('(prefers-color-scheme: dark)').matches}`;
  if (scheme !== colours.scheme) Object.assign(colours, { scheme, of: {} });
  return (/** @type {string} */ name) => {
    if (!colours.of[name]) {
      box.style.color = `var(--${name})`;
      colours.of[name] = getComputedStyle(box).color;
      box.style.color = '';
    }
    return colours.of[name];
  };
}

const INK = { success: 'mark', warning: 'warn', failed: 'bad' };

/** Where everything is, for one size and one moment. @param {Row[]} rows by start @param {number} width @param {number} height @returns {Plan} */
function plan(rows, width, height) {
  const times = rows.map((row) => row.at);
  const held = known.paused || known.imported !== undefined || here().q.includes('at:');
  const parts = folded(times, held ? times[times.length - 1] : Date.now() + known.ahead, width - PAD.left - PAD.right);
  const low = Math.log10(Math.min(1, ...rows.map((row) => Math.max(row.latency_ms, 0.01))) * 0.8);
  const high = Math.log10(Math.max(10, ...rows.map((row) => row.latency_ms)) * 1.3);
  const y = (/** @type {number} */ value) => PAD.top + (height - PAD.top - PAD.bottom) * (1 - (Math.log10(Math.max(value, 0.01)) - low) / (high - low));
  return { parts, low, high, y, points: rows.map((row, i) => ({ row, x: PAD.left + place(parts, times[i]), y: y(row.latency_ms) })) };
}

/** @param {HTMLCanvasElement} canvas @param {Plan} plan */
function draw(canvas, { parts, low, high, y, points }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const sharp = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * sharp)) canvas.width = Math.round(width * sharp);
  if (canvas.height !== Math.round(height * sharp)) canvas.height = Math.round(height * sharp);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const ink = inks(canvas);
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = '11px system-ui, sans-serif';
  pen.lineWidth = 1;
  const bottom = height - PAD.bottom;
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  for (let decade = Math.ceil(low); decade <= high; decade++) {
    const at = Math.round(y(10 ** decade)) + 0.5;
    pen.fillStyle = ink('line');
    pen.fillRect(PAD.left, at, width - PAD.left - PAD.right, 1);
    pen.fillStyle = ink('quiet');
    pen.fillText(decade >= 3 ? `${10 ** (decade - 3)} s` : decade < 0 ? `${10 ** (decade + 3)} µs` : `${10 ** decade} ms`, PAD.left - 8, at);
  }
  pen.textAlign = 'center';
  const written = { to: 0 };
  parts.forEach((part, i) => {
    drawTicks(pen, part, bottom, ink, written);
    if (i === 0) return;
    const from = parts[i - 1];
    const left = PAD.left + from.x + from.width;
    pen.fillStyle = ink('soft');
    pen.fillRect(left + 3, PAD.top, BREAK_WIDTH - 6, bottom - PAD.top);
    pen.fillStyle = ink('quiet');
    pen.fillText(span(part.from - from.to), left + BREAK_WIDTH / 2, (PAD.top + bottom) / 2);
  });
  for (const status of /** @type {const} */ (['success', 'warning', 'failed'])) {
    pen.beginPath();
    for (const point of points) if (point.row.status === status) mark(pen, status, point.x, point.y);
    if (status === 'failed') {
      pen.strokeStyle = ink(INK[status]);
      pen.lineWidth = 1.6;
      pen.stroke();
    } else {
      pen.fillStyle = ink(INK[status]);
      pen.fill();
    }
  }
  drawStarts(pen, parts, bottom, ink);
}

/** From tick to tick, so that there are not more than so many, however long it lasts. @param {number} length @param {number} most */
export function tickStep(length, most) {
  const longest = STEPS[STEPS.length - 1];
  return STEPS.find((one) => length / one <= most) ?? Math.ceil(length / most / longest) * longest;
}

/** @param {CanvasRenderingContext2D} pen @param {Segment} part @param {number} bottom @param {(name: string) => string} ink @param {{ to: number }} written how far labels reach */
function drawTicks(pen, part, bottom, ink, written) {
  const most = Math.max(1, Math.floor(part.width / 78));
  const step = tickStep(part.to - part.from, most);
  const zone = new Date(part.from).getTimezoneOffset() * 60_000;
  let drawn = 0;
  const label = (/** @type {number} */ time) => {
    const x = PAD.left + part.x + (part.width * (time - part.from)) / (part.to - part.from);
    pen.fillStyle = ink('line');
    pen.fillRect(Math.round(x), PAD.top, 1, bottom - PAD.top);
    pen.fillStyle = ink('quiet');
    const middle = Math.min(Math.max(x, 26), pen.canvas.clientWidth - 27);
    drawn++;
    if (middle - 25 < written.to) return;
    pen.fillText(clock(time), middle, bottom + 14);
    written.to = middle + 29;
  };
  for (let time = Math.ceil((part.from - zone) / step) * step + zone; time <= part.to; time += step) if (part.x + (part.width * (time - part.from)) / (part.to - part.from) < part.x + part.width - 12) label(time);
  // Where no round time falls into the span, its own will do.
  if (drawn === 0) label((part.from + part.to) / 2);
}

/** A line where the application started again. @param {CanvasRenderingContext2D} pen @param {Segment[]} parts @param {number} bottom @param {(name: string) => string} ink */
function drawStarts(pen, parts, bottom, ink) {
  for (const one of known.runs.slice(1)) {
    if (one.from < parts[0].from) continue;
    const x = Math.round(PAD.left + place(parts, one.from)) + 0.5;
    pen.strokeStyle = ink('accent');
    pen.setLineDash([4, 3]);
    pen.beginPath();
    pen.moveTo(x, PAD.top - 4);
    pen.lineTo(x, bottom);
    pen.stroke();
    pen.setLineDash([]);
    const right = x > pen.canvas.clientWidth - 90, name = one.version ?? 'restart', { width } = pen.measureText(name);
    // Marks of requests are behind it, or it could not be read.
    pen.fillStyle = ink('card');
    pen.fillRect(right ? x - 6 - width : x + 2, PAD.top + 2, width + 4, 14);
    pen.fillStyle = ink('accent');
    pen.textAlign = right ? 'right' : 'left';
    pen.fillText(name, right ? x - 4 : x + 4, PAD.top + 9);
    pen.textAlign = 'center';
  }
}

/** Whether there is little height. Beside the rows it stands alone: what listens would keep those of its first moment. */
function useSmall() {
  const [small, setSmall] = useState(() => matchMedia('(max-height: 500px)').matches);
  useEffect(() => {
    const low = matchMedia('(max-height: 500px)');
    const turned = () => setSmall(low.matches);
    low.addEventListener('change', turned);
    return () => low.removeEventListener('change', turned);
  }, []);
  return small;
}

/** @param {Props.Overview} props */
export function Overview({ rows: all }) {
  const rows = useMemo(() => all.filter((row) => !row.untimed), [all]);
  const figures = useMemo(() => summary(all), [all]);
  const small = useSmall();
  const open = choice('chart') === '' ? !small : choice('chart') === 'open';
  /** @type {Piece} */
  const item = (name, value, note = '', about = undefined) => html`<div title=${about}><dt>${name}</dt><dd class=${note}>${value}</dd></div>`;
  return html`<section class=${`overview ${open ? '' : 'closed'}`} aria-label="Durations">
    ${open && rows.length > 0 && html`<${Chart} rows=${rows} says=${`${plural(figures.count, 'request')} by start and duration: median ${ms(figures.p50)}, 95th percentile ${ms(figures.p95)}, slowest ${ms(figures.max)}.`} />`}
    <dl class="figures">
      ${item('median', ms(figures.p50))}${item('p95', ms(figures.p95))}${item('slowest', ms(figures.max))}
      ${item('failed', html`${count(figures.failed)} ${figures.failed > 0 && html`<small>${percent(figures.failed, figures.count)}</small>`}`, figures.failed > 0 ? 'bad' : '')}
      ${item('4xx', count(figures.warned), figures.warned > 0 ? 'warn' : '')}${item('N+1', count(figures.nPlusOne), figures.nPlusOne > 0 ? 'warn' : '', 'Requests with a statement that ran again and again')}
    </dl>
    <button class="quiet fold" aria-expanded=${String(open)} aria-label="Chart" title=${open ? 'Fold the chart' : 'Show the chart'} onClick=${() => choose('chart', open ? 'closed' : 'open')}>${open ? '▴' : '▾'}</button>
  </section>`;
}

/** @param {Props.Chart} props */
function Chart({ rows, says }) {
  const box = useRef(/** @type {any} */ (null));
  const drawn = useRef(/** @type {any} */ (null));
  const latest = useRef(rows);
  latest.current = rows;
  const [over, setOver] = useState(/** @type {Point | undefined} */ (undefined));
  const [drag, setDrag] = useState(/** @type {{ from: number, to: number } | undefined} */ (undefined));
  const frame = useRef(0);
  const drawNow = () => {
    frame.current = 0;
    const canvas = box.current;
    if (!canvas || canvas.clientWidth === 0 || latest.current.length === 0) return;
    drawn.current = plan(latest.current, canvas.clientWidth, canvas.clientHeight);
    draw(canvas, drawn.current);
  };
  // With the next frame, so that a key or a row that came is not held up by it.
  const redraw = () => { frame.current ||= requestAnimationFrame(drawNow); };
  useLayoutEffect(redraw, [rows, theme()]);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    const watch = new ResizeObserver(redraw);
    watch.observe(box.current);
    const timer = setInterval(() => !document.hidden && !known.paused && redraw(), 1000);
    return () => {
      dark.removeEventListener('change', redraw);
      cancelAnimationFrame(frame.current);
      watch.disconnect();
      clearInterval(timer);
    };
  }, []);
  const nearest = (/** @type {number} */ x, /** @type {number} */ y) => {
    /** @type {Point | undefined} */
    let found;
    let reach = REACH;
    for (const point of drawn.current?.points ?? []) {
      const far = Math.hypot(point.x - x, point.y - y);
      if (far < reach) [found, reach] = [point, far];
    }
    return found;
  };
  const at = (/** @type {any} */ event) => {
    const area = box.current.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  };
  const moved = (/** @type {any} */ event) => {
    const { x, y } = at(event);
    if (drag) setDrag({ ...drag, to: x });
    else setOver(nearest(x, y));
  };
  const released = (/** @type {any} */ event) => {
    const { x, y } = at(event);
    setDrag(undefined);
    if (!drag) return;
    if (Math.abs(x - drag.from) < DRAG) {
      const point = nearest(x, y);
      if (point) go({ id: point.row.event_id, route: '' });
      return;
    }
    const { parts } = drawn.current;
    const [from, to] = [Math.min(drag.from, x), Math.max(drag.from, x)].map((one) => timeAt(parts, one - PAD.left));
    go({ q: withTerm(here().q, 'at', timeTerm(from, to + 999, [latest.current[0].at, latest.current[latest.current.length - 1].at, Date.now() + known.ahead])) });
  };
  const row = over?.row;
  return html`<div class=${`chart ${over ? 'over' : ''}`} onPointerMove=${moved} onPointerUp=${released} onPointerLeave=${() => setOver(undefined)}
      onPointerDown=${(/** @type {any} */ event) => { if (event.button === 0) { event.target.setPointerCapture?.(event.pointerId); setOver(undefined); setDrag({ from: at(event).x, to: at(event).x }); } }}>
    <canvas role="img" aria-label=${says} ref=${box}></canvas>
    <p class="key" aria-hidden="true"><span><i class="ok">●</i> ok</span> <span><i class="warn">▲</i> 4xx</span> <span><i class="bad">✕</i> failed</span> <span class="hint">drag: a range</span></p>
    ${drag && html`<div class="range" style=${{ left: `${Math.min(drag.from, drag.to)}px`, width: `${Math.abs(drag.to - drag.from)}px` }}></div>`}
    ${over && row && html`<div class="card" style=${{ left: `${Math.min(over.x + 12, box.current.clientWidth - 230)}px`, top: `${Math.max(4, over.y - 30)}px` }}>
      <b>${row.method} ${pathName(row)}</b><span>${clock(row.timestamp, true)} · ${row.status_code || row.status} · ${ms(row.latency_ms)}</span>
      <span>${[row.sql && `${plural(row.sql.count, 'statement')}, ${ms(row.sql.total_ms)}`, row.sql?.n_plus_one && 'N+1', row.exception && simpleName(row.exception)].filter(Boolean).join(' · ')}</span></div>`}
  </div>`;
}

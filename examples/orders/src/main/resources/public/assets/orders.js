import { call } from './call.js';
import { byId, element } from './element.js';
import { markMine, poll } from './live.js';
import { PAGES } from './pages.js';

const FIRST_ORDER = 1;
let lastOrder = FIRST_ORDER;
let page = PAGES[0];

function show(next) {
  page = next;
  byId('about').textContent = page.about;
  byId('actions').replaceChildren(...page.actions.map(action));
  byId('tabs').replaceChildren(...PAGES.map(tab));
}

function tab(target) {
  const selected = target === page;
  return element('button', {
    type: 'button', role: 'tab', 'aria-selected': selected, 'aria-controls': 'panel', tabindex: selected ? 0 : -1,
    text: target.route, onclick: () => show(target), onkeydown: moveTab,
  });
}

function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  show(PAGES[(PAGES.indexOf(page) + step + PAGES.length) % PAGES.length]);
  byId('tabs').querySelector('[aria-selected="true"]').focus();
}

function action(spec) {
  const result = element('span', { class: 'result' });
  const button = element('button', { type: 'button', text: spec.label, onclick: () => press(spec, result) });
  const what = element('div', { class: 'what' },
    element('div', { class: 'call', text: `${spec.method} ${spec.path}` }),
    element('span', { text: spec.hint }));
  return element('li', {}, button, what, result);
}

async function press(spec, result) {
  const { route } = page;
  result.className = 'result quiet';
  result.textContent = '…';
  try {
    const answer = await call(spec.method, spec.path.replace('{id}', lastOrder), { route, body: spec.body });
    if (answer.status === 201) lastOrder = JSON.parse(answer.text).id;
    showAnswer(spec, route, answer, result);
  } catch (error) {
    result.className = 'result failed';
    result.textContent = 'no answer';
    byId('answer-body').textContent = String(error);
  }
}

function showAnswer(spec, route, answer, result) {
  const kind = answer.status >= 500 ? 'failed' : answer.status >= 400 ? 'warning' : 'success';
  result.className = `result ${kind}`;
  result.textContent = `${answer.status} · ${Math.round(answer.milliseconds)} ms`;
  byId('answer-status').textContent = `${spec.method} → ${answer.status}`;
  byId('answer-status').className = `mono ${kind}`;
  byId('sent-route').textContent = route;
  byId('sent-trace').textContent = answer.traceId;
  byId('answer-body').textContent = pretty(answer.text) || '(no body)';
  markMine(answer.traceId);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 1).replace(/\n\s+/g, ' ').replaceAll('}, {', '},\n  {');
  } catch {
    return text;
  }
}

show(page);
poll();

import { post, subscribe } from './client.js';
import { SchemaDocs } from './schema.js';

const part = id => document.getElementById(id);
const [query, variables, headers, answer, status, run, stop, operation] =
  ['query', 'variables', 'headers', 'answer', 'status', 'run', 'stop', 'operation'].map(part);

// The document outlasts a reload; tokens do not.
query.value = sessionStorage.getItem('query') ?? '{\n  __typename\n}\n';
variables.value = sessionStorage.getItem('variables') ?? '';

let stopping = null;

const json = (text, what) => {
  if (!text.trim()) return undefined;
  try {
    return JSON.parse(text);
  } catch (e) {
    throw new Error(`${what}: ${e.message}`);
  }
};

const write = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2);

// Strings and comments aside, so that a word in them names no operation.
const bare = text => text.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*/g, ' ');
const operations = text => [...bare(text).matchAll(/\b(query|mutation|subscription)\s+([_A-Za-z]\w*)/g)].map(([, kind, name]) => ({ kind, name }));

function choose() {
  const chosen = operation.value;
  const names = operations(query.value).map(o => o.name);
  operation.replaceChildren(...names.map(n => new Option(n, n)));
  operation.disabled = names.length < 2;
  if (names.includes(chosen)) operation.value = chosen;
}

function isSubscription() {
  const all = operations(query.value);
  const named = all.find(o => o.name === operation.value);
  return named ? named.kind === 'subscription' : /(^|[}\s])subscription\b/.test(bare(query.value));
}

function ended(text) {
  status.textContent = text;
  stopping = null;
  [run.hidden, stop.hidden] = [false, true];
}

async function start() {
  if (stopping) return;
  sessionStorage.setItem('query', query.value);
  sessionStorage.setItem('variables', variables.value);
  choose();
  try {
    const request = { query: query.value, variables: json(variables.value, 'Variables'), operationName: operation.value || undefined };
    const named = json(headers.value, 'Headers') ?? {};
    answer.textContent = '';
    const began = performance.now();
    if (isSubscription()) {
      status.textContent = 'listening';
      [run.hidden, stop.hidden] = [true, false];
      stopping = subscribe(request, named, result => { answer.textContent = `${write(result)}\n\n${answer.textContent}`.slice(0, 200_000); }, ended);
      return;
    }
    status.textContent = 'running';
    const { status: code, body } = await post(request, named);
    answer.textContent = write(body);
    status.textContent = `${code}, ${Math.round(performance.now() - began)} ms`;
  } catch (e) {
    status.textContent = e.message;
  }
}

run.onclick = start;
stop.onclick = () => stopping?.();
query.oninput = choose;
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); start(); }
});
for (const area of [query, variables, headers]) {
  area.addEventListener('keydown', event => {
    if (event.key !== 'Tab' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end');
  });
}

choose();
new SchemaDocs(request => post(request, {}), part('docs'), part('trail'), part('search')).load().catch(e => { status.textContent = `The schema cannot be read: ${e.message}`; });

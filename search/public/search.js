import { element, marked } from './dom.js';
import { showFile } from './file.js';
import { kinds } from './kinds.js';

const pageSize = 20;
const form = document.querySelector('form');
const results = document.querySelector('#results');
const status = document.querySelector('#status');
const pages = document.querySelector('#pages');
const [previous, next] = [document.querySelector('#previous'), document.querySelector('#next')];
let asked = 0;

/** The address holds the search, so that it can be linked to, reloaded and gone back to. */
function stateOf(location) {
  const query = new URLSearchParams(location.search);
  const kind = Object.hasOwn(kinds, query.get('kind') ?? '') ? query.get('kind') : 'everything';
  return { kind, q: query.get('q') ?? '', offset: Math.max(0, Number(query.get('offset')) || 0), file: query.get('file') };
}

function go(state) {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== null && value !== '' && value !== 0));
  history.pushState(null, '', `?${query}`);
  void show();
}

async function show() {
  const state = stateOf(location);
  form.elements.kind.value = state.kind;
  form.elements.q.value = state.q;
  form.querySelector('.hint').textContent = kinds[state.kind].hint;
  pages.hidden = true;
  const turn = ++asked;
  if (state.file !== null) await showFile(state.file, { results, say, isCurrent: () => turn === asked });
  else if (state.q !== '') await search(state, turn);
  else {
    results.replaceChildren();
    say('');
  }
}

async function search(state, turn) {
  say('Searching …');
  const kind = kinds[state.kind];
  const query = new URLSearchParams({ ...kind.parameters(state.q), limit: pageSize, offset: state.offset });
  const response = await fetch(`..${kind.path}?${query}`).catch(() => null);
  const body = await response?.json().catch(() => null);
  // An earlier, slower answer must not replace a later one.
  if (turn !== asked) return;
  if (!response?.ok || !body) {
    results.replaceChildren();
    say(body?.error ?? 'The search service does not answer. Try again in a moment.', true);
    return;
  }
  results.replaceChildren(...body.results.map((result) => resultOf(result, kind)));
  const { total } = body.pagination;
  say(
    total === 0
      ? 'Nothing found. Fewer or shorter words find more.'
      : `${total.toLocaleString()} ${total === 1 ? 'result' : 'results'}`,
  );
  showPages(state, total);
}

function showPages(state, total) {
  pages.hidden = total <= pageSize && state.offset === 0;
  previous.disabled = state.offset === 0;
  next.disabled = state.offset + pageSize >= total;
  const last = Math.min(state.offset + pageSize, total);
  document.querySelector('#place').textContent = `${Math.min(state.offset + 1, total)}–${last} of ${total.toLocaleString()}`;
}

function resultOf({ document_group: group, files, why = [] }, kind) {
  const title = group?.name ?? files[0]?.filename ?? '';
  const about =
    group === null
      ? 'in no group'
      : [group.project_code && `project ${group.project_code}`, group.item_number && `item ${group.item_number}`];
  const reasons = why.map(({ signal, rank }) => element('li', {}, `${signalNames[signal]}, place ${rank}`));
  return element(
    'article.result',
    {},
    element('header', {}, element('h2', {}, title), element('span.about', {}, [about].flat().filter(Boolean).join(' · '))),
    reasons.length === 0 ? null : element('ul.why', { 'aria-label': 'Why this is here' }, ...reasons),
    element('ul.files', {}, ...files.map((file) => fileOf(file, kind))),
  );
}

const signalNames = { number: 'number', fulltext: 'words', trigram: 'spelled alike' };

function fileOf(file, kind) {
  const link = element('a', { href: `?file=${file.id}` }, file.filename);
  const evidence = file.match_details
    .slice(0, 6)
    .map((detail) => element('li', {}, marked(kind.text(detail)), ' ', element('span.field', {}, kind.field(detail))));
  return element(
    'li',
    {},
    element('span.type', {}, file.type.replaceAll('_', ' ')),
    ' ',
    link,
    file.path === file.filename ? null : element('div.path', {}, file.path),
    element('ul.evidence', {}, ...evidence),
  );
}

function say(text, failed = false) {
  status.textContent = text;
  status.classList.toggle('failed', failed);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go({ kind: form.elements.kind.value, q: form.elements.q.value.trim() });
});
form.elements.kind.addEventListener('change', () => {
  form.querySelector('.hint').textContent = kinds[form.elements.kind.value].hint;
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="?"]');
  if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.getAttribute('href'));
  void show();
  results.focus();
});
// `/` goes to the box from anywhere, as on most search pages.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.matches('input, select, textarea')) return;
  event.preventDefault();
  form.elements.q.focus();
});
for (const [button, step] of [
  [previous, -pageSize],
  [next, pageSize],
]) {
  button.addEventListener('click', () => {
    const { kind, q, offset } = stateOf(location);
    go({ kind, q, offset: Math.max(0, offset + step) });
    results.focus();
  });
}
addEventListener('popstate', () => void show());
void show();

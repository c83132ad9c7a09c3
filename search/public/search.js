import { ask } from './api.js';
import { showFile, showGroup } from './part.js';
import { showFacets } from './facets.js';
import { element } from './dom.js';
import { kinds, readsAsDimension } from './kinds.js';
import { resultOf } from './results.js';
import { showSimilar } from './similar.js';
import { addressOf, filterOf, stateOf } from './state.js';

const pageSize = 20;
const form = document.querySelector('form');
const results = document.querySelector('#results');
const status = document.querySelector('#status');
const narrow = document.querySelector('#narrow');
const pages = document.querySelector('#pages');
const [previous, next] = [document.querySelector('#previous'), document.querySelector('#next')];
let asked = 0;

/** Goes to an address of this page. */
function go(address) {
  history.pushState(null, '', address);
  void show();
}

async function show() {
  const state = stateOf(location);
  form.elements.kind.value = state.kind;
  form.elements.q.value = state.q;
  form.querySelector('.hint').textContent = kinds[state.kind].hint;
  pages.hidden = true;
  const turn = ++asked;
  // An earlier, slower answer must not replace a later one.
  const view = { results, narrow, say, go, isCurrent: () => turn === asked };
  const isNarrowable = state.similar !== null || (state.kind === 'everything' && state.q !== '');
  narrow.hidden = !isNarrowable || state.file !== null || state.group !== null;
  document.title = titleOf(state);
  if (state.file !== null) await showFile(state.file, view);
  else if (state.group !== null) await showGroup(state.group, view);
  else if (state.similar !== null) await showSimilar(state, form.elements.upload.files[0], view);
  else if (state.q !== '') await search(state, view);
  else {
    results.replaceChildren();
    say('');
  }
}

const titleOf = ({ q }) => (q === '' ? 'Find drawings and models' : `${q} – drawings and models`);

async function search(state, { isCurrent }) {
  say('Searching …');
  const kind = kinds[state.kind];
  const filter = state.kind === 'everything' ? filterOf(state.narrowed) : '';
  const query = { ...kind.parameters(state.q), limit: pageSize, offset: state.offset, ...(filter === '' ? {} : { filter }) };
  const { body, error } = await ask(`${kind.path}?${new URLSearchParams(query)}`);
  if (!isCurrent()) return;
  if (error !== undefined) {
    narrow.replaceChildren();
    results.replaceChildren();
    say(error, true);
    return;
  }
  showFacets(narrow, state, body.facets ?? {});
  results.replaceChildren(...asDimension(state), ...body.results.map((result) => resultOf(result, kind)));
  const { total } = body.pagination;
  say(total === 0 ? `Nothing found. ${kind.advice}` : `${total.toLocaleString()} ${total === 1 ? 'result' : 'results'}`);
  showPages(state, total);
}

/** Words and numbers are compared as they are written; sizes by their value, and by another search. */
function asDimension({ kind, q }) {
  if (kind !== 'everything' || !readsAsDimension(q)) return [];
  return [element('p', {}, element('a', { href: addressOf({ kind: 'dimensions', q }) }, `Look for the dimension ${q}`))];
}

function showPages(state, total) {
  pages.hidden = total <= pageSize && state.offset === 0;
  previous.disabled = state.offset === 0;
  next.disabled = state.offset + pageSize >= total;
  const last = Math.min(state.offset + pageSize, total);
  document.querySelector('#place').textContent = `${Math.min(state.offset + 1, total)}–${last} of ${total.toLocaleString()}`;
}

function say(text, failed = false) {
  status.textContent = text;
  status.classList.toggle('failed', failed);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go(addressOf({ kind: form.elements.kind.value, q: form.elements.q.value.trim() }));
});
form.elements.kind.addEventListener('change', () => {
  form.querySelector('.hint').textContent = kinds[form.elements.kind.value].hint;
});
form.elements.upload.addEventListener('change', () => {
  if (form.elements.upload.files.length > 0) go('?similar=upload');
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="?"]');
  if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
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
    const state = stateOf(location);
    go(addressOf({ ...state, offset: Math.max(0, state.offset + step) }));
    results.focus();
  });
}
addEventListener('popstate', () => void show());
void show();

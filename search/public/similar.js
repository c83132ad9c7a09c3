import { ask } from './api.js';
import { element } from './dom.js';
import { headOf, nameOf, pictureOf } from './results.js';
import { addressOf } from './state.js';

const limit = 40;

const signals = {
  brep: 'faces and edges',
  geometry: 'shape',
  deepsdf: 'volume',
  clip_image: 'views',
  view: 'view',
  fused: 'all together',
  profile: 'flat pattern',
  sizes: 'sizes',
  text: 'words',
  image: 'picture',
};

/** What is like a file of the archive (by its id) or like an uploaded one. */
export async function showSimilar(state, upload, { results, narrow, say, go, isCurrent }) {
  narrow.replaceChildren(wishesOf(state, go));
  if (state.similar === 'upload' && upload === undefined) {
    results.replaceChildren();
    say('Choose a file to find what is like it.');
    return;
  }
  say('Comparing …');
  const [{ body, error }, known] = await Promise.all([
    ask('/api/search/similar', requestOf(state, upload)),
    state.similar === 'upload' ? null : ask(`/api/files/${encodeURIComponent(state.similar)}`),
  ]);
  if (!isCurrent()) return;
  if (error !== undefined) {
    results.replaceChildren();
    say(error, true);
    return;
  }
  const { total } = body.pagination;
  const name = known === null ? upload.name : known.body?.file.filename;
  say(
    total === 0
      ? 'Nothing comparable found.'
      : `The ${Math.min(total, limit)} most similar of ${total.toLocaleString()} compared`,
  );
  results.replaceChildren(subjectOf(state, name, body), ...body.results.map(resultOf));
}

function requestOf({ similar, wishes }, upload) {
  const { material_like: material, ...others } = wishes;
  const filled = Object.entries({ ...others, material, limit: String(limit) }).filter(([, value]) => value);
  if (similar !== 'upload') {
    const body = JSON.stringify({ ...Object.fromEntries(filled), file_id: similar });
    return { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  for (const [key, value] of filled) form.set(key, value);
  form.set('file', upload);
  return { method: 'POST', body: form };
}

function subjectOf({ similar }, name, { signals: used, missing }) {
  const by = used.map(({ signal }) => signals[signal]).join(', ');
  const lacking = missing.map(({ signal, reason }) => element('li', {}, `${signals[signal]}: ${reason}`));
  return element(
    'article.sheet',
    {},
    element(
      'h2',
      {},
      'Similar to ',
      similar === 'upload' ? name : element('a', { href: `?file=${similar}` }, name ?? `file ${similar}`),
    ),
    element('p.about', {}, by === '' ? 'Nothing of it could be compared.' : `Compared by ${by}.`),
    lacking.length === 0
      ? null
      : element(
          'details.about',
          {},
          element('summary', {}, `Not compared by ${missing.length} other signals`),
          element('ul', {}, ...lacking),
        ),
  );
}

function resultOf({ document_group: group, score, why, files }) {
  const [best] = files;
  const notes = [
    handOf(best.hand),
    best.size_ratio === null || best.size_ratio === 1 ? '' : `${sizeOf(best.size_ratio)} its size`,
  ];
  const reasons = why
    .filter(({ contribution }) => contribution > 0)
    .map(({ signal, similarity }) => element('li', {}, `${signals[signal]} ${percent(similarity)}`));
  const meter = element('span.score', {}, element('meter', { min: '0', max: '1', value: String(score) }), ` ${percent(score)}`);
  return element(
    'article.result',
    {},
    pictureOf(group, files),
    element(
      'div',
      {},
      headOf(group, files, meter),
      element(
        'ul.why',
        { 'aria-label': 'Why this is similar' },
        ...reasons,
        ...notes.filter(Boolean).map((note) => element('li', {}, note)),
      ),
      element('ul.files', {}, ...files.map(fileOf)),
    ),
  );
}

function fileOf(file) {
  const copies = file.copies.map(({ id, path }) =>
    element('li', {}, 'the same content: ', element('a', { href: `?file=${id}` }, path)),
  );
  return element('li', {}, nameOf(file), copies.length === 0 ? null : element('ul.evidence', {}, ...copies));
}

const handOf = (hand) => ({ mirrored: 'mirror image' })[hand] ?? '';
const sizeOf = (ratio) => `${Number(ratio.toPrecision(3))} ×`;
const percent = (share) => `${Math.round(100 * share)} %`;

/** What the likeness should be limited to. */
function wishesOf(state, go) {
  const { wishes } = state;
  const choice = (name, title, options) => {
    const select = element('select', { name }, ...options.map(([value, text]) => element('option', { value }, text)));
    select.value = wishes[name];
    return element('label', {}, element('span.label', {}, title), select);
  };
  const field = (name, title, attributes) =>
    element('label', {}, element('span.label', {}, title), element('input', { name, value: wishes[name], ...attributes }));
  const millimetres = { type: 'number', min: '0', step: 'any', inputmode: 'decimal' };
  const form = element(
    'form.wishes',
    {},
    choice('type', 'Look for', [
      ['', 'Drawings and models'],
      ['models', 'Models'],
      ['drawings', 'Drawings'],
    ]),
    choice('mirrored', 'Mirror images', [
      ['', 'Too'],
      ['exclude', 'Leave out'],
      ['only', 'Only these'],
    ]),
    field('material_like', 'Material', { type: 'text', maxlength: '200' }),
    field('size_min', 'Longest side from, mm', millimetres),
    field('size_max', 'to, mm', millimetres),
    element('button', {}, 'Narrow'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(addressOf({ ...state, wishes: Object.fromEntries(new FormData(form)) }));
  });
  return form;
}

import { at } from './api.js';
import { element, marked } from './dom.js';

/** Files shown with a result; the others are on the page of its group. */
const filesShown = 4;

const signalNames = { number: 'number', fulltext: 'words', trigram: 'spelled alike', vector: 'described alike' };

/** One result: what it is, a picture of it, why it is here and the files that match. */
export function resultOf({ document_group: group, files, why = [] }, kind) {
  const reasons = why.map(({ signal, rank }) => element('li', {}, `${signalNames[signal]}, place ${rank}`));
  const more = files.length - filesShown;
  return element(
    'article.result',
    {},
    pictureOf(group, files),
    element(
      'div',
      {},
      headOf(group, files),
      reasons.length === 0 ? null : element('ul.why', { 'aria-label': 'Why this is here' }, ...reasons),
      element('ul.files', {}, ...files.slice(0, filesShown).map((file) => fileOf(file, kind))),
      more > 0 && group !== null
        ? element('p.about', {}, element('a', { href: `?group=${group.id}` }, `and ${more} more`))
        : null,
    ),
  );
}

/** Where a result leads: to its group, or to its file. */
const addressOfResult = (group, files) => (group === null ? `?file=${files[0]?.id}` : `?group=${group.id}`);

export function headOf(group, files, besides = null) {
  const about =
    group === null
      ? ['in no group']
      : [group.project_code && `project ${group.project_code}`, group.item_number && `item ${group.item_number}`];
  return element(
    'header',
    {},
    element('h2', {}, element('a', { href: addressOfResult(group, files) }, group?.name ?? files[0]?.filename ?? '')),
    element('span.about', {}, about.filter(Boolean).join(' · ')),
    besides,
  );
}

/** A small picture of the first file that has one. It says nothing that the heading beside it does not. */
export function pictureOf(group, files) {
  const preview = files.find((file) => file.preview !== null)?.preview;
  if (preview === undefined)
    return element('div.thumb.none', { 'aria-hidden': 'true' }, files[0]?.type.replaceAll('_', ' ') ?? '');
  return element(
    'a.thumb',
    { href: addressOfResult(group, files), tabindex: '-1', 'aria-hidden': 'true' },
    element('img', { src: at(preview), alt: '', loading: 'lazy' }),
  );
}

function fileOf(file, kind) {
  const evidence = file.match_details
    .slice(0, 6)
    .map((detail) => element('li', {}, marked(kind.text(detail)), ' ', element('span.field', {}, kind.field(detail))));
  return element('li', {}, nameOf(file), element('ul.evidence', {}, ...evidence));
}

/** Format, name, path, and the way to what is like it. */
export function nameOf(file) {
  return element(
    'div',
    {},
    element('span.type', {}, file.type.replaceAll('_', ' ')),
    ' ',
    element('a', { href: `?file=${file.id}` }, file.filename),
    ' ',
    element('a.like', { href: `?similar=${file.id}`, 'aria-label': `Similar to ${file.filename}` }, 'similar'),
    file.path === file.filename ? null : element('div.path', {}, file.path),
  );
}

import { ask, at } from './api.js';
import { definitions, element } from './dom.js';
import { factsOf } from './facts.js';
import { galleryOf } from './gallery.js';

/** Files of a group whose facts are shown with it; the others are links. */
const filesInFull = 8;

/** One file: pictures of it and everything extracted from it. */
export async function showFile(id, view) {
  view.say('Loading …');
  const { body, error } = await ask(`/api/files/${encodeURIComponent(id)}`);
  if (!view.isCurrent()) return;
  if (error !== undefined) {
    fail(error, view);
    return;
  }
  view.say('');
  document.title = `${body.file.filename} – drawings and models`;
  view.results.replaceChildren(aboutFile(body), ...galleryOf([body]), ...factsOf(body));
}

/** One part: the drawings and models of a group together. */
export async function showGroup(id, view) {
  view.say('Loading …');
  const { body: group, error } = await ask(`/api/groups/${encodeURIComponent(id)}`);
  if (!view.isCurrent()) return;
  if (error !== undefined) {
    fail(error, view);
    return;
  }
  const present = group.files.filter(({ status }) => status === 'present');
  const inFull = present.sort((a, b) => tells(b) - tells(a)).slice(0, filesInFull);
  const answers = await Promise.all(inFull.map((file) => ask(`/api/files/${file.id}`)));
  if (!view.isCurrent()) return;
  const files = answers.flatMap(({ body }) => (body === undefined ? [] : [body]));
  view.say('');
  document.title = `${group.name} – drawings and models`;
  view.results.replaceChildren(aboutGroup(group), ...galleryOf(files), ...files.map((file, at) => fileInGroup(file, at === 0)));
}

/** How much a file of a part tells of it: its first one most, then sheets, then models and cutting contours, then what was replaced. */
function tells({ is_primary: isPrimary, is_latest: isLatest, type }) {
  if (!isLatest) return 0;
  return isPrimary ? 3 : type === 'pdf' ? 2 : 1;
}

function fail(error, { results, say }) {
  results.replaceChildren();
  say(error, true);
}

function aboutFile({ file, groups, copies }) {
  const links = (items) => items.flatMap((item, index) => (index === 0 ? [item] : ['; ', item]));
  const ofGroups = groups.map((group) => element('a', { href: `?group=${group.id}` }, group.name));
  const ofCopies = copies.map((copy) => element('a', { href: `?file=${copy.id}` }, copy.path));
  return element(
    'article.sheet',
    {},
    element('h2', {}, file.filename),
    definitions({
      Path: file.path,
      Format: file.type.replaceAll('_', ' '),
      Size: `${file.size.toLocaleString()} bytes`,
      'Part of': ofGroups.length === 0 ? '' : element('span', {}, ...links(ofGroups)),
      Project: groups.map((group) => group.project_code ?? '').join('; '),
      'Same content as': ofCopies.length === 0 ? '' : element('span', {}, ...links(ofCopies)),
      Status: file.status === 'present' ? '' : file.status,
    }),
    actionsOf(file),
  );
}

function actionsOf({ id, content_url: content, filename }) {
  return element(
    'p.actions',
    {},
    element('a', { href: `?similar=${id}` }, 'Similar parts and drawings'),
    content === null ? null : element('a', { href: at(content), download: '', 'aria-label': `Download ${filename}` }, 'Download'),
  );
}

function aboutGroup(group) {
  const files = group.files.map(({ id, filename, type, role, revision, status }) => {
    const notes = [
      type.replaceAll('_', ' '),
      role?.replaceAll('_', ' '),
      revision && `revision ${revision}`,
      status === 'present' ? '' : status,
    ];
    return element(
      'li',
      {},
      element('a', { href: `?file=${id}` }, filename),
      ' ',
      element('span.about', {}, notes.filter(Boolean).join(' · ')),
    );
  });
  return element(
    'article.sheet',
    {},
    element('h2', {}, group.name),
    definitions({
      Project: group.project_code,
      Item: group.item_number,
      Description: group.description,
      Linked: `${group.linking_method.replaceAll('_', ' ')}, confidence ${group.linking_confidence}`,
      'To be reviewed': group.needs_review ? group.review_reasons.join('; ').replaceAll('_', ' ') || 'yes' : '',
    }),
    element('ul.plain', {}, ...files),
  );
}

function fileInGroup(view, isOpen) {
  const box = element(
    'details.member',
    {},
    element(
      'summary',
      {},
      element('strong', {}, view.file.filename),
      ' ',
      element('span.about', {}, view.file.type.replaceAll('_', ' ')),
    ),
    actionsOf(view.file),
    ...factsOf(view),
  );
  box.open = isOpen;
  return box;
}

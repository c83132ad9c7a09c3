import { at } from './api.js';
import { element } from './dom.js';

/** The order in which views are looked at. */
const viewOrder = ['iso-1', 'front', 'top', 'right', 'iso-2', 'left', 'back', 'bottom', 'iso-3', 'iso-4'];

/** Pictures of drawings and views of models, each enlarged at a click. No file has none: then nothing is shown. Sheets come before cutting contours. */
export function galleryOf(files) {
  const pictures = [...files].sort((a, b) => (b.file.type === 'pdf') - (a.file.type === 'pdf')).flatMap(picturesOf);
  const drawings = pictures.filter(({ view }) => view === null);
  const views = pictures.filter(({ view }) => view !== null);
  return [
    ...(drawings.length === 0 ? [] : [sheet('Drawing', drawings, 'drawings')]),
    ...(views.length === 0 ? [] : [sheet('Model', views, 'views')]),
  ];
}

function picturesOf({ file, extractions }) {
  const all = extractions.flatMap(({ artifacts }) => artifacts).filter(({ media_type: type }) => type.startsWith('image/'));
  const large = all.filter(({ name }) => !name.startsWith('thumbnail'));
  // A thumbnail is shown only where there is nothing better.
  const named = (large.length === 0 ? all : large).map(({ name, storage_key: key, page }) => {
    const view = /^view-(.+)\.\w+$/u.exec(name)?.[1] ?? null;
    const what = view === null ? (page === null ? '' : `page ${page}`) : view.replace('-', ' ');
    return {
      view,
      url: at(`/api/artifacts/${key.split('/').map(encodeURIComponent).join('/')}`),
      title: [file.filename, what].filter(Boolean).join(', '),
    };
  });
  return named.sort((a, b) => place(a.view) - place(b.view));
}

const place = (view) => (viewOrder.indexOf(view) + 1 || viewOrder.length + 1) - (view === null ? viewOrder.length + 1 : 0);

function sheet(title, pictures, className) {
  const buttons = pictures.map((picture) => {
    const button = element(
      'button',
      { type: 'button', 'aria-label': `Enlarge ${picture.title}` },
      element('img', { src: picture.url, alt: picture.title, loading: 'lazy' }),
    );
    button.addEventListener('click', () => enlarge(picture));
    return element('figure', {}, button, element('figcaption', {}, picture.title));
  });
  return element('article.sheet', { 'aria-label': title }, element('h2', {}, title), element(`div.${className}`, {}, ...buttons));
}

/** Escape, the button and a click beside the picture close it; the keyboard goes back to where it was. */
function enlarge({ url, title }) {
  const close = element('button', { type: 'button' }, 'Close');
  const dialog = element(
    'dialog',
    { 'aria-label': title },
    element('p', {}, title, ' ', close),
    element('img', { src: url, alt: title }),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

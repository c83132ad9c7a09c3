const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Makes an element. Text only ever becomes text nodes, so nothing from a file can become markup.
 * @param {string} name tag, with its classes after dots
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string | null | false)} children
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return filled(document.createElement(tag), classes, attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return filled(document.createElementNS(svgNamespace, tag), classes, attributes, children);
}

function filled(made, classes, attributes, children) {
  if (classes.length > 0) made.setAttribute('class', classes.join(' '));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children.filter((child) => child !== null && child !== false && child !== '').map(readable));
  return made;
}

/** Paths hold a byte of a name that is no UTF-8 as a code point of a private plane; people see `\xF6`. */
function readable(child) {
  if (typeof child !== 'string') return child;
  return child.replaceAll(
    /[\u{f0080}-\u{f00ff}]/gu,
    (sign) => `\\x${(sign.codePointAt(0) - 0xf0000).toString(16).toUpperCase()}`,
  );
}

/**
 * A table that becomes a list of cards on a narrow screen.
 * @param {string} caption for those who hear the page
 * @param {[title: string, cell: (row: any) => Node | string, kind?: string][]} columns
 */
export function table(caption, rows, columns) {
  const head = columns.map(([title, , kind]) => element('th', { scope: 'col', ...(kind ? { class: kind } : {}) }, title));
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      ...columns.map(([title, cell, kind]) =>
        element('td', { 'data-title': title, ...(kind ? { class: kind } : {}) }, cell(row)),
      ),
    ),
  );
  return element(
    'table',
    {},
    element('caption.hidden', {}, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}

const shown = new WeakMap();

/**
 * Puts new content into a place, but only when what it is made from has changed: a page that renews itself must not take
 * the selection, the focus or an opened list from its reader.
 */
export function renew(place, data, make) {
  const text = JSON.stringify(data);
  if (shown.get(place) === text) return;
  shown.set(place, text);
  const opened = new Set([...place.querySelectorAll('details[open]')].map((details) => details.dataset.key));
  const focused = place.contains(document.activeElement) ? document.activeElement.closest('[data-key]')?.dataset.key : undefined;
  place.replaceChildren(...[make(data)].flat());
  for (const details of place.querySelectorAll('details')) details.open = opened.has(details.dataset.key);
  if (focused === undefined) return;
  const again = [...place.querySelectorAll('[data-key]')].find((candidate) => candidate.dataset.key === focused);
  (again?.querySelector('summary, a, button') ?? again)?.focus();
}

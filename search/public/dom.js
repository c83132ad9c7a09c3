/**
 * Makes an element. Text only ever becomes text nodes, so nothing from a drawing can become markup.
 * @param {string} name tag, with its classes, each after a dot
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string | null)} children
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length > 0) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== '').map(readable));
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

/** Text in which the API has put ⟦ and ⟧ around what matched. */
export function marked(text) {
  const pieces = document.createDocumentFragment();
  for (const [index, piece] of text.split(/[⟦⟧]/u).entries()) pieces.append(index % 2 === 1 ? element('mark', {}, piece) : piece);
  return pieces;
}

/** A table with a heading row; columns are [title, key] pairs, and columns without any value are left out. */
export function table(rows, columns) {
  const filled = columns.filter(([, key]) => rows.some((row) => row[key] !== null && row[key] !== undefined && row[key] !== ''));
  const head = element('tr', {}, ...filled.map(([title]) => element('th', { scope: 'col' }, title)));
  const body = rows.map((row) => element('tr', {}, ...filled.map(([, key]) => cell(row[key]))));
  return element(
    'div.scroll',
    { tabindex: '0', role: 'group' },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}

function cell(value) {
  if (typeof value === 'number') return element('td.number', {}, plain(value));
  return element('td', {}, value === null || value === undefined ? '' : String(value));
}

/** A number without the noise of binary fractions. */
export function plain(value) {
  return String(Number(value.toPrecision(9)));
}

/** Names and values, those without a value left out. */
export function definitions(entries) {
  const filled = Object.entries(entries).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return element(
    'dl',
    {},
    ...filled.flatMap(([name, value]) => [
      element('dt', {}, name),
      element('dd', {}, value instanceof Node ? value : String(value)),
    ]),
  );
}

import { element } from './dom.js';
import { addressOf, facets } from './state.js';

/** Values of a facet that are seen at once, besides those picked. */
const valuesShown = 8;

/** The values that the results can be narrowed by, each a link to the narrowed results and, once picked, back. */
export function showFacets(place, state, counted) {
  const lists = Object.entries(facets).map(([facet, title]) => listOf(facet, title, state, counted[facet] ?? []));
  const shown = lists.filter((list) => list !== null);
  const isNarrowed = Object.values(state.narrowed).some((values) => values.length > 0);
  const all = isNarrowed
    ? element('p', {}, element('a', { href: addressOf({ ...state, offset: 0, narrowed: {} }) }, 'Show all'))
    : null;
  const box = element('details.facets', {}, element('summary', {}, 'Narrow the results'), all, ...shown.filter(Boolean));
  // On a phone the results come first; beside them there is room.
  box.open = isNarrowed || matchMedia('(min-width: 60rem)').matches;
  place.hidden = shown.length === 0 && !isNarrowed;
  place.replaceChildren(box);
}

function listOf(facet, title, state, counted) {
  const picked = state.narrowed[facet];
  const isPicked = (value) => picked.some((one) => one.toLowerCase() === value.toLowerCase());
  // A value that was picked stays, even where nothing has it any more.
  const gone = picked.filter((value) => !counted.some((one) => one.value.toLowerCase() === value.toLowerCase()));
  const values = [...counted, ...gone.map((value) => ({ value, count: 0 }))];
  if (values.length === 0) return null;
  const items = values.map(({ value, count }, place) => {
    const rest = picked.filter((one) => one.toLowerCase() !== value.toLowerCase());
    const narrowed = { ...state.narrowed, [facet]: isPicked(value) ? rest : [...picked, value] };
    const attributes = {
      href: addressOf({ ...state, offset: 0, narrowed }),
      ...(isPicked(value) ? { 'aria-current': 'true' } : {}),
    };
    const link = element('a', attributes, value.replaceAll('_', ' '), ' ', element('span.count', {}, count.toLocaleString()));
    return { isShown: place < valuesShown || isPicked(value), item: element('li', {}, link) };
  });
  const listed = (isShown) => items.filter((one) => one.isShown === isShown).map(({ item }) => item);
  const rest = listed(false);
  const more = element('details', {}, element('summary', {}, `${rest.length} more`), element('ul', {}, ...rest));
  return element('section', {}, element('h3', {}, title), element('ul', {}, ...listed(true)), rest.length === 0 ? null : more);
}

import { kinds } from './kinds.js';

/** What results can be narrowed by, as the API names it and as it is shown. */
export const facets = { project: 'Project', format: 'Format', material: 'Material', revision: 'Revision', unit: 'Unit' };

/** The address holds what is shown, so that it can be linked to, reloaded and gone back to. */
export function stateOf(location) {
  const query = new URLSearchParams(location.search);
  return {
    kind: Object.hasOwn(kinds, query.get('kind') ?? '') ? query.get('kind') : 'everything',
    q: query.get('q') ?? '',
    offset: Math.max(0, Number(query.get('offset')) || 0),
    file: query.get('file'),
    group: query.get('group'),
    similar: query.get('similar'),
    narrowed: Object.fromEntries(Object.keys(facets).map((facet) => [facet, query.getAll(facet)])),
    wishes: Object.fromEntries(wishNames.map((name) => [name, query.get(name) ?? ''])),
  };
}

/** What likeness can be narrowed by. */
export const wishNames = ['type', 'mirrored', 'material_like', 'size_min', 'size_max'];

/** The address of a state, or of a state with changes. */
export function addressOf({ narrowed = {}, wishes = {}, kind, ...state }) {
  const query = new URLSearchParams();
  const set = { kind: kind === 'everything' ? null : kind, ...state, ...wishes };
  for (const [name, value] of Object.entries(set)) if (value && value !== '0') query.set(name, String(value));
  for (const [facet, values] of Object.entries(narrowed)) for (const value of values) query.append(facet, value);
  return `?${query}`;
}

/** The filter of the API for the values picked; '' for none. */
export function filterOf(narrowed) {
  return Object.entries(narrowed)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => `${facet} IN [${values.map(quoted).join(', ')}]`)
    .join(' AND ');
}

const quoted = (value) => `"${value.replace(/[\\"]/gu, '\\$&')}"`;

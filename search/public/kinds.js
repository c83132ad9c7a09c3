import { plain } from './dom.js';

/** The kinds of search: what the box means, what to try when nothing is found, and how a match reads in one line. */

const units = /(µm|um|mm|cm|m|inches|inch|in|ft|deg|°|"|″|')$/iu;

/** `25.4 ±0.1 mm`, `10..20 in`, or a label. */
function dimensionParameters(typed) {
  const unit = units.exec(typed)?.[1];
  const number = (unit === undefined ? typed : typed.slice(0, -unit.length)).trim();
  const withUnit = (parameters) => (unit === undefined ? parameters : { ...parameters, unit });
  const range = /^([-+\d.]+)\s*(?:\.\.|…|–)\s*([-+\d.]+)$/u.exec(number);
  if (range !== null) return withUnit({ min: range[1], max: range[2] });
  const value = /^([-+]?[\d.]+)\s*(?:(?:±|\+-|\+\/-)\s*([\d.]+))?$/u.exec(number);
  if (value !== null) return withUnit(value[2] === undefined ? { value: value[1] } : { value: value[1], tolerance: value[2] });
  return { label: typed.includes('*') ? typed : `*${typed}*` };
}

const likeDimension = /[.±]|\.\.|…|\+-|\+\/-/u;

/** Whether words for the one box read as a size: `12.5 ±0.1`, `10 mm`, `Ø10 H7`, `M8`. A number alone may be that of a part. */
export function readsAsDimension(typed) {
  if (/^(?:[MR]|[Øø⌀])\s?\d+(?:[.,x]\d+)*(?:\s?[A-Za-z]{1,2}\d{1,2})?$/u.test(typed)) return true;
  const { label, unit } = dimensionParameters(typed);
  return label === undefined && (unit !== undefined || likeDimension.test(typed));
}

/** `NAME`, `NAME = value` or `= value`. */
function parameterParameters(typed) {
  const [name, ...rest] = typed.split('=');
  const value = rest.join('=').trim();
  return { ...(name.trim() === '' ? {} : { name: name.trim() }), ...(value === '' ? {} : { value }) };
}

const joined = (...parts) => parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
const page = (detail) => (detail.page === null || detail.page === undefined ? '' : `page ${detail.page}`);

export const kinds = {
  everything: {
    path: '/api/search',
    hint: 'A part or drawing number, or words. Words may be shortened; "a phrase" in quotes; | for OR.',
    advice: 'Fewer or shorter words find more.',
    parameters: (typed) => ({ q: typed }),
    field: (detail) =>
      joined(
        detail.field.replaceAll('_', ' '),
        page(detail),
        detail.similarity === null ? '' : `${Math.round(100 * detail.similarity)} % alike`,
      ),
    text: (detail) => detail.snippet,
  },
  fulltext: {
    path: '/api/search/fulltext',
    hint: 'All words must occur, each may be the beginning of a longer one; "a phrase" in quotes; | for OR.',
    advice: 'Fewer or shorter words find more.',
    parameters: (typed) => ({ q: typed }),
    field: (detail) => joined(detail.scope, page(detail)),
    text: (detail) => detail.snippet,
  },
  dimensions: {
    path: '/api/search/dimensions',
    hint: '25.4 mm, 1 in, 25 ±0.5, 10..20 mm, or a label such as M8*. Inches and millimetres are compared by value.',
    advice: 'A tolerance such as ±0.5 or a range finds more.',
    parameters: dimensionParameters,
    field: (detail) => joined(detail.dimension_type.replaceAll('_', ' '), page(detail)),
    text: (detail) =>
      joined(
        detail.label,
        detail.value === null ? '' : `${plain(detail.value)} ${detail.unit ?? '(unit not stated)'}`,
        detail.value_mm !== null && detail.unit !== 'mm' ? `${plain(detail.value_mm)} mm` : '',
      ),
  },
  materials: {
    path: '/api/search/materials',
    hint: 'A material such as stainless 304. Names that are alike are found too.',
    advice: 'A part of the name finds more.',
    parameters: (typed) => ({ material: typed }),
    field: (detail) => (detail.match === 'similar' ? 'alike' : ''),
    text: (detail) =>
      joined(
        detail.material_name,
        detail.material_spec,
        detail.finish,
        detail.thickness === null ? '' : `${plain(detail.thickness)} ${detail.thickness_unit ?? ''}`,
      ),
  },
  parameters: {
    path: '/api/search/parameters',
    hint: 'A parameter such as PRO_MP_*, or MATERIAL = S355*.',
    advice: '* stands for any characters.',
    parameters: parameterParameters,
    field: (detail) => detail.category,
    text: (detail) => `${detail.name} = ${detail.value ?? ''}${detail.units === null ? '' : ` ${detail.units}`}`,
  },
  projects: {
    path: '/api/search/projects',
    hint: 'A project code; * stands for any characters.',
    advice: '* stands for any characters.',
    parameters: (typed) => ({ code: typed }),
    field: () => '',
    text: (detail) => joined(detail.role?.replaceAll('_', ' '), detail.needs_review ? 'needs review' : ''),
  },
};

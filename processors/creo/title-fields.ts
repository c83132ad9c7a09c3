import type { MaterialFact, Metadata, ParameterFact } from '../../queues/contract/facts.js';
import { parseModelName } from './model-file-name.js';

/** What a title block would show of a model's parameters. Designated ones speak first; what a start part leaves to be filled in (`XXXX`, `-`) says nothing. */
export function titleFields(parameters: readonly ParameterFact[], materials: readonly MaterialFact[]): Metadata {
  const ordered = [...parameters].filter(isFilledIn).sort((a, b) => Number(b.is_designated) - Number(a.is_designated));
  const first = (category: string): string | null => ordered.find((parameter) => parameter.category === category)?.value ?? null;
  return {
    part_number: first('part_number'),
    title: title(ordered),
    revision: first('revision'),
    finish: first('finish'),
    general_tolerance: first('tolerance'),
    material: materials[0]?.material_name ?? null,
  };
}

function isFilledIn({ value }: ParameterFact): boolean {
  return value !== null && !/^(?:[xX?*_.\-\s]*|none|n\/?a|tbd)$/i.test(value);
}

/** Creo fills the common name with the file's own name; that is no description. */
function title(ordered: readonly ParameterFact[]): string | null {
  const descriptions = ordered.filter(({ category }) => category === 'description').map(({ value }) => value);
  return descriptions.find((value) => value !== null && parseModelName(value).type === null) ?? null;
}

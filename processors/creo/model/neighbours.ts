import { matchExport } from '../json/match.js';
import { parseExportName, parseModelName } from '../model-file-name.js';
import type { ModelName } from '../model-file-name.js';

/** A file beside a model that stands for it, or why there is none. */
export type Neighbour = { readonly kind: 'found'; readonly name: string } | { readonly kind: 'none'; readonly reason: string };

/**
 * The JSON export of a model among the names of its folder: same base name, type and version, as `matchExport` has it. What the export
 * says inside of itself is for its reader to hold against the model.
 * @param file the model's file name
 */
export function jsonExportOf(file: string, names: readonly string[]): Neighbour {
  const models = names.filter((name) => parseModelName(name).type !== null);
  const found = names
    .filter((name) => /\.json$/i.test(name))
    .filter((name) => {
      const match = matchExport({ path: name, model: parseExportName(name) }, models);
      return match.kind === 'match' && match.path === file;
    });
  return single(found, 'no JSON export lies beside the model', 'JSON exports');
}

/** STEP keeps names, units and assemblies; IGES only shapes. */
const neutralExtensions = [/\.(?:step|stp)$/i, /\.(?:iges|igs)$/i];

/**
 * The STEP or else IGES export of a model among the names of its folder. `x.stp`, `x_prt.stp` and `x.prt.stp` are exports of the part
 * x; `x.stp` is of neither where a part and an assembly are called x.
 * @param file the model's file name
 */
export function neutralExportOf(file: string, names: readonly string[]): Neighbour {
  const model = parseModelName(file);
  const twin = names.some((name) => isTwin(parseModelName(name), model));
  for (const extension of neutralExtensions) {
    const found = names.filter((name) => extension.test(name) && isExportOf(name.replace(extension, ''), model, twin));
    if (found.length > 0) return single(found, '', 'neutral exports');
  }
  return {
    kind: 'none',
    reason: twin ? 'no neutral export beside the model names its type' : 'no neutral export lies beside the model',
  };
}

function isTwin({ base, type }: ModelName, model: ModelName): boolean {
  return base === model.base && (type === 'prt' || type === 'asm') && type !== model.type;
}

function isExportOf(stem: string, model: ModelName, twin: boolean): boolean {
  const stated = parseModelName(stem);
  if (stated.type !== null) {
    return stated.base === model.base && stated.type === model.type && (stated.version ?? model.version) === model.version;
  }
  if (stated.base === model.base) return !twin;
  return stated.base === `${model.base}_${model.type ?? ''}`;
}

function single(found: readonly string[], none: string, what: string): Neighbour {
  const [name, ...others] = found;
  if (name === undefined) return { kind: 'none', reason: none };
  if (others.length > 0) return { kind: 'none', reason: `${found.length} ${what} answer to the model: ${found.join(', ')}` };
  return { kind: 'found', name };
}

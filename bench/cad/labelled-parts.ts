import { readFileSync } from 'node:fs';
import { findDepressions, type Signature } from '../../processors/cad/features/depression.js';
import { FaceGraph } from '../../processors/cad/features/feature.js';
import { machiningClasses, type MachiningClass } from '../../processors/cad/features/machining-model.js';
import { findStock } from '../../processors/cad/features/stock.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import { readModel } from '../../processors/cad/kernel/read.js';
import { Scope } from '../../processors/cad/kernel/scope.js';
import { measurePart, type MeasuredPart } from '../../processors/cad/measure-part.js';
import { corpusModels, corpusPath } from './models.js';

/** A part of the MFCAD set with the class of each of its faces, by the kernel's numbers. */
export interface LabelledPart {
  readonly name: string;
  readonly part: MeasuredPart;
  readonly labels: readonly MachiningClass[];
}

/**
 * Empty where there is no corpus.
 * @throws {Error} for a part whose faces are not those of its truth
 */
export async function labelledParts(): Promise<LabelledPart[]> {
  const models = corpusModels('mfcad');
  if (models.length === 0) return [];
  const truth = JSON.parse(readFileSync(corpusPath('mfcad', 'truth.json'), 'utf8')) as Record<string, number[]>;
  const { api } = await loadKernel();
  return models.map(({ name, bytes }) => {
    const scope = new Scope();
    const measured = readModel(api, 'step', bytes, scope).parts.map((part) => measurePart(api, part, () => undefined));
    scope.free();
    const [part] = measured;
    const classes = truth[name.replace(/\.step$/, '')] ?? [];
    const labels = faceNames(bytes).map((face) => machiningClasses[classes[Number(face)] ?? -1]);
    if (part === undefined || measured.length !== 1 || part.graph.faces.length !== labels.length || labels.includes(undefined)) {
      throw new Error(`${name}: the kernel's faces are not those of the truth`);
    }
    return { name, part, labels: labels.filter((label) => label !== undefined) };
  });
}

/** Depressions of a part and the class that most of their faces have: what the model learns from. */
export function examplesOf({ part, labels }: LabelledPart): (readonly [Signature, MachiningClass])[] {
  const graph = new FaceGraph(part);
  return findDepressions(graph, findStock(graph), new Set()).map(({ faces, signature }) => {
    const counts = new Map<MachiningClass, number>();
    for (const face of faces) {
      const label = labels[face] ?? 'stock';
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    return [signature, most?.[0] ?? 'stock'] as const;
  });
}

/** Names of the faces of a file's one shell. The kernel numbers faces in the order of the shell's list. */
function faceNames(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const names = new Map([...text.matchAll(/(#\d+)\s*=\s*ADVANCED_FACE\s*\(\s*'([^']*)'/g)].map(([, id, name]) => [id, name]));
  const shell = /CLOSED_SHELL\s*\(\s*'[^']*'\s*,\s*\(([^)]*)\)/.exec(text)?.[1] ?? '';
  return shell.split(',').map((id) => names.get(id.trim()) ?? '');
}

import type { Signature } from './depression.js';

/** Classes of machining features on planar parts, as the MFCAD set names them (Cao, Robinson, Hua et al. 2020). */
export const machiningClasses = [
  'chamfer',
  'triangular_passage',
  'rectangular_passage',
  '6sides_passage',
  'triangular_through_slot',
  'rectangular_through_slot',
  'rectangular_through_step',
  '2sides_through_step',
  'slanted_through_step',
  'triangular_pocket',
  'rectangular_pocket',
  '6sides_pocket',
  'rectangular_blind_slot',
  'triangular_blind_step',
  'rectangular_blind_step',
  'stock',
] as const;
export type MachiningClass = (typeof machiningClasses)[number];

/** A signature that was seen in training, how often, and of which class most were. */
export interface Prototype {
  readonly signature: Signature;
  readonly machiningClass: MachiningClass;
  readonly seen: number;
}

export type MachiningModel = readonly Prototype[];

/** A prototype as the training writes it, in the order of `Signature` and `Prototype`. */
export type PrototypeRow = readonly [
  faces: number,
  concaveEdges: number,
  alignedFaces: number,
  openSides: number,
  isSquare: boolean,
  machiningClass: MachiningClass,
  seen: number,
];

export function modelOfRows(rows: readonly PrototypeRow[]): MachiningModel {
  return rows.map(([faces, concaveEdges, alignedFaces, openSides, isSquare, machiningClass, seen]) => ({
    signature: { faces, concaveEdges, alignedFaces, openSides, isSquare },
    machiningClass,
    seen,
  }));
}

export function rowOf({ signature, machiningClass, seen }: Prototype): PrototypeRow {
  const { faces, concaveEdges, alignedFaces, openSides, isSquare } = signature;
  return [faces, concaveEdges, alignedFaces, openSides, isSquare, machiningClass, seen];
}

/** Steps between signatures beyond which a depression is like nothing that was learned. */
const farthest = 5;

/** The class of the nearest prototype, and how near: 1 for a signature that was seen. Null for one unlike all of them. */
export function classify(
  signature: Signature,
  model: MachiningModel,
): { readonly machiningClass: MachiningClass; readonly confidence: number } | null {
  let best: Prototype | null = null;
  let least = Infinity;
  for (const prototype of model) {
    const away = distance(signature, prototype.signature);
    if (away > least || (away === least && prototype.seen <= (best?.seen ?? 0))) continue;
    [best, least] = [prototype, away];
  }
  if (best === null || least > farthest) return null;
  return { machiningClass: best.machiningClass, confidence: 1 / (1 + least) };
}

/** Learns a model: of each signature the class that most of its examples have. */
export function learn(examples: readonly (readonly [Signature, MachiningClass])[]): MachiningModel {
  const counts = new Map<string, { signature: Signature; classes: Map<MachiningClass, number> }>();
  for (const [signature, machiningClass] of examples) {
    const key = JSON.stringify(signature);
    const known = counts.get(key) ?? { signature, classes: new Map<MachiningClass, number>() };
    known.classes.set(machiningClass, (known.classes.get(machiningClass) ?? 0) + 1);
    counts.set(key, known);
  }
  return [...counts.values()].map(({ signature, classes }) => {
    const [most] = [...classes].sort(([, a], [, b]) => b - a);
    const seen = [...classes.values()].reduce((sum, count) => sum + count, 0);
    return { signature, machiningClass: most?.[0] ?? 'stock', seen };
  });
}

/** Steps from one signature to another: a face or an edge more is one; an opening or a slant more changes what it is. */
function distance(a: Signature, b: Signature): number {
  return (
    Math.abs(a.faces - b.faces) +
    Math.abs(a.concaveEdges - b.concaveEdges) +
    Math.abs(a.alignedFaces - b.alignedFaces) +
    2 * Math.abs(a.openSides - b.openSides) +
    (a.isSquare === b.isSquare ? 0 : 2)
  );
}

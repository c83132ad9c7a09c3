import type { BomItemFact, MaterialFact, Metadata } from '../../queues/contract/facts.js';
import { lengthUnit } from '../creo/units.js';
import type { KernelModel } from './kernel/model.js';
import type { MeasuredPart } from './measure-part.js';
import type { DescribedProduct, StepFacts } from './step/facts.js';
import { meaningful } from './step/values.js';

/** Relative difference of two ways of integration that is worth a warning. */
const volumeDoubt = 1e-4;
/** Relative difference from what the file claims of itself that is worth a warning; exporters integrate to a few digits. */
const claimDoubt = 0.01;

/** The file's own unit as the fleet names it; several are all named. */
export function unitsOf({ statedUnits, assumedUnit = null }: KernelModel): string | null {
  const names = statedUnits.map((spelling) => lengthUnit(spelling)?.name ?? spelling.toLowerCase());
  return names.length === 0 ? assumedUnit : [...new Set(names)].join(', ');
}

/** The product that the file is about; null where it is about several, or its format knows no products. */
export function mainProduct(model: KernelModel, facts: StepFacts | null): DescribedProduct | null {
  const isOne = model.components.length > 0 || model.parts.length === 1;
  // By its name, which the kernel may spell in another way, or as the only one that is part of no other.
  return facts?.product(kernelTitle(model)) ?? (isOne ? (facts?.whole ?? null) : null);
}

/** The header's name stands for one model only: of several it names none. */
export function titleOf(model: KernelModel, product: DescribedProduct | null, headerName: string | null): string | null {
  const isOne = model.components.length > 0 || model.parts.length === 1;
  return product?.name ?? product?.id ?? meaningful(kernelTitle(model)) ?? (isOne ? headerName : null);
}

function kernelTitle({ components, parts }: KernelModel): string | null {
  if (components.length > 0) return components[0]?.parent ?? null;
  return parts.length === 1 ? (parts[0]?.name ?? null) : null;
}

/** One line per product that is placed; none for a model of one part. */
export function bomOf({ components, parts }: KernelModel, facts: StepFacts | null): BomItemFact[] {
  if (components.length === 0 && parts.length === 1) return [];
  return parts.map((part, index) => {
    const product = facts?.product(part.name) ?? null;
    const attributes = Object.fromEntries((product?.parameters ?? []).map(({ name, value }) => [name, value]));
    const [id, name] = [product?.id ?? meaningful(part.name), product?.name ?? null];
    return {
      item_number: null,
      part_number: id,
      description: product?.description ?? (name === id ? null : name),
      quantity: part.placements.length,
      material: product?.material?.name ?? null,
      source_table: 'assembly tree',
      properties: {
        part: index,
        ...(product?.revision == null ? {} : { revision: product.revision }),
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      },
    };
  });
}

/** Each material once, with the parts that are made of it. */
export function materialsOf({ parts }: KernelModel, facts: StepFacts | null): MaterialFact[] {
  const found = new Map<string, MaterialFact & { properties: { parts: string[] } }>();
  for (const { name } of parts) {
    const material = facts?.product(name)?.material;
    if (material?.name == null) continue;
    const known = found.get(material.name);
    if (known !== undefined) {
      if (name !== null) known.properties.parts.push(name);
      continue;
    }
    const density = material.density === null ? {} : { density: material.density, density_unit: 'kg/m^3' };
    found.set(material.name, {
      material_name: material.name,
      material_spec: material.spec,
      finish: null,
      thickness: null,
      thickness_unit: null,
      properties: { ...density, parts: name === null ? [] : [name] },
    });
  }
  return [...found.values()];
}

const cubicMetre = 1e9;

/** Kilograms, from the volumes that were measured and the densities that the file states; null unless it states that of every part. */
export function massOf(parts: readonly MeasuredPart[], facts: StepFacts | null): number | null {
  let mass = 0;
  for (const { part, volume } of parts) {
    const density = facts?.product(part.name)?.material?.density ?? null;
    if (volume === null || volume.volume <= 0 || density === null) return null;
    mass += (volume.volume / cubicMetre) * density * part.placements.length;
  }
  return mass === 0 ? null : mass;
}

/** What the file claims of itself and what was measured; empty where it claims nothing. */
export function claimsOf(
  facts: StepFacts | null,
  volume: number | null,
  area: number,
): Pick<Metadata, 'properties' | 'warnings'> {
  const claims = [
    ['volume', 'mm^3', facts?.claimed.volume ?? null, volume],
    ['area', 'mm^2', facts?.claimed.area ?? null, area],
  ] as const;
  const made = claims.filter(([, , claimed]) => claimed !== null);
  return {
    properties: made.length === 0 ? {} : { claimed: Object.fromEntries(made.map(([what, , claimed]) => [what, claimed])) },
    warnings: made.flatMap(([what, unit, claimed, measured]) =>
      measured !== null && claimed !== null && Math.abs(measured / claimed - 1) > claimDoubt
        ? [`the file claims ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} of ${claimed} ${unit}; ${measured} was measured`]
        : [],
    ),
  };
}

export function partRow({
  part,
  counts,
  area,
  volume,
  enclosed,
  adaptiveVolume,
  valid,
  adjacency,
}: MeasuredPart): Record<string, unknown> {
  return {
    name: part.name,
    instances: part.placements.length,
    ...counts,
    area,
    volume: volume?.volume ?? null,
    ...(enclosed === null ? {} : { volume_enclosed: enclosed.volume }),
    ...(adaptiveVolume === null ? {} : { volume_adaptive: adaptiveVolume }),
    valid,
    open_edges: adjacency.openEdges,
  };
}

export function warningsOf(model: KernelModel, parts: readonly MeasuredPart[], mixed: boolean, volume: number | null): string[] {
  const named = (index: number, text: string): string => (parts.length === 1 ? text : `part ${index + 1}: ${text}`);
  const warnings = [...model.warnings];
  parts.forEach((part, index) => {
    warnings.push(...part.graph.warnings.slice(0, 20).map((warning) => named(index, warning)));
    if (!part.valid) warnings.push(named(index, "topology and geometry do not agree by the kernel's check"));
    const exact = part.adaptiveVolume;
    const doubt = part.volume === null || exact === null ? 0 : Math.abs(part.volume.volume / exact - 1);
    if (doubt > volumeDoubt)
      warnings.push(named(index, `the volume may be off by ${(100 * doubt).toPrecision(2)} %: see volume_adaptive of the part`));
    if (part.adjacency.crowdedEdges > 0)
      warnings.push(named(index, `${part.adjacency.crowdedEdges} edges join more than two faces`));
  });
  if (mixed) warnings.push('some faces belong to no solid; the volume includes what they contribute to the integral');
  if (volume !== null && volume < 0) warnings.push('the volume is negative: faces point into the material');
  return warnings;
}

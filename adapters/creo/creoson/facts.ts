import type { z } from 'zod';
import type { BomItemFact, CadFact, ParameterFact } from '../../../queues/contract/facts.js';
import { featureType } from '../../../processors/creo/json/feature-types.js';
import { categoryOf } from '../../../processors/creo/parameter-category.js';
import { massUnit } from '../../../processors/creo/units.js';
import type { Component, FeatureList, MassProperties, ParameterList, Transform } from './answers.js';

/** Answers of a live Creo as facts. */

const valueTypes: Readonly<Record<string, ParameterFact['value_type']>> = {
  STRING: 'string',
  DOUBLE: 'real',
  INTEGER: 'integer',
  BOOL: 'boolean',
  NOTE: 'note',
};

export function parametersOf({ paramlist }: z.infer<typeof ParameterList>): ParameterFact[] {
  return paramlist.map(({ name, value, type, designate, units }) => ({
    name,
    value: value === null || value === undefined ? null : String(value),
    value_numeric: typeof value === 'number' ? value : null,
    value_type: valueTypes[type ?? ''] ?? 'string',
    category: categoryOf(name),
    units: units ?? null,
    is_designated: designate ?? false,
  }));
}

/** Features of the model tree that shape material. Suppressed ones shape none. */
export function featuresOf({ featlist }: z.infer<typeof FeatureList>): CadFact['features'] {
  return featlist.flatMap(({ name, status, type, feat_id }) => {
    const kind = featureType(null, type ?? null).manufacturing;
    if (kind === null || (status ?? 'ACTIVE') !== 'ACTIVE') return [];
    return [
      {
        feature_type: kind,
        face_ids: [],
        source: 'creo',
        location: null,
        parameters: { feature_id: feat_id ?? null, name: name ?? null },
      },
    ];
  });
}

/** Kilograms; null where Creo's mass unit is not known. */
export function massOf({ mass }: z.infer<typeof MassProperties>, unit: string | null): number | null {
  const kg = unit === null ? null : (massUnit(unit)?.kg ?? null);
  return mass === null || mass === undefined || kg === null ? null : mass * kg;
}

/** @param mm size of the assembly's length unit; without it transforms are left out */
export function assemblyOf(root: Component, mm: number | null): CadFact['assembly'] {
  return (root.children ?? []).flatMap((child) => [
    {
      parent_name: root.file,
      child_name: child.file,
      instance_name: child.path ? child.path.join('/') : null,
      transform: child.transform && mm !== null ? matrixOf(child.transform, mm) : null,
      instance_count: 1,
      relation_type: /\.asm$/i.test(child.file) ? 'subassembly' : 'component',
    },
    ...assemblyOf(child, mm),
  ]);
}

/** How often each model is a direct component of the assembly. */
export function bomOf(root: Component): BomItemFact[] {
  const counts = new Map<string, number>();
  for (const { file } of root.children ?? []) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts].map(([file, quantity]) => ({
    item_number: null,
    part_number: file.replace(/\.(?:prt|asm)$/i, ''),
    description: null,
    quantity,
    material: null,
    source_table: 'creo components',
    properties: { file },
  }));
}

/** Row-major 4 x 4: the axes are its columns. */
function matrixOf({ x_axis: x, y_axis: y, z_axis: z, origin }: Transform, mm: number): number[] {
  return [
    ...[x.x, y.x, z.x, origin.x * mm],
    ...[x.y, y.y, z.y, origin.y * mm],
    ...[x.z, y.z, z.z, origin.z * mm],
    ...[0, 0, 0, 1],
  ];
}

import { loopExtents } from '../part/outline.js';
import { type SheetMetalPart, measure } from '../part/sheet-metal-part.js';
import type { CreoType } from '../plan/content-spec.js';
import { type BomRow, bomRows } from '../drawing/tables.js';
import { partOf, partTitle } from '../drawing/part-drawing.js';
import { Random, round } from '../random.js';

/** Exports of Creo models as JSON, in the four dialects that the archive holds. */

export interface CreoJsonTruth {
  readonly model: string;
  readonly type: CreoType;
  readonly dialect: number;
  readonly parameters: readonly Parameter[];
  /** Raw values as in the file; `units` null where it does not state them. */
  readonly mass_properties: {
    readonly volume: number;
    readonly surface_area: number;
    readonly mass: number;
    readonly units: string | null;
  };
  readonly bounding_box: readonly number[];
  readonly feature_count: number;
  readonly bom: readonly { readonly part_number: string; readonly description: string; readonly quantity: number }[];
}

interface Parameter {
  readonly name: string;
  readonly value: string | number;
  readonly units: string | null;
  readonly designated: boolean;
}

interface Model {
  readonly name: string;
  readonly creoType: CreoType;
  readonly part: SheetMetalPart;
  readonly parameters: readonly Parameter[];
  readonly mass: { readonly volume: number; readonly area: number; readonly mass: number };
  readonly box: readonly [number, number, number];
  readonly features: readonly {
    readonly id: number;
    readonly type: number;
    readonly typeName: string;
    readonly values: readonly (readonly [name: string, value: number])[];
  }[];
  readonly bom: readonly BomRow[];
}

export interface CreoJsonRequest {
  readonly model: string;
  readonly creoType: CreoType;
  readonly dialect: 1 | 2 | 3 | 4;
  readonly partKey: string;
}

export function creoJson(
  seed: number,
  { model: name, creoType, dialect, partKey }: CreoJsonRequest,
): { bytes: Buffer; truth: CreoJsonTruth } {
  const model = modelOf(seed, name, creoType, partKey);
  const written = [firstDialect, secondDialect, thirdDialect, fourthDialect][dialect - 1]?.(model) ?? {};
  return {
    bytes: Buffer.from(`${JSON.stringify(written, null, 2)}\n`, 'utf8'),
    truth: {
      model: name,
      type: creoType,
      dialect,
      parameters: model.parameters,
      mass_properties: {
        volume: model.mass.volume,
        surface_area: model.mass.area,
        mass: model.mass.mass,
        units: dialect === 1 ? 'mm/kg' : null,
      },
      bounding_box: model.box,
      feature_count: model.features.length,
      bom: model.bom.map(({ part_number, description, quantity }) => ({ part_number, description, quantity })),
    },
  };
}

function modelOf(seed: number, name: string, creoType: CreoType, partKey: string): Model {
  const part = partOf(seed, partKey);
  const random = Random.of(seed, 'creo json', name, creoType);
  const millimetres = part.unit === 'mm' ? 1 : 25.4;
  const { netArea, cutLength } = measure(part);
  const thickness = part.thickness * millimetres;
  const volume = round(netArea * millimetres ** 2 * thickness, 4);
  const area = round(2 * netArea * millimetres ** 2 + cutLength * millimetres * thickness, 4);
  const mass = round(volume * part.material.density, 6);
  const box = loopExtents(part.outline);
  const side = (value: number): number => round(value * millimetres, 4);
  const parameters: Parameter[] = [
    { name: 'DESCRIPTION', value: partTitle(seed, partKey, part.family), units: null, designated: true },
    { name: 'PART_NUMBER', value: name, units: null, designated: true },
    { name: 'REVISION', value: random.pick(['A', 'B', 'C']), units: null, designated: true },
    { name: random.pick(['MATERIAL', 'MATL', 'PTC_MATERIAL_NAME']), value: part.material.name, units: null, designated: true },
    { name: 'FINISH', value: part.finish, units: null, designated: false },
    { name: 'SMT_THICKNESS', value: round(thickness, 4), units: 'mm', designated: false },
    { name: 'PRO_MP_MASS', value: mass, units: 'kg', designated: false },
  ];
  const holes = part.holes.flatMap(({ diameter, centres }) =>
    centres.map(() => ({ type: 919, typeName: 'HOLE', values: [['DIAMETER', side(diameter)] as const] })),
  );
  const features = [
    { type: 923, typeName: 'DATUM_PLANE', values: [] },
    { type: 979, typeName: 'CSYS', values: [] },
    { type: 917, typeName: 'PROTRUSION', values: [['DEPTH', round(thickness, 4)] as const] },
    ...part.slots.map(({ length, width }) => ({
      type: 918,
      typeName: 'CUT',
      values: [['LENGTH', side(length)] as const, ['WIDTH', side(width)] as const],
    })),
    ...holes.slice(0, 12),
  ].map((feature, index) => ({ id: index * 7 + 1, ...feature }));
  return {
    name,
    creoType,
    part,
    parameters,
    mass: { volume, area, mass },
    box: [side(box.maxX - box.minX), side(box.maxY - box.minY), round(thickness, 4)],
    features,
    bom: creoType === 'asm' ? bomRows(random, name, random.int(4, 9)) : [],
  };
}

const valueType = (value: string | number): string => (typeof value === 'number' ? 'REAL' : 'STRING');

function firstDialect({ name, creoType, parameters, mass, box, features, bom }: Model): object {
  return {
    model_name: name,
    file_type: creoType === 'asm' ? 'ASSEMBLY' : 'PART',
    serialization_version: '2.1',
    feature_count: features.length,
    features: features.map(({ id, type, typeName, values }) => ({
      feature_id: id,
      type_id: type,
      type: typeName,
      element_tree: { elements: values.map(([key, value]) => ({ element_id: key, value })) },
    })),
    parameters: parameters.map(({ name: key, value, units, designated }) => ({
      name: key,
      value,
      type: valueType(value),
      units,
      designated,
    })),
    mass_properties: { volume: mass.volume, surface_area: mass.area, mass: mass.mass, units: { length: 'mm', mass: 'kg' } },
    bounding_box: { min: [0, 0, 0], max: box },
    bom: bom.map(({ part_number, description, quantity }) => ({ part_number, description, qty: quantity })),
  };
}

function secondDialect({ name, creoType, parameters, mass, box, features, bom }: Model): object {
  return {
    filename: `${name}.${creoType}`,
    model_name: name.toUpperCase(),
    model_type: creoType,
    feature_count: features.length,
    features: features.map(({ id, type, values }) => ({
      id,
      feat_type: type,
      element_tree: {
        element_tree: {
          elements: values.map(([key, value]) => ({ elem_id: key, double_value: value, string_value: String(value) })),
        },
      },
    })),
    parameters: {
      parameters: parameters.map(({ name: key, value, units, designated }) => ({
        param_name: key,
        param_value: value,
        unit: units,
        is_designated: designated,
      })),
    },
    massprops: { volume: mass.volume, surface_area: mass.area, mass: mass.mass },
    bounding_box: box,
    bill_of_materials: bom.map(({ part_number, description, quantity }) => ({ name: part_number, description, quantity })),
  };
}

function thirdDialect({ name, creoType, parameters, mass, box, features, bom }: Model): object {
  return {
    filename: `${name}.${creoType}`,
    category: 'sheetmetal',
    tags: ['sample'],
    params: Object.fromEntries(parameters.map(({ name: key, value }) => [key, value])),
    mp: { volume: mass.volume, surface_area: mass.area, mass: mass.mass },
    bounding_box: { dx: box[0], dy: box[1], dz: box[2] },
    features: features.map(({ id, typeName }) => ({ id, type: typeName })),
    components: bom.map(({ part_number, description, quantity }) => ({ part_number, description, count: quantity })),
  };
}

/** With the boundary graph of the blank: top, bottom and one face per straight or round edge of the outline. */
function fourthDialect({ name, creoType, part, parameters, mass, box, features, bom }: Model): object {
  const sides = part.outline.map((vertex, index) => ({
    id: index + 3,
    surface_type: vertex.bulge === 0 ? 'plane' : 'cylinder',
    edge_count: 4,
  }));
  return {
    model_name: name,
    file_type: creoType,
    serialization_quality: 'full',
    designated_parameters: Object.fromEntries(
      parameters
        .filter(({ designated }) => designated)
        .map(({ name: key, value, units }) => [key, { value, units, designated: true }]),
    ),
    user_parameters: Object.fromEntries(
      parameters
        .filter(({ designated }) => !designated)
        .map(({ name: key, value, units }) => [key, { value, units, designated: false }]),
    ),
    mass_properties: { volume: mass.volume, surface_area: mass.area, mass: mass.mass },
    bounding_box: box,
    features: features.map(({ id, type }) => ({ id, type })),
    brep_graph: {
      surfaces: [
        {
          id: 1,
          surface_type: 'plane',
          normal: [0, 0, 1],
          edge_count: part.outline.length,
          uv_bounds: { u_min: 0, u_max: box[0], v_min: 0, v_max: box[1] },
        },
        {
          id: 2,
          surface_type: 'plane',
          normal: [0, 0, -1],
          edge_count: part.outline.length,
          uv_bounds: { u_min: 0, u_max: box[0], v_min: 0, v_max: box[1] },
        },
        ...sides,
      ],
      edges: sides.flatMap(({ id }) => [1, 2].map((face) => ({ adjacent_faces: [face, id], convexity: 'convex' }))),
    },
    assembly_components: bom.map(({ part_number, description, quantity }) => ({ part_number, description, quantity })),
  };
}

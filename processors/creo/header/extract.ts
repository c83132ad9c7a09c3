import { emptyExtraction } from '../../../queues/contract/facts.js';
import type { BomItemFact, CadFact, Extraction, MaterialFact, ParameterFact } from '../../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import type { PartialModel } from '../../../queues/contract/partial-model.js';
import { categoryOf } from '../parameter-category.js';
import { titleFields } from '../title-fields.js';
import { creoHeaderVersion } from '../versions.js';
import { textField } from './fields.js';
import { onlyString, readLegacyText } from './legacy-text.js';
import { readMassProperties } from './mass-properties.js';
import type { StoredMassProperties } from './mass-properties.js';
import { modelDescriptor, modelParameters, modelReferences } from './model-tree.js';
import type { ModelReference } from './model-tree.js';
import { decodePsbTree } from './psb-tree.js';
import type { PsbObject } from './psb-tree.js';
import { namesInText } from './text-references.js';
import { keepThumbnail, thumbnailSize } from './thumbnail.js';
import { readSections, sectionPayload } from './toc.js';
import type { Section } from './toc.js';
import { readUgcHeader } from './ugc.js';
import type { CreoKind } from './ugc.js';
import { readUnitSystem } from './unit-system.js';
import type { UnitSystem } from './unit-system.js';

const documentClass: Readonly<Record<CreoKind, string>> = {
  PART: 'creo part',
  ASSEMBLY: 'creo assembly',
  DRAWING: 'creo drawing',
};

/** `readCreoHeader`, the preview picture kept where somebody keeps pictures. */
export async function extractCreoHeader(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const facts = readCreoHeader(input, ports);
  if (ports.keep !== null) await keepThumbnail(input, ports.keep);
  return facts;
}

/**
 * What a Creo file says without Creo: kind, names, release, units, material, parameters, stored mass properties, referenced models, preview.
 * Geometry is not read. What is missing or not understood is null or named in `metadata.warnings`.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT.
 */
export function readCreoHeader(input: DocumentInput, ports: ExtractionPorts): Extraction {
  ports.stage('creo header');
  const { bytes } = input;
  const header = readUgcHeader(bytes, input.name);
  const legacy = readLegacyText(bytes, header.baseOffset);
  const { sections, warnings } = legacy === null ? readSections(bytes, header.baseOffset) : { sections: [], warnings: [] };
  const found = [...warnings];
  const payload = (name: string): Uint8Array | null => readNamed(bytes, sections, name, found);

  ports.stage('creo sections');
  const basicText = payload('BasicText');
  const largeText = payload('LargeText');
  const model = treeOf(bytes, sections, /^ND:\d+:Model_/, found);
  const unitSystem = readUnitSystem(
    treeOf(bytes, sections, /^ND:\d+:UnitSystemDef/, found),
    basicText,
    onlyString(legacy, 'principal_sys_units'),
  );
  const material = basicText === null ? onlyString(legacy, 'mat_name_ptr') : textField(basicText, 'mat_name_ptr');
  const mass = basicText === null ? null : readMassProperties(basicText, largeText);
  const descriptor = model === null ? null : modelDescriptor(model);
  const own = model === null ? { parameters: [], warnings: [] } : modelParameters(model);
  if (legacy !== null)
    found.push('a release of Pro/ENGINEER that keeps its model as text: names, release and units are read, parameters are not');
  else if (model === null)
    found.push(
      'no model description that this reader understands: parameters are not read, references are names seen in the bytes',
    );
  found.push(...own.warnings);

  const parameters = [...own.parameters, ...massParameters(mass, unitSystem)];
  const materials = material === null ? [] : [materialFact(material, mass, unitSystem)];

  ports.stage('creo references');
  const references = model === null ? namesInText(bytes.subarray(header.baseOffset), header.name) : modelReferences(model);
  return {
    ...emptyExtraction('creo-header', creoHeaderVersion),
    metadata: {
      document_class: documentClass[header.kind],
      ...titleFields(parameters, materials),
      units: unitSystem.length?.name ?? null,
      properties: {
        creo_kind: header.kind,
        model_name: descriptor?.name ?? null,
        common_name: header.name,
        creo_product: header.product,
        creo_release: header.release,
        model_revision: descriptor?.revisionCount ?? null,
        unit_system: unitSystem.label,
        mass_properties: mass === null ? null : massRecord(mass, unitSystem),
        cad: { ...modelRecord(mass, unitSystem, material), assembly: assemblyLines(header.kind, header.name, references) },
        thumbnail: thumbnailSize(bytes, sections),
        references,
      },
      ...(found.length > 0 ? { warnings: found } : {}),
    },
    parameters,
    materials,
    bom_items: components(header.kind, references),
  };
}

function readNamed(bytes: Uint8Array, sections: readonly Section[], name: string, warnings: string[]): Uint8Array | null {
  const section = sections.find((candidate) => candidate.name === name);
  if (section === undefined) return null;
  const payload = sectionPayload(bytes, section);
  if (payload === null) warnings.push(`section ${name} could not be read`);
  return payload;
}

function treeOf(bytes: Uint8Array, sections: readonly Section[], name: RegExp, warnings: string[]): PsbObject | null {
  const section = sections.find((candidate) => name.test(candidate.name));
  if (section === undefined) return null;
  const payload = sectionPayload(bytes, section);
  const tree = payload === null ? null : decodePsbTree(payload);
  if (tree === null) warnings.push(`section ${section.name} could not be read`);
  return tree;
}

/** The components that an assembly lists with their counts. Names as in the file; which files they are is for linking to find out. */
function components(kind: CreoKind, references: readonly ModelReference[]): BomItemFact[] {
  return placed(kind, references).map(({ name, type, count }) => ({
    item_number: null,
    part_number: name,
    description: null,
    quantity: count,
    material: null,
    source_table: 'creo dependencies',
    properties: { model_type: type },
  }));
}

/** The same as lines of an assembly; where its components stand, the file says in no way that is read here. */
function assemblyLines(kind: CreoKind, name: string | null, references: readonly ModelReference[]): CadFact['assembly'] {
  return placed(kind, references).map((component) => ({
    parent_name: name,
    child_name: component.name,
    instance_name: null,
    transform: null,
    instance_count: component.count,
    relation_type: component.type === 'asm' ? 'subassembly' : 'component',
  }));
}

function placed(kind: CreoKind, references: readonly ModelReference[]): readonly ModelReference[] {
  if (kind !== 'ASSEMBLY') return [];
  return references.filter(({ source, count }) => source === 'dependency' && count !== null && count > 0);
}

function materialFact(name: string, mass: StoredMassProperties | null, units: UnitSystem): MaterialFact {
  const properties: Record<string, unknown> = {};
  if (mass !== null && mass.density !== null) {
    properties['density'] = mass.density;
    properties['density_unit'] = compound(units, 'density');
  }
  return { material_name: name, material_spec: null, finish: null, thickness: null, thickness_unit: null, properties };
}

/** In the model's own units: nothing is converted here. */
function massRecord(mass: StoredMassProperties, units: UnitSystem): Record<string, unknown> {
  return {
    volume: mass.volume,
    area: mass.area,
    density: mass.density,
    mass: mass.mass,
    centre_of_gravity: mass.centreOfGravity,
    at_revision: mass.atRevision,
    length_unit: units.length?.name ?? null,
    mass_unit: units.mass?.name ?? null,
    unit_source: units.length === null ? 'unknown' : 'stated',
  };
}

/** As far as it is in units that the file states, in those of `cad`. */
function modelRecord(mass: StoredMassProperties | null, units: UnitSystem, material: string | null): PartialModel {
  const mm = units.length?.mm ?? null;
  const kg = units.mass?.kg ?? null;
  const [x, y, z] = mass?.centreOfGravity ?? [];
  const hasCentre = mm !== null && x !== undefined && y !== undefined && z !== undefined;
  return {
    volume: converted(mass?.volume, mm === null ? null : mm ** 3),
    area: converted(mass?.area, mm === null ? null : mm ** 2),
    mass_kg: converted(mass?.mass, kg),
    centre_of_gravity: hasCentre ? [x * mm, y * mm, z * mm] : null,
    units: units.length?.name ?? null,
    unit_source: units.length === null ? 'unknown' : 'stated',
    material,
  };
}

function converted(value: number | null | undefined, factor: number | null): number | null {
  return value == null || factor === null ? null : value * factor;
}

/** Creo shows its stored mass properties as parameters of these names. */
function massParameters(mass: StoredMassProperties | null, units: UnitSystem): ParameterFact[] {
  if (mass === null) return [];
  const rows = [
    ['PRO_MP_MASS', mass.mass, units.mass?.name ?? null],
    ['PRO_MP_VOLUME', mass.volume, compound(units, 'volume')],
    ['PRO_MP_AREA', mass.area, compound(units, 'area')],
    ['PRO_MP_DENSITY', mass.density, compound(units, 'density')],
  ] as const;
  return rows.flatMap(([name, value, unit]) => {
    if (value === null) return [];
    return [
      {
        name,
        value: String(value),
        value_numeric: value,
        value_type: 'real' as const,
        category: categoryOf(name),
        units: unit,
        is_designated: false,
      },
    ];
  });
}

function compound(units: UnitSystem, quantity: 'area' | 'volume' | 'density'): string | null {
  const length = units.length?.name;
  if (length === undefined) return null;
  if (quantity === 'area') return `${length}^2`;
  if (quantity === 'volume') return `${length}^3`;
  return units.mass === null ? null : `${units.mass.name}/${length}^3`;
}

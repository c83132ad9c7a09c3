import { emptyExtraction } from '../../../queues/contract/facts.js';
import type { CadFact, Extraction } from '../../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../../queues/contract/processor.js';
import { modelType, parseExportName, parseModelName } from '../model-file-name.js';
import type { ModelName } from '../model-file-name.js';
import { creoJsonVersion } from '../versions.js';
import { readBom } from './bom.js';
import type { AssemblyRow } from './bom.js';
import { readBoundingBox } from './bounding-box.js';
import { readGraph } from './brep.js';
import type { ExportedGraph } from './brep.js';
import { isKnownKey, parseExport } from './document.js';
import { readFeatures } from './features.js';
import type { ExportedFeature } from './features.js';
import { readMassProperties } from './mass-properties.js';
import type { ExportedMass } from './mass-properties.js';
import { readMaterials } from './materials.js';
import { titleFields } from '../title-fields.js';
import { readParameters } from './parameters.js';
import { integerOf, isList, isRecord, Notes, pick, textOf } from './shape.js';
import type { JsonRecord } from './shape.js';
import { statedUnits } from './unit-statement.js';
import type { UnitStatement } from './unit-statement.js';

/**
 * Imports an export of a Creo model, in any of its dialects. Odd shapes never fail the file: what was not understood is named in the warnings.
 * Numbers are converted to mm and kg only where the export states its units; the raw ones are kept.
 * @throws {ExtractionError} FILE_EMPTY, FILE_CORRUPT (not JSON), FORMAT_MISMATCH (no export of a model).
 */
export function extractCreoJson(input: DocumentInput, ports: ExtractionPorts): Extraction {
  ports.stage('json parse');
  const notes = new Notes();
  const root = parseExport(input.bytes, input.name, notes);
  for (const key of Object.keys(root)) if (!isKnownKey(key)) notes.add(`key ${key} is not known`);

  ports.stage('json facts');
  const model = modelOf(root, input.name, notes);
  const metadata = pick(root, ['metadata']);
  const units = statedUnits(root, isRecord(metadata) ? metadata : null);
  const parameters = readParameters(root, notes);
  const mass = readMassProperties(root, units);
  const materials = readMaterials(root, parameters, mass);
  const bom = readBom(root, notes);
  const features = readFeatures(root, notes);
  const graph = readGraph(root, units.length?.mm ?? null, notes);
  const cad = cadRecord({
    root,
    units,
    mass,
    graph,
    features,
    assembly: bom.assembly,
    material: materials[0]?.material_name ?? null,
  });
  const warnings = notes.list();
  return {
    ...emptyExtraction('json', creoJsonVersion),
    metadata: {
      ...titleFields(parameters, materials),
      units: units.length?.name ?? null,
      document_class: documentClass(model),
      properties: {
        model: { base: model.base, type: model.type, version: model.version },
        serialization_version: textOf(pick(root, ['serialization_version'])),
        serialization_quality: pick(root, ['serialization_quality']),
        relations: pick(root, ['relations']),
        references: pick(root, ['references']),
        category: textOf(pick(root, ['category'])),
        tags: pick(root, ['tags']),
        sketches: countOf(pick(root, ['sketches'])),
        groups: countOf(pick(root, ['groups'])),
        point_cloud_points: countOf(pick(root, ['point_cloud'])),
        mass_properties: mass === null ? null : massRecord(mass),
        feature_tree: features.map(treeRow),
        // Counts that the export does not have stay null here; the strict record below exists only where all are known.
        cad,
      },
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    parameters,
    materials,
    bom_items: [...bom.items],
    cad: complete(cad),
  };
}

/** `filename` in the document wins, then `model_name` with its type, then the name of the export itself. */
function modelOf(root: JsonRecord, exportPath: string, notes: Notes): ModelName {
  const byExport = parseExportName(exportPath);
  const filename = textOf(pick(root, ['filename', 'file_name']));
  const named = parseModelName(filename ?? textOf(pick(root, ['model_name'])) ?? '');
  const stated = modelType(textOf(pick(root, ['file_type', 'model_type', 'type'])) ?? '');
  if (named.base === '') return { ...byExport, type: byExport.type ?? stated };
  if (named.base !== byExport.base) notes.add(`the export is called ${byExport.base}, the model in it ${named.base}`);
  const sameModel = named.base === byExport.base;
  return {
    base: named.base,
    type: named.type ?? stated ?? (sameModel ? byExport.type : null),
    version:
      named.version ?? (sameModel ? byExport.version : null) ?? integerOf(pick(root, ['file_version', 'creo_file_version'])),
  };
}

interface Parts {
  readonly root: JsonRecord;
  readonly units: UnitStatement;
  readonly mass: ExportedMass | null;
  readonly graph: ExportedGraph | null;
  readonly features: readonly ExportedFeature[];
  readonly assembly: readonly AssemblyRow[];
  readonly material: string | null;
}

type PartialCad = { [Key in keyof CadFact]: CadFact[Key] | null };

function cadRecord({ root, units, mass, graph, features, assembly, material }: Parts): PartialCad {
  const box = readBoundingBox(root);
  const mm = units.length?.mm ?? null;
  const gravity = mass?.centreOfGravity?.value ?? null;
  return {
    faces: graph?.faceCount ?? null,
    edges: graph?.edgeCount ?? null,
    vertices: graph?.vertexCount ?? null,
    solids: graph?.solidCount ?? null,
    volume: mass?.volume?.value ?? null,
    area: mass?.area?.value ?? null,
    units: units.length?.name ?? null,
    unit_source: units.length !== null || mass?.unitSource === 'stated' ? 'stated' : 'unknown',
    bounding_box: box === null || mm === null ? null : (box.map((value) => value * mm) as typeof box),
    centre_of_gravity: gravity === null ? null : [...gravity],
    mass_kg: mass?.mass?.value ?? null,
    material,
    face_list: [...(graph?.faces ?? [])],
    adjacency: [...(graph?.adjacency ?? [])],
    features: features.flatMap(manufacturingRow),
    assembly: [...assembly],
  };
}

/** The strict record of the contract, which has no place for an unknown count. */
function complete(cad: PartialCad): CadFact | null {
  const { faces, edges, vertices, solids, unit_source, face_list, adjacency, features, assembly } = cad;
  if (faces === null || edges === null || vertices === null || solids === null) return null;
  if (unit_source === null || face_list === null || adjacency === null || features === null || assembly === null) return null;
  return { ...cad, faces, edges, vertices, solids, unit_source, face_list, adjacency, features, assembly };
}

function manufacturingRow(feature: ExportedFeature): Record<string, unknown>[] {
  if (feature.type.manufacturing === null || feature.suppressed === true) return [];
  return [
    {
      feature_type: feature.type.manufacturing,
      face_ids: feature.faceIds,
      parameters: {
        feature_id: feature.id,
        name: feature.name,
        elements: Object.fromEntries(feature.elements.map(({ path, value }) => [path, value])),
      },
      location: null,
      source: 'creo',
    },
  ];
}

function treeRow(feature: ExportedFeature): Record<string, unknown> {
  return {
    id: feature.id,
    name: feature.name,
    type: feature.type.name,
    type_id: feature.type.id,
    suppressed: feature.suppressed,
    parents: feature.parents,
    elements: feature.elements,
    references: feature.references,
  };
}

function massRecord(mass: ExportedMass): Record<string, unknown> {
  return {
    mass: mass.mass,
    volume: mass.volume,
    area: mass.area,
    density: mass.density,
    centre_of_gravity: mass.centreOfGravity,
    unit_source: mass.unitSource,
  };
}

function documentClass({ type }: ModelName): string {
  if (type === 'asm') return 'creo assembly export';
  return type === 'drw' ? 'creo drawing export' : type === 'prt' ? 'creo part export' : 'creo export';
}

/** Entries of a list or, where the exporter wrapped it, of the one list inside. */
function countOf(value: unknown): number | null {
  if (isList(value)) return value.length;
  if (!isRecord(value)) return null;
  const lists = Object.values(value).filter(isList);
  return lists.length === 1 ? (lists[0]?.length ?? null) : null;
}

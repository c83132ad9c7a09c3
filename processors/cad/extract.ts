import { ExtractionError } from '../../queues/contract/errors.js';
import { emptyExtraction } from '../../queues/contract/facts.js';
import type { BomItemFact, Extraction } from '../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import { lengthUnit } from '../creo/units.js';
import { checkBytes } from './check-bytes.js';
import { littleEndian, packGrids } from './grids/packed.js';
import { readGrids } from './grids/read-grids.js';
import { adjacencyRows, assemblyRows, faceRows, featureRows, totalsOf } from './facts.js';
import type { KernelApi } from './kernel/api.js';
import { kernelError } from './kernel/failure.js';
import { loadKernel } from './kernel/load.js';
import type { KernelModel } from './kernel/model.js';
import { readModel } from './kernel/read.js';
import type { KernelFormat } from './kernel/read.js';
import { Scope } from './kernel/scope.js';
import { measurePart } from './measure-part.js';
import type { MeasuredPart } from './measure-part.js';
import { derive } from './derive.js';
import { readStepHeader } from './step-header.js';
import { countShapes, measureVolume } from './topology/measure.js';
import { kernelVersion } from './version.js';
import { kernelFormat, release } from './with-model.js';

const keptKernelLines = 10;
/** Integration of fixed order depends on where a part stands; up to here the whole is integrated where it stands, as native kernels do. */
const facesOfAffordableWhole = 2_000;
/** Relative difference of two ways of integration that is worth a warning. */
const volumeDoubt = 1e-4;
const tooManyFaces = 'no grids of faces and edges: they would take more than 16 MiB';

/**
 * Reads a STEP, IGES or BREP file with the B-Rep kernel: counts, mass properties, boundary graph with convexity, assembly, units, validity.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT (cannot be parsed), KERNEL_ERROR (no faces, or the kernel failed), MEMORY.
 */
export async function extractCad(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const format = kernelFormat(input);
  const warnings = checkBytes(format, input.bytes, input.name);
  ports.stage('kernel load');
  const kernel = await loadKernel();
  kernel.takeOutput();
  const scope = new Scope();
  let stage = 'reading the file';
  const enter = (name: string): void => {
    stage = name;
    ports.stage(`kernel ${name}`);
  };
  let failed = true;
  try {
    enter('reading the file');
    const model = readModel(kernel.api, format, input.bytes, scope);
    const extraction = await measure(kernel.api, format, model, input, enter, ports.keep);
    failed = false;
    const said = kernel.takeOutput().filter((line) => /ERR|error|fail/i.test(line));
    const all = [
      ...warnings,
      ...(extraction.metadata.warnings ?? []),
      ...said.slice(0, keptKernelLines).map((line) => `kernel: ${line.trim()}`),
    ];
    return { ...extraction, metadata: { ...extraction.metadata, ...(all.length > 0 ? { warnings: all } : {}) } };
  } catch (error) {
    throw kernelError(kernel.api, error, stage);
  } finally {
    release(scope, failed);
  }
}

async function measure(
  api: KernelApi,
  format: KernelFormat,
  model: KernelModel,
  input: DocumentInput,
  enter: (stage: string) => void,
  keep: ExtractionPorts['keep'],
): Promise<Extraction> {
  enter('counting');
  const counts = countShapes(api, model.whole);
  if (counts.faces === 0) {
    const found = counts.edges > 0 ? `${counts.edges} edges, but no faces` : 'no geometry that the kernel reads';
    throw new ExtractionError('KERNEL_ERROR', `the file holds ${found}`);
  }
  const parts = model.parts
    .filter(({ shape }) => !shape.IsNull())
    .map((part, index, all) =>
      measurePart(api, part, (name) => enter(all.length === 1 ? name : `${name} of part ${index + 1} of ${all.length}`)),
    );
  enter('grids');
  const grids = readGrids(api, parts);
  enter('mesh');
  const { cloud, views, warnings } = await derive(api, parts, enter, keep);
  enter('facts');
  const totals = totalsOf(parts);
  // Faces outside of solids add to the kernel's integral wherever they stand, so parts cannot be summed up.
  const mixed =
    parts.some((part) => part.hasLooseFaces) || (totals.volume !== null && parts.some((part) => part.volume === null));
  const isWholeAffordable = parts.some(({ part }) => part.placements.length > 1) && counts.faces <= facesOfAffordableWhole;
  const volume = mixed || (totals.volume !== null && isWholeAffordable) ? measureVolume(api, model.whole).volume : totals.volume;
  const units = unitsOf(model);
  const { title, bom } = namesOf(model);
  const partSolids = parts.map((part) => partRow(part));
  return {
    ...emptyExtraction('kernel', kernelVersion),
    metadata: {
      document_class: model.components.length > 0 ? 'cad assembly' : 'cad part',
      title,
      units,
      properties: {
        valid: parts.every((part) => part.valid),
        closed: parts.every((part) => part.adjacency.openEdges === 0),
        shells: counts.shells,
        stated_units: model.statedUnits,
        parts: partSolids,
        ...(format === 'step' ? { step_header: readStepHeader(input.bytes) } : {}),
      },
      warnings: [...warningsOf(model, parts, mixed, volume), ...(grids === null ? [tooManyFaces] : []), ...warnings],
    },
    bom_items: bom,
    cad: {
      faces: counts.faces,
      edges: counts.edges,
      vertices: counts.vertices,
      solids: counts.solids,
      volume,
      area: totals.area,
      units,
      unit_source: units === null ? 'unknown' : 'stated',
      bounding_box: totals.box,
      centre_of_gravity: totals.centreOfGravity === null ? null : [...totals.centreOfGravity],
      mass_kg: null,
      material: null,
      face_list: faceRows(parts),
      adjacency: adjacencyRows(parts),
      features: featureRows(parts),
      assembly: assemblyRows(model),
      point_cloud: cloud,
      face_grids: grids === null ? null : packGrids(littleEndian(grids.faces)),
      edge_grids: grids === null ? null : packGrids(littleEndian(grids.edges)),
      views,
    },
  };
}

/** The file's own unit as the fleet names it; several are all named. */
function unitsOf({ statedUnits }: KernelModel): string | null {
  const names = statedUnits.map((spelling) => lengthUnit(spelling)?.name ?? spelling.toLowerCase());
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}

function namesOf(model: KernelModel): { title: string | null; bom: BomItemFact[] } {
  if (model.components.length === 0) return { title: model.parts[0]?.name ?? null, bom: [] };
  const bom = model.parts.map((part, index) => ({
    item_number: null,
    part_number: part.name,
    description: null,
    quantity: part.placements.length,
    material: null,
    source_table: 'assembly tree',
    properties: { part: index },
  }));
  return { title: model.components[0]?.parent ?? null, bom };
}

function partRow({ part, counts, area, volume, adaptiveVolume, valid, adjacency }: MeasuredPart): Record<string, unknown> {
  return {
    name: part.name,
    instances: part.placements.length,
    ...counts,
    area,
    volume: volume?.volume ?? null,
    ...(adaptiveVolume === null ? {} : { volume_adaptive: adaptiveVolume }),
    valid,
    open_edges: adjacency.openEdges,
  };
}

function warningsOf(model: KernelModel, parts: readonly MeasuredPart[], mixed: boolean, volume: number | null): string[] {
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

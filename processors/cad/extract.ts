import { ExtractionError } from '../../queues/contract/errors.js';
import { emptyExtraction } from '../../queues/contract/facts.js';
import type { Extraction } from '../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import { checkBytes } from './check-bytes.js';
import { littleEndian, packGrids } from './grids/packed.js';
import { readGrids } from './grids/read-grids.js';
import { adjacencyRows, assemblyRows, boxRow, faceRows, featureRows, pointRow, totalsOf } from './facts.js';
import type { KernelApi } from './kernel/api.js';
import { kernelError } from './kernel/failure.js';
import type { KernelModel } from './kernel/model.js';
import { readModel } from './kernel/read.js';
import { useKernel } from './kernel/use.js';
import { measurePart } from './measure-part.js';
import { derive } from './derive.js';
import { readFileFacts, type FileFacts } from './file-facts.js';
import { bomOf, claimsOf, mainProduct, massOf, materialsOf, partRow, titleOf, unitsOf, warningsOf } from './metadata.js';
import { pmiFacts } from './pmi-facts.js';
import { describeContents, unreadContents } from './step/contents.js';
import { countShapes, measureVolume, type Counts } from './topology/measure.js';
import { kernelVersion } from './version.js';
import { kernelFormat } from './with-model.js';

const keptKernelLines = 10;
/** Integration of fixed order depends on where a part stands; up to here the whole is integrated where it stands, as native kernels do. */
const facesOfAffordableWhole = 2_000;
const tooManyFaces = 'no grids of faces and edges: they would take more than 16 MiB';

/**
 * Reads a STEP, IGES or BREP file with the B-Rep kernel: counts, mass properties, boundary graph with convexity, assembly, units, validity.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH, FILE_CORRUPT (cannot be parsed), KERNEL_ERROR (no faces, or the kernel failed), MEMORY.
 */
export async function extractCad(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const format = kernelFormat(input);
  const { bytes, warnings } = checkBytes(format, input);
  ports.stage('kernel load');
  return useKernel(async (kernel, scope) => {
    kernel.takeOutput();
    let stage = 'reading the file';
    const enter = (name: string): void => {
      stage = name;
      ports.stage(`kernel ${name}`);
    };
    try {
      enter('reading what the file says');
      const facts = readFileFacts(format, bytes, ports.companions ?? []);
      enter('reading the file');
      const model = readModel(kernel.api, format, facts.external.bytes, scope, facts.external.files);
      const counts = countShapes(kernel.api, model.whole);
      // For the chain, which looks for the files that it refers to.
      if (counts.faces === 0 && facts.external.references.length > 0 && ports.companions?.length === 0)
        return referencesAlone(facts);
      const extraction = await measure(kernel.api, model, counts, facts, enter, ports.keep);
      const said = kernel.takeOutput().filter((line) => /ERR|error|fail/i.test(line));
      const all = [
        ...warnings,
        ...facts.external.warnings,
        ...(extraction.metadata.warnings ?? []),
        ...said.slice(0, keptKernelLines).map((line) => `kernel: ${line.trim()}`),
      ];
      return { ...extraction, metadata: { ...extraction.metadata, ...(all.length > 0 ? { warnings: all } : {}) } };
    } catch (error) {
      throw kernelError(kernel.api, error, stage);
    }
  });
}

async function measure(
  api: KernelApi,
  model: KernelModel,
  counts: Counts,
  facts: FileFacts,
  enter: (stage: string) => void,
  keep: ExtractionPorts['keep'],
): Promise<Extraction> {
  if (counts.faces === 0) throw noFaces(counts.edges, facts);
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
    parts.some((part) => part.hasLooseFaces) ||
    (totals.volume !== null && !totals.isEnclosed && parts.some((part) => part.volume === null && part.counts.faces > 0));
  const isWholeAffordable = parts.some(({ part }) => part.placements.length > 1) && counts.faces <= facesOfAffordableWhole;
  const volume =
    mixed || (totals.volume !== null && !totals.isEnclosed && isWholeAffordable)
      ? measureVolume(api, model.whole).volume
      : totals.volume;
  const units = unitsOf(model);
  const product = mainProduct(model, facts.step);
  const pmi = pmiFacts(facts);
  const claims = claimsOf(facts.step, volume, totals.area);
  const isPart = model.components.length === 0 && model.parts.length === 1;
  const material = isPart ? (product?.material?.name ?? null) : null;
  return {
    ...emptyExtraction('kernel', kernelVersion),
    metadata: {
      document_class: isPart ? 'cad part' : 'cad assembly',
      title: titleOf(model, product, facts.title),
      part_number: product?.id ?? null,
      revision: product?.revision ?? null,
      material,
      units,
      xrefs: [...facts.external.references],
      ...pmi.metadata,
      properties: {
        valid: parts.every((part) => part.valid),
        closed: parts.every((part) => part.adjacency.openEdges === 0),
        shells: counts.shells,
        ...(totals.isEnclosed ? { volume_source: 'joined surfaces' } : {}),
        stated_units: model.statedUnits,
        parts: parts.map((part) => partRow(part)),
        ...(product?.description == null ? {} : { description: product.description }),
        ...(facts.step === null ? {} : { contents: facts.step.contents }),
        ...claims.properties,
        ...pmi.properties,
        ...facts.header,
      },
      warnings: [
        ...warningsOf(model, parts, mixed, volume),
        ...(claims.warnings ?? []),
        ...unreadContents(facts.step?.contents ?? {}),
        ...(grids === null ? [tooManyFaces] : []),
        ...warnings,
      ],
    },
    texts: pmi.texts,
    dimensions: pmi.dimensions,
    blocks: pmi.blocks,
    parameters: [...(product?.parameters ?? [])],
    materials: materialsOf(model, facts.step),
    bom_items: bomOf(model, facts.step),
    cad: {
      faces: counts.faces,
      edges: counts.edges,
      vertices: counts.vertices,
      solids: counts.solids,
      volume,
      area: totals.area,
      units,
      unit_source: units === null ? 'unknown' : model.statedUnits.length === 0 ? 'assumed' : 'stated',
      bounding_box: totals.box === null ? null : boxRow(totals.box),
      centre_of_gravity: totals.centreOfGravity === null ? null : pointRow(totals.centreOfGravity),
      mass_kg: massOf(parts, facts.step),
      material,
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

/** A file of an assembly whose parts are in others. */
function referencesAlone({ external, title }: FileFacts): Extraction {
  const empty = emptyExtraction('kernel', kernelVersion);
  return { ...empty, metadata: { document_class: 'cad assembly', title, xrefs: [...external.references] } };
}

function listOf(contents: Readonly<Record<string, number>>): string | null {
  const kinds = Object.entries(contents).map(([kind, count]) => `${count} ${kind}`);
  return kinds.length === 0 ? null : kinds.join(', ');
}

/** Why there is nothing to measure: wireframes, tessellations and references to other files are no boundary representation. */
function noFaces(edges: number, { step, iges, external }: FileFacts): ExtractionError {
  const instead = step === null ? listOf(iges?.contents ?? {}) : describeContents(step.contents);
  const { references: named } = external;
  const references = named.length === 0 ? '' : `; it refers to ${named.slice(0, 5).join(', ')}`;
  const found = edges > 0 ? `${edges} edges, but no faces` : 'no geometry that the kernel reads';
  return new ExtractionError('KERNEL_ERROR', `the file holds ${found}${instead === null ? '' : ` (${instead})`}${references}`);
}

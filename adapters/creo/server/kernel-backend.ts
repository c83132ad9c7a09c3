import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../make-folder.js';
import type { Artifact } from '../../../queues/contract/artifacts.js';
import type { CreoAnswer, NamedBytes } from '../../../queues/contract/creo-service.js';
import { meshArtifact } from '../../../processors/cad/mesh-artifact.js';
import { sdfArtifact } from '../../../processors/cad/sdf/artifact.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { Format } from '../../../queues/contract/formats.js';
import { neutralExportOf } from '../../../processors/creo/model/neighbours.js';
import { processors } from '../../../processors/registry.js';
import { readArtifactBytes } from '../../artifacts/artifact-folder.js';
import { ChildPool } from '../../extraction/child-pool.js';
import type { CreoBackend, ServedModel } from './backend.js';

const processorName = 'cad';
const neutralFormats: readonly string[] = ['step', 'iges', 'brep'];

/**
 * The service without Creo: STEP, IGES and BREP by the B-Rep kernel in child processes, `.prt` and `.asm` by the neutral export of the
 * same model that came with them.
 */
export class KernelBackend implements CreoBackend {
  readonly name = 'kernel';
  readonly formats = [...neutralFormats, 'creo_prt', 'creo_asm'];
  readonly #pool: ChildPool;
  readonly #folder: string;
  #next = 1;

  private constructor(folder: string, children: number) {
    this.#folder = folder;
    this.#pool = new ChildPool(children);
  }

  /** @param children models in work at once */
  static async open(children: number): Promise<KernelBackend> {
    return new KernelBackend(await mkdtemp(join(tmpdir(), 'fleet-creo-')), children);
  }

  /** Without the engine's own name, which comes first in it. */
  get version(): string {
    return (processors[processorName]?.version ?? '').replace(/^kernel /, '');
  }

  async extract(model: ServedModel, signal: AbortSignal): Promise<CreoAnswer> {
    const read = neutralOf(model);
    const { extraction, artifacts } = await this.#run('kernel', read, signal);
    const { metadata } = extraction;
    if (extraction.cad === null) {
      const named = (metadata.xrefs ?? []).slice(0, 5).join(', ');
      throw new ExtractionError('CREO_MODEL_ERROR', `${read.name} holds no geometry of its own; it refers to ${named}`);
    }
    const properties = read.isNeighbour ? { ...metadata.properties, read_from: read.name } : metadata.properties;
    return {
      backend: `${this.name} ${this.version}`,
      facts: { ...extraction, metadata: properties === undefined ? metadata : { ...metadata, properties } },
      artifacts,
    };
  }

  tessellate(model: ServedModel, signal: AbortSignal): Promise<Uint8Array> {
    return this.#artifact('mesh', meshArtifact, model, signal);
  }

  sampleDistances(model: ServedModel, signal: AbortSignal): Promise<Uint8Array> {
    return this.#artifact('sdf', sdfArtifact, model, signal);
  }

  close(): void {
    this.#pool.close();
    void rm(this.#folder, { recursive: true, force: true });
  }

  async #artifact(engine: string, wanted: string, model: ServedModel, signal: AbortSignal): Promise<Uint8Array> {
    const { artifacts } = await this.#run(engine, neutralOf(model), signal);
    return artifacts.find(({ name }) => name === wanted)?.bytes ?? new Uint8Array();
  }

  async #run(
    engine: string,
    { name, format, bytes }: Neutral,
    signal: AbortSignal,
  ): Promise<{ extraction: Extraction; artifacts: Artifact[] }> {
    const processor = processors[processorName];
    if (!processor) throw new Error(`no processor ${processorName}`);
    const folder = join(this.#folder, String(this.#next++));
    await makeFolder(folder);
    try {
      const path = join(folder, `model.${format}`);
      await writeFile(path, bytes);
      const document = { path, name, format, sizeBytes: bytes.length, artifactFolder: folder };
      const answer = await this.#pool.run({ processorName, processor, engine, ...document, signal });
      const extraction = JSON.parse(answer.extraction) as Extraction;
      return { extraction, artifacts: await artifactsOf(extraction, folder) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Pictures and arrays go with the answer; the worker keeps them, this machine does not. */
function artifactsOf({ artifacts }: Extraction, folder: string): Promise<Artifact[]> {
  return Promise.all(
    artifacts.map(async ({ name, media_type: mediaType, storage_key: key, page, width, height }) => ({
      name,
      mediaType,
      bytes: await readArtifactBytes(folder, key),
      ...(page === null ? {} : { page }),
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
    })),
  );
}

interface Neutral extends NamedBytes {
  readonly format: Format;
  readonly isNeighbour: boolean;
}

/** @throws {ExtractionError} CREO_MODEL_ERROR when a Creo file comes without a neutral export */
function neutralOf({ name, format, bytes, companions }: ServedModel): Neutral {
  if (neutralFormats.includes(format)) return { name, format, bytes, isNeighbour: false };
  if (format !== 'creo_prt' && format !== 'creo_asm') {
    throw new ExtractionError('FORMAT_MISMATCH', `${name} is a ${format} file, which this service does not read`);
  }
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const found = neutralExportOf(file, [file, ...companions.map((companion) => companion.name)]);
  const companion = found.kind === 'found' ? companions.find((candidate) => candidate.name === found.name) : undefined;
  if (companion) {
    const neutralFormat = /\.(?:iges|igs)$/i.test(companion.name) ? 'iges' : 'step';
    return { ...companion, format: neutralFormat, isNeighbour: true };
  }
  const reason = found.kind === 'none' ? found.reason : 'no neutral export lies beside the model';
  throw new ExtractionError('CREO_MODEL_ERROR', `this service has no Creo, and ${reason}`);
}

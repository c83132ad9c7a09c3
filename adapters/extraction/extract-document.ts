import { stat } from 'node:fs/promises';
import { ExtractionError, type ErrorClass } from '../../queues/contract/errors.js';
import { emptyExtraction, type Extraction, type Facts } from '../../queues/contract/facts.js';
import type { Format } from '../../queues/contract/formats.js';
import { processorFor } from '../../processors/registry.js';
import type { CompanionPath } from './protocol.js';
import { EngineFailure } from './extraction-child.js';
import { systemPath } from '../source/system-path.js';
import type { CreoRoute } from '../../queues/contract/creo-service.js';
import type { ChildPool } from './child-pool.js';

export interface DocumentRef {
  /** Where the bytes are on this machine. */
  readonly path: string;
  /** Its path inside the source, for messages and corroboration. */
  readonly name: string;
  readonly format: Format;
  readonly sizeBytes: number;
  /** What lies beside it; without, nothing does. */
  readonly folder?: Neighbourhood;
  /** Where pictures and arrays of it are kept; without it, where the pool keeps all. */
  readonly artifactFolder?: string;
}

/** The folder of a document and what lies around it in its source, for processors that can take a neighbour for it. Paths are those from the folder. */
export interface Neighbourhood {
  /** What lies in the folder, or in another one; nothing outside of the source. */
  names(folder?: string): Promise<readonly string[]>;
  /**
   * Where the bytes of a file are on this machine.
   * @throws {ExtractionError} FILE_MISSING for a path out of the source
   */
  path(name: string): Promise<string>;
}

export interface ExtractDocumentOptions {
  readonly signal?: AbortSignal;
  /** Without it no Creo service is asked. */
  readonly creo?: CreoRoute;
  /** The only engine that may read it; null or none leaves the choice to its processor. */
  readonly engine?: string | null;
}

/** Thrown when the caller's signal was aborted: the document has no result and keeps its state. */
export class ExtractionAborted extends Error {
  override readonly name = 'ExtractionAborted';
}

/**
 * Reads one document with its processor's engines and tells its facts, failures included: never throws for what is wrong
 * with a document.
 * @throws {ExtractionAborted} when `signal` was aborted
 */
export async function extractDocument(
  pool: ChildPool,
  document: DocumentRef,
  { signal, creo = noCreoService, engine = null }: ExtractDocumentOptions = {},
): Promise<Facts> {
  const found = processorFor(document.format);
  if (!found) return skipped(document);
  const cost = { wallMs: 0, cpuMs: 0, peakRssMb: 0, contentHash: null as string | null };
  const run = async (engine: string, names: readonly string[] = []): Promise<Extraction> => {
    try {
      const companions = await pathsOf(document.folder, names);
      const answer = await pool.run({
        ...document,
        // An assembly of a few lines with parts of a hundred megabytes takes the time of the parts.
        sizeBytes: document.sizeBytes + (await bytesOf(companions)),
        processorName: found.name,
        processor: found.processor,
        engine,
        companions,
        ...(signal ? { signal } : {}),
      });
      cost.wallMs += answer.wallMs;
      cost.cpuMs += answer.cpuMs;
      cost.peakRssMb = Math.max(cost.peakRssMb, answer.peakRssMb);
      cost.contentHash = answer.contentHash;
      return JSON.parse(answer.extraction) as Extraction;
    } catch (error) {
      if (error instanceof EngineFailure) {
        cost.wallMs += error.wallMs;
        cost.cpuMs += error.cpuMs;
        cost.peakRssMb = Math.max(cost.peakRssMb, error.peakRssMb ?? 0);
        cost.contentHash ??= error.contentHash;
      }
      throw error;
    }
  };
  const companions = async (folder?: string): Promise<readonly string[]> => (await document.folder?.names(folder)) ?? [];
  const timings = (): Facts['timings'] => ({
    wall_ms: Math.round(cost.wallMs),
    cpu_ms: cost.cpuMs,
    peak_rss_mb: cost.peakRssMb || null,
  });
  const head = { file: document.name, format: document.format };
  try {
    const extraction = await (engine === null
      ? found.processor.chain(run, { name: document.name, companions, creo })
      : chosen(engine, run));
    const done = { content_hash: cost.contentHash, status: 'completed', error_class: null, error: null } as const;
    return { ...head, ...done, ...extraction, timings: timings() };
  } catch (error) {
    if (signal?.aborted) throw new ExtractionAborted(document.name);
    const { errorClass, message } = describe(error);
    return { ...head, ...failure(errorClass, message), content_hash: cost.contentHash, timings: timings() };
  }
}

/** The facts of a document whose bytes could not be had. */
export function unreadDocument({ name, format }: Pick<DocumentRef, 'name' | 'format'>, error: unknown): Facts {
  const { errorClass, message } = describe(error);
  const timings = { wall_ms: 0, cpu_ms: 0, peak_rss_mb: null };
  return { file: name, format, content_hash: null, ...failure(errorClass, message), timings };
}

async function chosen(engine: string, run: (engine: string) => Promise<Extraction>): Promise<Extraction> {
  return { ...(await run(engine)), fallback_reason: `engine ${engine} was asked for` };
}

const noCreoService: CreoRoute = {
  mode: 'auto',
  ask: () => Promise.reject(new ExtractionError('CREO_UNAVAILABLE', 'no Creo service is configured')),
};

function pathsOf(folder: Neighbourhood | undefined, names: readonly string[]): Promise<CompanionPath[]> {
  return Promise.all(names.map(async (name) => ({ name, path: (await folder?.path(name)) ?? name })));
}

/** One that has gone since it was found is told by whoever reads it. */
async function bytesOf(companions: readonly CompanionPath[]): Promise<number> {
  const sizes = await Promise.all(
    companions.map(({ path }) =>
      stat(systemPath(path)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function skipped(document: DocumentRef): Facts {
  return {
    file: document.name,
    format: document.format,
    content_hash: null,
    ...nothing(),
    status: 'skipped',
    error_class: null,
    error: `no processor for format ${document.format}`,
    timings: { wall_ms: 0, cpu_ms: 0, peak_rss_mb: null },
  };
}

function failure(errorClass: ErrorClass, message: string): Omit<Facts, 'file' | 'format' | 'content_hash' | 'timings'> {
  return { ...nothing(), status: 'failed', error_class: errorClass, error: message };
}

function nothing(): Omit<Extraction, 'extractor' | 'extractor_version'> & { extractor: null; extractor_version: null } {
  return { ...emptyExtraction('noop', ''), extractor: null, extractor_version: null };
}

function describe(error: unknown): { errorClass: ErrorClass; message: string } {
  if (error instanceof ExtractionError) return { errorClass: error.errorClass, message: error.message };
  return { errorClass: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

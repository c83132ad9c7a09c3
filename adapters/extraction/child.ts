import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { ExtractionError, type ErrorClass } from '../../queues/contract/errors.js';
import type { CreoService, NamedBytes } from '../../queues/contract/creo-service.js';
import type { ArtifactFact } from '../../queues/contract/artifacts.js';
import type { Extract, ExtractionPorts } from '../../queues/contract/processor.js';
import { processors } from '../../processors/registry.js';
import { keepInto } from './keep-artifacts.js';
import { maxExtractionBytes, type ChildMessage, type ExtractRequest } from './protocol.js';
import { systemPath } from '../source/system-path.js';
import { noteStage, slots, type WatchdogData } from './watchdog.js';

/**
 * The extraction child: one document at a time, and it may die at any moment. It holds nothing that is not on disk, in
 * Postgres or with its parent, so killing it loses nothing but the document's time.
 */

const shared = new Int32Array(new SharedArrayBuffer(slots.length * Int32Array.BYTES_PER_ELEMENT));
const watchdogData: WatchdogData = { shared, parentPid: process.ppid };
new Worker(new URL('./watchdog.js', import.meta.url), { workerData: watchdogData }).unref();

const stageEveryMs = 50;

/** Codes of names that no file of a source can have: a folder, too long, links in a circle, characters that the system refuses. */
const noFileCodes: ReadonlySet<string> = new Set(['EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']);

const engines = new Map<string, Promise<Extract>>();
let service: CreoService | undefined;

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when its children go.
process.on('SIGINT', () => undefined);
process.on('message', (request: ExtractRequest) => void serve(request));
send({ kind: 'ready' });

async function serve(request: ExtractRequest): Promise<void> {
  const cpuBefore = process.cpuUsage();
  Atomics.store(shared, slots.peakMb, Math.round(process.memoryUsage.rss() / 2 ** 20));
  Atomics.store(shared, slots.ceilingMb, request.memoryMb);
  let contentHash: string | null = null;
  try {
    stage(request.id, 'read');
    const bytes = await readDocument(request.path);
    contentHash = createHash('sha256').update(bytes).digest('hex');
    const extract = await loadedEngine(request);
    const document = { name: request.name, format: request.format, bytes };
    const artifacts: ArtifactFact[] = [];
    const ports: ExtractionPorts = {
      stage: (name) => stage(request.id, name),
      keep: keeper(request, contentHash, artifacts),
      companions: await readCompanions(request),
      creo: await creoService(request),
    };
    const extraction = JSON.stringify({ ...(await extract(document, ports)), artifacts });
    if (extraction.length > maxExtractionBytes) {
      throw new ExtractionError('OUTPUT_TOO_LARGE', `the facts of this file take ${extraction.length} characters`);
    }
    send({ kind: 'done', id: request.id, extraction, contentHash, ...usage(cpuBefore) });
  } catch (error) {
    if (isMachineFault(error)) die(error);
    const { errorClass, message } = classify(error);
    send({ kind: 'failed', id: request.id, errorClass, message, contentHash, ...usage(cpuBefore) });
  } finally {
    Atomics.store(shared, slots.ceilingMb, 0);
  }
}

async function readDocument(path: string): Promise<Buffer> {
  try {
    return await readFile(systemPath(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExtractionError('FILE_MISSING', 'the file is not there');
    if (noFileCodes.has(String(code))) {
      throw new ExtractionError('FILE_MISSING', `no file can be read under this name: ${String(code)}`);
    }
    if (code === 'ERR_FS_FILE_TOO_LARGE') throw new ExtractionError('FILE_TOO_LARGE', 'the file is larger than 2 GiB');
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExtractionError('STORAGE_UNAVAILABLE', `the file cannot be read: ${reason}`, { cause: error });
  }
}

async function readCompanions({ companions }: ExtractRequest): Promise<NamedBytes[]> {
  return Promise.all(companions.map(async ({ name, path }) => ({ name, bytes: await readCompanion(name, path) })));
}

/** A neighbour that has gone since the chain chose it is no fault of the document. */
async function readCompanion(name: string, path: string): Promise<Buffer> {
  try {
    return await readFile(systemPath(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExtractionError('CREO_UNAVAILABLE', `${name} beside the document cannot be read: ${reason}`, { cause: error });
  }
}

/** One connection per child, opened when the engine that asks the service is run first. */
async function creoService({ engine: name, creoUrl }: ExtractRequest): Promise<CreoService | null> {
  if (name !== 'grpc' || creoUrl === null) return null;
  const { CreoClient } = await import('../creo/client.js');
  service ??= new CreoClient(creoUrl);
  return service;
}

function keeper(
  { processor, artifactFolder: folder }: ExtractRequest,
  contentHash: string,
  kept: ArtifactFact[],
): ExtractionPorts['keep'] {
  if (folder === null) return null;
  return keepInto({ folder, contentHash, processor, version: processors[processor]?.version ?? '' }, kept);
}

/** Tells the parent when the engine has just been loaded, for the document's time begins then. */
async function loadedEngine({ id, processor, engine: name }: ExtractRequest): Promise<Extract> {
  if (engines.has(`${processor}/${name}`)) return engine(processor, name);
  stage(id, `load ${name}`);
  const extract = await engine(processor, name);
  send({ kind: 'loaded', id });
  return extract;
}

function engine(processorName: string, engineName: string): Promise<Extract> {
  const key = `${processorName}/${engineName}`;
  const known = engines.get(key);
  if (known) return known;
  const definition = processors[processorName]?.engines[engineName];
  if (!definition) throw new Error(`no engine ${key}`);
  const loading = definition.load().catch((error: unknown) => {
    // The next document tries again.
    engines.delete(key);
    throw error;
  });
  engines.set(key, loading);
  return loading;
}

function classify(error: unknown): { errorClass: ErrorClass; message: string } {
  if (error instanceof ExtractionError) return { errorClass: error.errorClass, message: error.message };
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return { errorClass: 'FILE_CORRUPT', message: 'the file is nested deeper than any reader can follow' };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { errorClass: 'INTERNAL', message: message.split('\n').slice(0, 4).join(' | ') };
}

/** A trap or abort of a WASM machine that its engine has not dealt with. By name: its class has no declaration without the DOM's. */
function isMachineFault(error: unknown): error is Error {
  return error instanceof Error && error.name === 'RuntimeError';
}

/** The engine's memory is in an unknown state: the parent reports a crash, and the next document gets a new process. */
function die(error: Error): never {
  writeSync(2, `the engine broke down: ${error.message.slice(0, 500)}\n`);
  process.exit(70);
}

function usage(before: NodeJS.CpuUsage): { cpuMs: number; peakRssMb: number; restMb: number } {
  const { user, system } = process.cpuUsage(before);
  const nowMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
  return {
    cpuMs: Math.round((user + system) / 1000),
    peakRssMb: Math.max(nowMb, Atomics.load(shared, slots.peakMb)),
    restMb: nowMb,
  };
}

let stageSentAtMs = 0;

/** At once when the last message is some time ago: what crashes is rarely in a hurry. The rest is the watchdog's, once it lasts. */
function stage(id: number, name: string): void {
  noteStage(shared, name);
  const nowMs = performance.now();
  if (nowMs - stageSentAtMs < stageEveryMs) return;
  stageSentAtMs = nowMs;
  send({ kind: 'stage', id, stage: name });
}

function send(message: ChildMessage): void {
  // The parent may have gone between two messages; the disconnect handler ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

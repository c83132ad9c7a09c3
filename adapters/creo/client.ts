import { createHash } from 'node:crypto';
import { status, type Client } from '@grpc/grpc-js';
import type { CreoAnswer, CreoModel, CreoService } from '../../queues/contract/creo-service.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { CadFact } from '../../queues/contract/facts.js';
import { serviceLimitMs } from '../../processors/creo/processor.js';
import { assemblyOf, bomOf, parametersOf } from './answers.js';
import { BRepReader, type StreamedModel } from './brep-reader.js';
import { callFailed, isServiceError } from './call-errors.js';
import { openConnection, stream, unary, type AnyMethod } from './connection.js';
import type { AssemblyMessage, ExtractRequest, ParametersMessage } from './messages.js';
import { creoService } from './proto.js';

/** How often a call is made that the transport failed; a model error is told at once. */
const tries = 3;
const firstPauseMs = 250;

export interface CreoClientOptions {
  /** For one model with all its calls and retries. */
  readonly limitMs?: number;
}

/** The published protocol from the fleet's side. */
export class CreoClient implements CreoService {
  readonly #client: Client;
  readonly #limitMs: number;

  /** @param url host:port */
  constructor(url: string, { limitMs = serviceLimitMs }: CreoClientOptions = {}) {
    this.#client = openConnection(url);
    this.#limitMs = limitMs;
  }

  async extract(model: CreoModel, stage: (name: string) => void): Promise<CreoAnswer> {
    const deadline = Date.now() + this.#limitMs;
    const request = requestOf(model);
    stage('boundary representation');
    const streamed = await retried('ExtractBRep', deadline, () => this.#streamModel(request, deadline));
    // The content is on the other side now; the other questions name it by its hash.
    stage('parameters');
    const parameters = (await this.#ask('GetParameters', request, deadline)) as ParametersMessage;
    stage('assembly');
    const assembly = (await this.#ask('GetAssembly', request, deadline)) as AssemblyMessage;
    const cad: CadFact | null = streamed.cad === null ? null : { ...streamed.cad, assembly: assemblyOf(assembly) };
    const { metadata, materials, backend, artifacts } = streamed;
    return {
      backend,
      facts: { metadata, materials, parameters: parametersOf(parameters), bom_items: bomOf(assembly), cad },
      artifacts,
    };
  }

  close(): void {
    this.#client.close();
  }

  async #streamModel(request: ExtractRequest, deadline: number): Promise<StreamedModel> {
    const reader = new BRepReader();
    await stream(this.#client, method('ExtractBRep'), request, deadline, (chunk) => reader.take(chunk));
    return reader.finish();
  }

  async #ask(name: string, request: ExtractRequest, deadline: number): Promise<object> {
    const call = (message: ExtractRequest): Promise<object> =>
      retried(name, deadline, () => unary(this.#client, method(name), message, deadline));
    const { content, ...known } = request;
    const hash = createHash('sha256')
      .update(content ?? '')
      .digest('hex');
    try {
      return await call({ ...known, companions: [], content_sha256: hash });
    } catch (error) {
      const forgotten = error instanceof ExtractionError && isServiceError(error.cause) && error.cause.code === status.NOT_FOUND;
      if (!forgotten) throw error;
      return call(request);
    }
  }
}

function requestOf({ name, format, bytes, companions }: CreoModel): ExtractRequest {
  return {
    name,
    format,
    content: bufferOf(bytes),
    companions: companions.map((companion) => ({ name: companion.name, content: bufferOf(companion.bytes) })),
  };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function method(name: string): AnyMethod {
  return creoService[name] as AnyMethod;
}

/** Makes a call again when the transport failed and there is time left. @throws {ExtractionError} */
async function retried<T>(name: string, deadline: number, call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await call();
    } catch (error) {
      const failure = callFailed(name, error);
      const pauseMs = firstPauseMs * 2 ** (tried - 1);
      const isOver = tried >= tries || Date.now() + pauseMs >= deadline;
      if (failure.errorClass !== 'CREO_UNAVAILABLE' || isOver) throw failure;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

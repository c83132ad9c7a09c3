import { once } from 'node:events';
import {
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { CreoAnswer } from '../../../queues/contract/creo-service.js';
import { assemblyMessage, parameterMessages } from '../answers.js';
import { brepChunks, massMessage } from '../brep-writer.js';
import { statusOf } from '../call-errors.js';
import { meshChunks } from '../mesh-chunks.js';
import { sdfChunks } from '../sdf-chunks.js';
import type { BRepChunk, CapabilitiesMessage, ExtractRequest, MeshMessage, SdfMessage, SdfRequest } from '../messages.js';
import type { Answers } from './answers.js';
import type { CreoBackend, CreoServerOptions } from './backend.js';

export const schemaVersion = '1';

type Unary = ServerUnaryCall<ExtractRequest, object>;

/** What each method of the service does. */
export function creoHandlers(backend: CreoBackend, answers: Answers, options: CreoServerOptions): UntypedServiceImplementation {
  const unary =
    (answerOf: (answer: CreoAnswer) => object) =>
    (call: Unary, reply: sendUnaryData<object>): void => {
      answers.of(call.request, cancelled(call)).then(
        (answer) => reply(null, answerOf(answer)),
        (error: unknown) => reply(statusOf(error)),
      );
    };
  return {
    GetCapabilities: (_call: unknown, reply: sendUnaryData<CapabilitiesMessage>) => reply(null, capabilities(backend, options)),
    ExtractBRep: (call: ServerWritableStream<ExtractRequest, BRepChunk>) =>
      void streamChunks(call, call.request, async (signal) => brepChunks(await answers.of(call.request, signal)), options),
    GetMassProperties: unary(({ facts }) => (facts.cad === null ? {} : massMessage(facts.cad))),
    GetParameters: unary(({ facts }) => ({ parameters: parameterMessages(facts.parameters) })),
    GetAssembly: unary(({ facts }) => assemblyMessage(facts.cad?.assembly ?? [], facts.bom_items)),
    ExtractTessellation: (call: ServerWritableStream<ExtractRequest, MeshMessage>) =>
      void streamChunks(call, call.request, async (signal) => meshChunks(await answers.meshOf(call.request, signal)), options),
    ComputeSDF: (call: ServerWritableStream<SdfRequest, SdfMessage>) =>
      void streamChunks(
        call,
        call.request.model,
        async (signal) => sdfChunks(await answers.distancesOf(call.request.model, signal)),
        options,
      ),
  };
}

function capabilities({ name, version, formats }: CreoBackend, { sessions, roots }: CreoServerOptions): CapabilitiesMessage {
  return {
    backend: name,
    backend_version: version,
    schema_version: schemaVersion,
    formats: [...formats],
    methods: [
      'GetCapabilities',
      'ExtractBRep',
      'ExtractTessellation',
      'ComputeSDF',
      'GetMassProperties',
      'GetParameters',
      'GetAssembly',
    ],
    sessions,
    accepts_paths: roots.length > 0,
  };
}

async function streamChunks<Chunk>(
  call: ServerWritableStream<object, Chunk>,
  { name }: Pick<ExtractRequest, 'name'>,
  chunksOf: (signal: AbortSignal) => Promise<Iterable<Chunk>>,
  { onModel }: CreoServerOptions,
): Promise<void> {
  const startedAt = performance.now();
  const signal = cancelled(call);
  try {
    for (const chunk of await chunksOf(signal)) {
      if (signal.aborted) return;
      // A slow reader holds the rest of the model here, not in the socket's buffer.
      if (!call.write(chunk)) await once(call, 'drain', { signal });
    }
    call.end();
    onModel?.(name, Math.round(performance.now() - startedAt), null);
  } catch (error) {
    const failure = statusOf(error);
    call.emit('error', failure);
    onModel?.(name, Math.round(performance.now() - startedAt), failure.details);
  }
}

function cancelled(call: { on(event: 'cancelled', listener: () => void): unknown; readonly cancelled: boolean }): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort());
  return controller.signal;
}

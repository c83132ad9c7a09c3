import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { maxMessageBytes } from '../connection.js';
import { creoService, healthService } from '../proto.js';
import { Answers } from './answers.js';
import type { CreoBackend, CreoServerOptions } from './backend.js';
import { creoHandlers } from './handlers.js';
import { Sessions } from './sessions.js';

export interface CreoServer {
  readonly port: number;
  /** Answers what has begun for a moment, then ends. */
  close(): Promise<void>;
}

const closeWithinMs = 2_000;

/** Serves the published protocol over a backend, with the standard health service beside it. */
export async function serveCreo(backend: CreoBackend, options: CreoServerOptions): Promise<CreoServer> {
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.keepalive_time_ms': 20_000,
    'grpc.keepalive_timeout_ms': 10_000,
  });
  const sessions = new Sessions(options.sessions);
  const answers = new Answers(backend, sessions, options.roots);
  server.addService(creoService, creoHandlers(backend, answers, options));
  server.addService(healthService, healthHandlers());
  const port = await bind(server, options.address);
  return {
    port,
    close: async () => {
      const force = setTimeout(() => server.forceShutdown(), closeWithinMs);
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
      clearTimeout(force);
      backend.close();
    },
  };
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port)));
  });
}

/** Serving as long as the process lives: a server that is going refuses connections. */
function healthHandlers(): UntypedServiceImplementation {
  return {
    Check: (_call: unknown, answer: (error: null, message: object) => void) => answer(null, { status: 'SERVING' }),
    Watch: (call: { write(message: object): void }) => call.write({ status: 'SERVING' }),
  };
}

import { Command } from 'commander';
import { CreosonBackend } from '../../adapters/creo/creoson/backend.js';
import type { CreoBackend } from '../../adapters/creo/server/backend.js';
import { KernelBackend } from '../../adapters/creo/server/kernel-backend.js';
import { serveCreo } from '../../adapters/creo/server/serve.js';
import { wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { createLogger } from '../logger.js';
import { stopSignal, whenAborted } from '../stop-signals.js';

interface CreoServerOptions {
  listen: string;
  creoSessions: number;
  root: string[];
  creoson?: string;
}

export function creoServerCommand(): Command {
  return new Command('creo-server')
    .description('the Creo extraction service (proto/creo_extraction.proto), over the B-Rep kernel or a live Creo')
    .option('--listen <host:port>', 'where; without TLS, so keep it inside the network', '127.0.0.1:50051')
    .option('--creo-sessions <n>', 'models in work at once; a live Creo holds one', wholeNumber, 1)
    .option('--root <folder...>', 'folders of which requests may name files by path', [])
    .option('--creoson <url>', 'a live Creo through CREOSON, e.g. http://localhost:9056/creoson')
    .action(serve);
}

async function serve({ listen, creoSessions, root, creoson }: CreoServerOptions): Promise<void> {
  const log = createLogger(readConfig());
  const stop = stopSignal();
  const kernel = await KernelBackend.open(creoSessions);
  const backend: CreoBackend = creoson === undefined ? kernel : await CreosonBackend.open(creoson, kernel);
  const server = await serveCreo(backend, {
    address: listen,
    // One Creo behind one CREOSON: more models at once would close each other.
    sessions: creoson === undefined ? creoSessions : 1,
    roots: root,
    onModel: (model, durationMs, error) => log.info({ model, durationMs, error }, 'model'),
  });
  log.info({ port: server.port, backend: backend.name, version: backend.version, roots: root }, 'creo server started');
  process.send?.({ kind: 'started', port: server.port });
  await whenAborted(stop);
  await server.close();
  if (process.connected) process.disconnect();
}

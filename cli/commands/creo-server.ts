import { Command } from 'commander';
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
}

export function creoServerCommand(): Command {
  return new Command('creo-server')
    .description('the Creo extraction service (proto/creo_extraction.proto), over the B-Rep kernel')
    .option('--listen <host:port>', 'where; without TLS, so keep it inside the network', '127.0.0.1:50051')
    .option('--creo-sessions <n>', 'models in work at once', wholeNumber, 1)
    .option('--root <folder...>', 'folders of which requests may name files by path', [])
    .action(serve);
}

async function serve({ listen, creoSessions, root }: CreoServerOptions): Promise<void> {
  const log = createLogger(readConfig());
  const stop = stopSignal();
  const backend = await KernelBackend.open(creoSessions);
  const server = await serveCreo(backend, {
    address: listen,
    sessions: creoSessions,
    roots: root,
    onModel: (model, durationMs, error) => log.info({ model, durationMs, error }, 'model'),
  });
  log.info({ port: server.port, backend: backend.name, version: backend.version, roots: root }, 'creo server started');
  process.send?.({ kind: 'started', port: server.port });
  await whenAborted(stop);
  await server.close();
  if (process.connected) process.disconnect();
}

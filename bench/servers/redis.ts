import { rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../adapters/local-stack/free-port.js';
import { obtainRedis } from '../../adapters/local-stack/redis-program.js';
import { redisUrl, startRedis, type RedisServer, type RedisServerOptions } from '../../adapters/local-stack/redis-server.js';
import { stackFolder } from '../../adapters/local-stack/stack-folder.js';

/** Not a secret: the server listens on loopback and ends with its bench. */
const password = 'bench';

/** A Redis server of our own with an append-only file, as in production, which can be frozen, killed and started again. */
export class PrivateRedis {
  readonly url: string;
  readonly #options: RedisServerOptions;
  #server: RedisServer | null = null;

  private constructor(options: RedisServerOptions) {
    this.#options = options;
    this.url = redisUrl(options.port, password);
  }

  /** @param folder for its append-only files; deleted with it */
  static async create(folder: string): Promise<PrivateRedis> {
    const program = await obtainRedis(stackFolder(), (note) => console.warn(note));
    const server = new PrivateRedis({ program, folder, port: await freePort(), password, output: 'ignore' });
    await server.start();
    return server;
  }

  get port(): number {
    return this.#options.port;
  }

  async start(): Promise<void> {
    this.#server = await startRedis(this.#options);
  }

  /** One command over a connection of its own, which waits for the server. */
  async command<T>(ask: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    try {
      return await ask(client);
    } finally {
      client.disconnect();
    }
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#server !== null) process.kill(this.#server.pid, signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#server?.ended;
    this.#server = null;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#options.folder, { recursive: true, force: true });
  }
}

import { freePort } from './free-port.js';
import { databaseUrl } from './database-host.js';
import type { Urls } from './keeper-control.js';
import { startDatabase, type KeeperDatabase } from './keeper-database.js';
import { obtainRedis, type RedisProgram } from './redis-program.js';
import { redisUrl, startRedis, stopStrayRedis, type RedisServer } from './redis-server.js';
import type { StackFolder } from './stack-folder.js';
import { saveSettings, type StackSettings } from './stack-settings.js';

/** Restarts of one service that may follow each other before the keeper gives up; the count falls by one a minute. */
const maxRestarts = 5;
const forgetRestartMs = 60_000;

interface Service {
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export function urlsOf({ databasePort, redisPort, password }: StackSettings): Urls {
  return { databaseUrl: databaseUrl(databasePort, password), redisUrl: redisUrl(redisPort, password) };
}

/** The database and the Redis server of one folder, each started again when it ends unasked. */
export class KeeperServices {
  readonly #folder: StackFolder;
  readonly #settings: StackSettings;
  readonly #program: RedisProgram;
  readonly #log: (text: string) => void;
  readonly #running = new Map<string, Service>();
  #stopping = false;

  /** Resolves with the reason when a service cannot be kept running. */
  readonly lost: Promise<string>;
  #lose: (reason: string) => void = () => undefined;

  private constructor(folder: StackFolder, settings: StackSettings, program: RedisProgram, log: (text: string) => void) {
    this.#folder = folder;
    this.#settings = settings;
    this.#program = program;
    this.#log = log;
    this.lost = new Promise((resolve) => (this.#lose = resolve));
  }

  /** Resolves when both answer. The caller has the folder's claim. */
  static async start(
    folder: StackFolder,
    settings: StackSettings,
    log: (text: string) => void,
    note: (text: string) => void,
  ): Promise<KeeperServices> {
    const program = await obtainRedis(folder, note);
    if (await stopStrayRedis(folder.redis, settings.redisPort, settings.password)) log('ended a Redis that a killed keeper left');
    const services = new KeeperServices(folder, settings, program, log);
    settings.redisPort = await freePort(settings.redisPort);
    try {
      await Promise.all([
        services.#keep('postgres', () => services.#openDatabase()),
        services.#keep('redis', () => services.#openRedis()),
      ]);
    } catch (error) {
      await services.stop();
      throw error;
    }
    saveSettings(folder, settings);
    return services;
  }

  get urls(): Urls {
    return urlsOf(this.#settings);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled([...this.#running.values()].map((service) => service.stop()));
  }

  async #openDatabase(): Promise<KeeperDatabase> {
    const { databasePort: port, password } = this.#settings;
    const database = await startDatabase({ dataDir: this.#folder.postgres, port, password });
    this.#settings.databasePort = database.port;
    return database;
  }

  #openRedis(): Promise<RedisServer> {
    const { redisPort: port, password } = this.#settings;
    return startRedis({ program: this.#program, folder: this.#folder.redis, port, password });
  }

  async #keep(name: string, open: () => Promise<Service>): Promise<void> {
    const first = await open();
    this.#running.set(name, first);
    void this.#reopen(name, first, open).catch((error: unknown) => this.#lose(`${name}: ${String(error)}`));
  }

  async #reopen(name: string, first: Service, open: () => Promise<Service>): Promise<void> {
    let service = first;
    let restarts = 0;
    for (;;) {
      const reason = await service.ended;
      if (this.#stopping) return;
      this.#log(`${name} ended (${reason}); starting it again`);
      restarts += 1;
      if (restarts > maxRestarts) throw new Error(`ended ${restarts} times, the last time: ${reason}`);
      setTimeout(() => (restarts -= 1), forgetRestartMs).unref();
      service = await open();
      this.#running.set(name, service);
      // Asked to stop while it was opening: nobody else stops this one.
      if (this.#isStopping()) await service.stop();
    }
  }

  /** A method, because the compiler does not know that the field changes during an await. */
  #isStopping(): boolean {
    return this.#stopping;
  }
}

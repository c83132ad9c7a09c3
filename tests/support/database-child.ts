import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostDatabase } from '../../adapters/local-stack/database-host.js';
import { migrateDatabase } from '../../adapters/postgres/migrate.js';

/**
 * A database in memory for one test file, in a process of its own, gone with its parent. The first one migrates an empty
 * database and keeps a dump of it; later ones start from that.
 * Argument: where the dump is or goes; without one the database stays empty.
 */
async function main(): Promise<void> {
  const [templatePath] = process.argv.slice(2);
  process.once('disconnect', () => process.exit(0));
  // Read whole at once: of a file that another test renames its own over meanwhile, as in a fresh clone, a blob of the file is not readable.
  const template = templatePath !== undefined && existsSync(templatePath) ? new Blob([readFileSync(templatePath)]) : undefined;
  const host = await hostDatabase({
    port: 0,
    template,
    onFailure: (error) => {
      console.error('test database failed', error);
      process.exit(1);
    },
  });
  if (templatePath !== undefined) await migrateDatabase(host.url);
  if (templatePath !== undefined && template === undefined) await keep(templatePath, await host.dump());
  process.send?.({ url: host.url });
}

/** Several test files may do this at once; each renames a whole file into place. */
async function keep(templatePath: string, dump: Blob): Promise<void> {
  mkdirSync(dirname(templatePath), { recursive: true });
  const partPath = `${templatePath}.${process.pid}`;
  writeFileSync(partPath, new Uint8Array(await dump.arrayBuffer()));
  renameSync(partPath, templatePath);
}

await main();

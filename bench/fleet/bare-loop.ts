import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { keepInto } from '../../adapters/extraction/keep-artifacts.js';
import { processorFor } from '../../processors/registry.js';
import type { ChainPorts, Extract } from '../../queues/contract/processor.js';
import { serveContest } from './serve.js';
import { StageClock } from './stage-clock.js';

/**
 * The fleet's own extraction functions in a loop and nothing else: no queue, no claims, no database, no process that could be killed.
 * What the fleet is slower than this is what it costs. Parameter: the folder for pictures and arrays; without it none are made.
 */
const [folder = ''] = process.argv.slice(2);
/** Nothing beside the document, and no Creo service. */
const alone = (name: string): ChainPorts => ({
  name,
  companions: () => Promise.resolve([]),
  creo: { mode: 'header', ask: (call) => call() },
});
const engines = new Map<string, Promise<Extract>>();
const clock = new StageClock();

serveContest(
  async ({ path, name, format }) => {
    const found = processorFor(format);
    if (!found) throw new Error(`no processor for ${format}`);
    const bytes = await readFile(path);
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    const place = { folder, contentHash, processor: found.name, version: found.processor.version };
    await found.processor.chain(async (engineName) => {
      const key = `${found.name}/${engineName}`;
      const engine = engines.get(key) ?? found.processor.engines[engineName]?.load();
      if (!engine) throw new Error(`no engine ${key}`);
      engines.set(key, engine);
      const extract = await engine;
      const stage = (reached: string): void => clock.enter(engineName, reached);
      try {
        return await extract({ name, format, bytes }, { stage, keep: folder === '' ? null : keepInto(place, []) });
      } finally {
        clock.leave();
      }
    }, alone(name));
  },
  () => Promise.resolve(),
  () => clock.take(),
);

import { ExtractionError, type ErrorClass } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { CreoMode } from '../../../queues/contract/creo-service.js';
import type { ChainPorts, RunEngine } from '../../../queues/contract/processor.js';
import { jsonExportOf, neutralExportOf, type Neighbour } from './neighbours.js';

type Way = 'grpc' | 'json' | 'kernel' | 'creo-header';

const waysOf: Readonly<Record<CreoMode, readonly Way[]>> = {
  auto: ['grpc', 'json', 'kernel', 'creo-header'],
  grpc: ['grpc'],
  json: ['json', 'creo-header'],
  kernel: ['kernel', 'creo-header'],
  header: ['creo-header'],
};

/** Failures of one way that say nothing about the others. What is wrong with the file itself ends the chain. */
const passedOver: ReadonlySet<ErrorClass> = new Set<ErrorClass>([
  ...(['CREO_UNAVAILABLE', 'CREO_MODEL_ERROR', 'KERNEL_ERROR', 'TIMEOUT', 'MEMORY', 'CRASH', 'OUTPUT_TOO_LARGE'] as const),
]);

/**
 * The ways to a Creo model, best first: the Creo service, the JSON export beside it, the kernel on the neutral export beside it, and
 * what the file says without Creo. The answer of a later way says in `fallback_reason` why each earlier one did not answer.
 */
export async function chainCreoModel(run: RunEngine, ports: ChainPorts): Promise<Extraction> {
  const ways = waysOf[ports.creo.mode];
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      const answer = await take(way, run, ports);
      return { ...answer, fallback_reason: reasons.length > 0 ? reasons.join('; ') : null };
    } catch (error) {
      const isLast = way === ways.at(-1);
      if (isLast || !(error instanceof ExtractionError) || !passedOver.has(error.errorClass)) throw error;
      reasons.push(`${way}: ${error.message}`);
    }
  }
  throw new ExtractionError('INTERNAL', `no way to read ${ports.name}`);
}

async function take(way: Way, run: RunEngine, ports: ChainPorts): Promise<Extraction> {
  const file = ports.name.slice(Math.max(ports.name.lastIndexOf('/'), ports.name.lastIndexOf('\\')) + 1);
  if (way === 'creo-header') return run(way);
  if (way === 'json') return run(way, [nameOf(jsonExportOf(file, await ports.companions()))]);
  const neutral = async (): Promise<Neighbour> => neutralExportOf(file, await ports.companions());
  if (way === 'kernel') return run(way, [nameOf(await neutral())]);
  // A service without Creo reads the neutral export; one with Creo does not need it.
  return ports.creo.ask(async () => {
    const found = await neutral();
    return run('grpc', found.kind === 'found' ? [found.name] : []);
  });
}

function nameOf(neighbour: Neighbour): string {
  if (neighbour.kind === 'found') return neighbour.name;
  throw new ExtractionError('CREO_UNAVAILABLE', neighbour.reason);
}

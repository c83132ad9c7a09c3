import type { Handler, Handlers } from '../queues/runtime/worker-loop.js';
import type { RangeShard } from '../queues/contract/payloads.js';
import type { ExtractionQueueName } from '../queues/contract/queue-table.js';
import { coordinate, type CoordinatorPorts } from './coordinator.js';
import { extractShard, type ShardPorts } from './extract-shard.js';
import type { SqlStep } from './ports.js';

export type FleetPorts = CoordinatorPorts & ShardPorts;

/** What each queue's jobs do. A queue without a handler does not compile. */
export function fleetHandlers(ports: FleetPorts): Handlers {
  const extraction = <Q extends ExtractionQueueName>(queue: Q): Handler<Q> =>
    ((payload, job) => extractShard(queue, payload, job, ports)) as Handler<Q>;
  return {
    phase: (payload, job) => coordinate(payload, job, ports),
    link: (payload) => runSqlStep(ports.work.linkSteps, payload),
    index: (payload) => runSqlStep(ports.work.indexSteps, payload),
    embed: (payload) => runSqlStep(ports.work.embedSteps, payload),
    pdf: extraction('pdf'),
    dxf: extraction('dxf'),
    creo: extraction('creo'),
    cad: extraction('cad'),
  };
}

async function runSqlStep(
  steps: readonly SqlStep[],
  { step: name, runId, from, to }: RangeShard,
): Promise<{ processed: number }> {
  const step = steps.find((candidate) => candidate.name === name);
  if (!step) throw new Error(`no step named ${name} in this version of the fleet`);
  await step.run({ runId, from, to });
  return { processed: to - from };
}

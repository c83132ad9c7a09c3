// An extraction child whose engines misbehave in the ways real parsers do. Speaks adapters/extraction/protocol.ts and runs
// the real watchdog.
import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const watchdog = join(import.meta.dirname, '..', '..', 'dist', 'adapters', 'extraction', 'watchdog.js');
const { noteStage, slots } = await import(pathToFileURL(watchdog).href);
const shared = new Int32Array(new SharedArrayBuffer(slots.length * Int32Array.BYTES_PER_ELEMENT));
new Worker(watchdog, { workerData: { shared, parentPid: process.ppid } }).unref();
process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, engine, memoryMb }) => {
  Atomics.store(shared, 0, memoryMb);
  // Of one that spins the watchdog tells.
  noteStage(shared, `about to ${engine}`);
  if (engine !== 'spin') process.send({ kind: 'stage', id, stage: `about to ${engine}` });
  if (engine === 'load') return setTimeout(() => behaviours.load(id), loadMs);
  process.send({ kind: 'loaded', id });
  // The stage must have left the process before it stops answering.
  setTimeout(() => behaviours[engine](id), 20);
});
process.send({ kind: 'ready' });

/** Longer than the time limit that the test sets for the engine `load`. */
const loadMs = 6_000;

function answer(id, restMb) {
  const cost = { cpuMs: 1, peakRssMb: restMb, restMb };
  process.send({ kind: 'done', id, extraction: '{}', contentHash: String(process.pid), ...cost });
}

const behaviours = {
  answer: (id) => answer(id, 1),
  again: (id) => answer(id, 1),
  grow: (id) => answer(id, 101),
  load: (id) => {
    process.send({ kind: 'loaded', id });
    behaviours.answer(id);
  },
  refuse: (id) =>
    process.send({
      kind: 'failed',
      id,
      errorClass: 'FILE_CORRUPT',
      message: 'no',
      contentHash: null,
      cpuMs: 1,
      peakRssMb: 1,
      restMb: 1,
    }),
  spin: () => {
    for (;;);
  },
  abort: () => process.abort(),
  exit: () => process.exit(7),
  allocate: () => {
    const held = [];
    for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
};

import { expect, it } from 'vitest';
import { StoragePace } from '../../../adapters/source/object-storage/storage-pace.js';

const busy = Object.assign(new Error('reduce your request rate'), { name: 'SlowDown', $metadata: { httpStatusCode: 503 } });

it('waits longer at every refusal of a storage that stays away, and fails nobody', async () => {
  const waited: number[] = [];
  const told: string[] = [];
  let refusals = 0;
  let probes = 0;
  const pace = new StoragePace({
    isWell: () => Promise.resolve(++probes > 40),
    delayMs: (level) => {
      waited.push(level);
      return 1;
    },
    onRefuses: (reason) => told.push(reason),
    onAnswers: () => told.push('answers'),
  });
  const answer = await pace.ask('a', () => (refusals++ === 0 ? Promise.reject(busy) : Promise.resolve('here')));
  expect(answer).toBe('here');
  expect(waited).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  expect(told).toEqual(['503 SlowDown: reduce your request rate', 'answers']);
});

it('lets answers shorten the next wait again', async () => {
  const waited: number[] = [];
  let requests = 0;
  const pace = new StoragePace({
    isWell: () => Promise.resolve(true),
    delayMs: (level) => {
      waited.push(level);
      return 1;
    },
  });
  // Refused twice, answered twice, refused once.
  const refused = new Set([1, 2, 5]);
  const ask = (): Promise<number> => (refused.has(++requests) ? Promise.reject(busy) : Promise.resolve(requests));
  for (let n = 0; n < 3; n++) await pace.ask('a', ask);
  expect(waited).toEqual([1, 2, 1]);
});

it('throws what is an answer as it is, and tells nobody of a refusal', async () => {
  const missing = Object.assign(new Error('gone'), { name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
  const told: string[] = [];
  const pace = new StoragePace({ isWell: () => Promise.resolve(true), onRefuses: (reason) => told.push(reason) });
  await expect(pace.ask('a', () => Promise.reject(missing))).rejects.toBe(missing);
  expect(told).toEqual([]);
});

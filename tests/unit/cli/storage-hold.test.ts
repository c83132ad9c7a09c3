import { expect, it } from 'vitest';
import { StorageHold } from '../../../cli/storage-hold.js';
import { Intake } from '../../../queues/runtime/intake.js';

it('takes no work while one of two storages refuses', () => {
  const intake = new Intake(() => undefined);
  const hold = new StorageHold(intake);
  hold.refuses();
  hold.refuses();
  hold.answers();
  expect(intake.reasons).toEqual(['storage']);
  hold.answers();
  expect(intake.open).toBe(true);
});

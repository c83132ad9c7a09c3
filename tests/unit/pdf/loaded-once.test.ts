import { expect, it } from 'vitest';
import { loadedOnce } from '../../../processors/pdf/loaded-once.js';

it('loads once for all, and again after a failure', async () => {
  let loads = 0;
  const loaded = loadedOnce(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('out of memory')) : Promise.resolve('library');
  });
  await expect(Promise.all([loaded(), loaded()])).rejects.toThrow('out of memory');
  expect(await Promise.all([loaded(), loaded()])).toEqual(['library', 'library']);
  expect(loads).toBe(2);
});

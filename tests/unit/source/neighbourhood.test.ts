import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObjectNeighbourhoods } from '../../../adapters/source/object-storage/object-neighbourhood.js';
import { Neighbourhoods } from '../../../adapters/source/neighbourhood.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';

let folder: TestFolder;
let root: string;

beforeAll(() => {
  folder = openTestFolder();
  root = join(folder.path, 'source');
  for (const path of ['source/a/sub', 'source/lib', 'outside']) mkdirSync(join(folder.path, path), { recursive: true });
  for (const path of ['source/a/frame.stp', 'source/a/sub/bar.stp', 'source/lib/bolt.stp', 'outside/secret.stp'])
    writeFileSync(join(folder.path, path), '');
  symlinkSync(join(folder.path, 'outside'), join(root, 'a', 'linked'));
});

afterAll(() => folder.close());

describe('what lies around a file of a folder', () => {
  const around = (): ReturnType<Neighbourhoods['within']> => new Neighbourhoods().within(root, 'a/frame.stp');

  it('is beside it, below it and in the rest of the source', async () => {
    expect([...(await around().names())].sort()).toEqual(['frame.stp', 'linked', 'sub']);
    expect(await around().names('sub')).toEqual(['bar.stp']);
    expect(await around().names('../lib')).toEqual(['bolt.stp']);
    expect(await around().path('../lib/bolt.stp')).toBe(join(root, 'lib', 'bolt.stp'));
    expect(await around().path('sub/bar.stp')).toBe(join(root, 'a', 'sub', 'bar.stp'));
  });

  it('is nothing outside of the source, links to folders included', async () => {
    for (const path of ['../..', '../../outside', 'sub/../../../outside', 'linked', 'not-there', 'frame.stp'])
      expect(await around().names(path), path).toEqual([]);
    for (const path of ['../../outside/secret.stp', 'linked/secret.stp'])
      await expect(around().path(path)).rejects.toMatchObject({ errorClass: 'FILE_MISSING' });
  });

  it('is nothing above a single file', async () => {
    const single = new Neighbourhoods().of(join(root, 'a', 'frame.stp'));
    expect(await single.names('sub')).toEqual(['bar.stp']);
    expect(await single.names('..')).toEqual([]);
  });
});

describe('what lies around an object', () => {
  it('has keys below the same prefix, slashes kept as they are', async () => {
    const asked: string[] = [];
    const neighbourhoods = new ObjectNeighbourhoods((prefix) => {
      asked.push(prefix);
      return Promise.resolve(['x']);
    });
    const around = neighbourhoods.of('Y://a/frame.stp', (key) => Promise.resolve(key));
    for (const path of [undefined, 'sub', '../lib']) await around.names(path);
    expect(asked).toEqual(['Y://a/', 'Y://a/sub/', 'Y://lib/']);
    expect(await neighbourhoods.of('frame.stp', (key) => Promise.resolve(key)).names('..')).toEqual([]);
    expect(await around.path('sub/bar.stp')).toBe('Y://a/sub/bar.stp');
    await expect(neighbourhoods.of('frame.stp', (key) => Promise.resolve(key)).path('../x.stp')).rejects.toThrow(
      'out of the source',
    );
  });
});

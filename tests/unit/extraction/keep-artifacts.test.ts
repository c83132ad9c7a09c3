import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepUnfinished } from '../../../adapters/artifacts/artifact-folder.js';
import { keepInto } from '../../../adapters/extraction/keep-artifacts.js';
import type { ArtifactFact } from '../../../queues/contract/artifacts.js';

const contentHash = 'ab'.repeat(32);
const place = { contentHash, processor: 'dxf', version: 'dxf 3 (a/b)' };
const picture = { name: 'preview.webp', mediaType: 'image/webp', bytes: Buffer.from('picture'), width: 4, height: 3 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-artifacts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an artifact', () => {
  it('is kept under content, processor and version, and recorded', async () => {
    const kept: ArtifactFact[] = [];
    const key = await keepInto({ folder, ...place }, kept)(picture);
    expect(key).toBe(`ab/${contentHash}/dxf-dxf-3-a-b/preview.webp`);
    expect(await readFile(join(folder, key), 'utf8')).toBe('picture');
    expect(kept).toEqual([
      { name: 'preview.webp', storage_key: key, media_type: 'image/webp', byte_size: 7, page: null, width: 4, height: 3 },
    ]);
  });

  it('takes the place of an earlier one and leaves nothing unfinished beside it', async () => {
    const keep = keepInto({ folder, ...place }, []);
    await keep(picture);
    const key = await keep({ ...picture, bytes: Buffer.from('second') });
    expect(await readFile(join(folder, key), 'utf8')).toBe('second');
    expect(await readdir(join(folder, key, '..'))).toEqual(['preview.webp']);
    expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
  });

  it('whose writer was killed is swept a day later', async () => {
    await keepInto({ folder, ...place }, [])(picture);
    const aside = join(folder, '.unfinished');
    for (const name of ['old', 'new']) await writeFile(join(aside, name), 'half');
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(aside, 'old'), longAgo, longAgo);
    await sweepUnfinished(folder);
    expect(await readdir(aside)).toEqual(['new']);
    await expect(sweepUnfinished(join(folder, 'not there'))).resolves.toBeUndefined();
  });

  it('that is there already is kept, though nothing can be moved over it', async () => {
    // A file where what is unfinished belongs; Windows refuses to move a file over one that is being read.
    const keep = keepInto({ folder, ...place }, []);
    const there = join(folder, 'ab', contentHash, 'dxf-dxf-3-a-b', picture.name);
    await mkdir(dirname(there), { recursive: true });
    await writeFile(join(folder, '.unfinished'), '');
    await writeFile(there, 'picture');
    expect(await keep(picture)).toContain(picture.name);
    await writeFile(there, 'something else');
    await expect(keep(picture)).rejects.toMatchObject({ errorClass: 'STORAGE_UNAVAILABLE' });
  });

  it.each(['../outside.webp', '/outside.webp', '..'])('named %s does not leave its folder', async (name) => {
    const keep = keepInto({ folder, ...place, contentHash: '..' }, []);
    await expect(keep({ ...picture, name: `../../../${name}` })).rejects.toMatchObject({ errorClass: 'STORAGE_UNAVAILABLE' });
  });

  it('that cannot be written fails the document as storage, to be tried again', async () => {
    await writeFile(join(folder, 'ab'), 'a file where a folder must be');
    await expect(keepInto({ folder, ...place }, [])(picture)).rejects.toMatchObject({ errorClass: 'STORAGE_UNAVAILABLE' });
  });
});

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UploadReader } from '../../../adapters/extraction/read-upload.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';

let folder: TestFolder;
let uploads: UploadReader;

beforeAll(() => {
  folder = openTestFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder.path);
  uploads = new UploadReader(1);
});

afterAll(() => {
  uploads.close();
  vi.unstubAllEnvs();
  folder.close();
});

describe('an uploaded document', () => {
  it('is read with its pictures and leaves nothing on the disk, its like at the same time neither', async () => {
    const bytes = Buffer.from(smallDxf('UPLOADED'));
    const read = await Promise.all([uploads.read('a.dxf', bytes), uploads.read('b.dxf', bytes)]);
    for (const { facts, pictures } of read) {
      expect(facts).toMatchObject({ status: 'completed', format: 'dxf' });
      expect(pictures.length).toBeGreaterThan(0);
    }
    expect(readdirSync(folder.path, { recursive: true })).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { embedFiles, embedModels } from '../../../adapters/postgres/embed/embed-range.js';
import { UploadReader } from '../../../adapters/extraction/read-upload.js';
import { createSearchApp } from '../../../search/app.js';
import { SimilarAnswer } from '../../../search/contract/similar.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { storedGenome } from '../../support/stored-genome.js';
import { blockGenome, blockMeasures, turned, type Block } from '../../unit/embed/block-part.js';
import { seedArchive, type Archive } from './archive.js';
import { serve, type Served } from './serve.js';

let database: TestDatabase;
let archive: Archive;
let served: Served;
const uploads = new UploadReader(1);
/** Plates of one family: width, height and hole change from one to the next. */
const plate = (no: number): Block => ({ size: [100 + 7 * no, 60 + 3 * no, 4], holes: [{ x: 20, y: 20, diameter: 8 + no }] });
const plates = Array.from({ length: 12 }, (_, no) => plate(no));
const fileIds: number[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  archive = await seedArchive(database.sql);
  for (const [no, block] of plates.entries()) fileIds.push(await addModel(`plate-${no}.step`, block));
  const range = { runId: archive.runId, from: 0, to: 1_000_000 };
  const options = { encoders: {}, readArtifact: () => Promise.reject(new Error('none')) };
  await embedModels(database.sql, range, options);
  await embedFiles(database.sql, range, options);
  served = await serve(createSearchApp({ sql: database.sql, version: '1', uploads }));
});
afterAll(async () => {
  await served.close();
  uploads.close();
  await database.close();
});

async function addModel(name: string, block: Block, place = turned): Promise<number> {
  const { sql } = database;
  const { volume, area } = blockMeasures(block);
  const [file] = await sql<{ id: number }[]>`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, status, last_seen_run, content_hash)
    SELECT source_id, ${name}, ${name}, ${name}, 'step', 'step', 'present', id, ${name} FROM runs WHERE id = ${archive.runId} RETURNING id`;
  const id = file?.id ?? 0;
  await sql`INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version) VALUES (${id}, 'step', 'kernel', '1')`;
  await sql`
    INSERT INTO cad_models (file_id, brep_genome, bounding_box, volume_cm3, surface_area_cm2)
    VALUES (${id}, ${storedGenome(blockGenome(block, place))}::text::jsonb, ${`{0,0,0,${block.size.join(',')}}`}, ${volume / 1000}, ${area / 100})`;
  return id;
}

async function ask(body: object | FormData, status = 200): Promise<unknown> {
  const response = await fetch(`${served.url}/api/search/similar`, {
    method: 'POST',
    ...(body instanceof FormData ? { body } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  expect([response.status, answer]).toEqual([status, expect.anything()]);
  return answer;
}

const similar = async (body: object | FormData): Promise<SimilarAnswer> => SimilarAnswer.parse(await ask(body));
const filesOf = ({ results }: SimilarAnswer): number[] => results.flatMap(({ files }) => files.map(({ id }) => id));

describe('POST /api/search/similar', () => {
  it('finds the neighbours in the family first, leaves the part itself out, and says why', async () => {
    const answer = await similar({ file_id: fileIds[5], type: 'models' });
    expect(filesOf(answer)).not.toContain(fileIds[5]);
    expect(
      filesOf(answer)
        .slice(0, 2)
        .sort((a, b) => a - b),
    ).toEqual([fileIds[4], fileIds[6]]);
    expect(answer.pagination.total).toBe(11);
    const [best] = answer.results;
    expect(best?.why.map(({ signal }) => signal)).toEqual(expect.arrayContaining(['brep', 'profile', 'sizes']));
    expect(best?.why.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(best?.score ?? 0, 5);
    expect(answer.missing).toContainEqual({ signal: 'geometry', reason: 'no point cloud was extracted' });
  });

  it('gives the same bytes for the same question', async () => {
    const text = async () => JSON.stringify(await ask({ file_id: fileIds[3] }));
    expect(await text()).toBe(await text());
  });

  it('filters by size, and weighs signals as told', async () => {
    const sized = await similar({ file_id: fileIds[5], size_min: 150, size_max: 165 });
    expect(filesOf(sized).sort((a, b) => a - b)).toEqual([fileIds[8], fileIds[9]]);
    const byShape = await similar({ file_id: fileIds[5], weights: { brep: 1, profile: 0, sizes: 0, text: 0 } });
    expect(byShape.signals.map(({ signal }) => signal)).toEqual(['brep']);
  });

  it('takes a drawing: a DXF flat pattern finds its model by area, cut and holes', async () => {
    const [width, height] = plate(7).size;
    const form = new FormData();
    form.set('file', new Blob([dxfPlate(width, height, 15)]), 'unknown name.dxf');
    form.set('type', 'models');
    const answer = await similar(form);
    expect(answer.signals.map(({ signal }) => signal)).toContain('profile');
    expect(filesOf(answer)[0]).toBe(fileIds[7]);
  });

  it('takes words and pictures', async () => {
    expect((await similar({ text: 'weld neck flange' })).results[0]?.document_group?.name).toBe('FL-2041');
    const form = new FormData();
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    form.set('file', new Blob([new Uint8Array(png)]), 'empty.png');
    expect((await similar(form)).missing).toContainEqual({ signal: 'view', reason: 'the picture is empty' });
  });

  it.each([
    ['nothing', {}, 400, /one of file_id/],
    ['two things', { file_id: 1, model_id: 1 }, 400, /beside file_id/],
    ['an unknown file', { file_id: 999_999 }, 404, /no file 999999/],
    ['an unknown field', { file_id: 1, colour: 'red' }, 400, /colour/],
    ['a bad weight', { file_id: 1, weights: { brep: -1 } }, 400, /weights/],
  ])('refuses %s with a reason', async (_, body, status, reason) => {
    expect(await ask(body, status)).toMatchObject({ error: expect.stringMatching(reason) as unknown });
  });

  it('refuses a file that it cannot read, without a word on the inside', async () => {
    const form = new FormData();
    form.set('file', new Blob(['not a drawing']), 'x.xyz');
    expect(await ask(form, 415)).toMatchObject({ parameter: 'file' });
    const broken = new FormData();
    broken.set('file', new Blob(['%PDF-1.7 nothing']), 'x.pdf');
    expect(await ask(broken, 422)).toMatchObject({ parameter: 'file' });
  });
});

/** A rectangle with one hole, millimetres, the least that a flat pattern needs. */
function dxfPlate(width: number, height: number, diameter: number): string {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const vertices = corners.flatMap(([x, y]) => ['10', String(x), '20', String(y)]);
  return [
    ...['0', 'SECTION', '2', 'HEADER', '9', '$INSUNITS', '70', '4', '0', 'ENDSEC', '0', 'SECTION', '2', 'ENTITIES'],
    ...['0', 'LWPOLYLINE', '8', '0', '90', '4', '70', '1', ...vertices],
    ...['0', 'CIRCLE', '8', '0', '10', '20', '20', '20', '40', String(diameter / 2), '0', 'ENDSEC', '0', 'EOF', ''],
  ].join('\n');
}

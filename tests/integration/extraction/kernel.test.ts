import { describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import type { Artifact } from '../../../queues/contract/artifacts.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import { stepBox } from '../../support/step-box.js';

const read = (text: string, kept?: Artifact[]): Promise<Extraction> => {
  const keep = kept ? (artifact: Artifact) => Promise.resolve(`key/${kept.push(artifact)}`) : null;
  return extractCad({ name: 'a.step', format: 'step', bytes: Buffer.from(text) }, { stage: () => undefined, keep });
};

describe('the kernel on a box of 20 x 30 x 40 mm', () => {
  it('measures it exactly', async () => {
    const { cad } = await read(stepBox([20, 30, 40]));
    expect(cad).toMatchObject({ faces: 6, edges: 12, vertices: 8, solids: 1, units: 'mm', unit_source: 'stated' });
    expect(Math.abs((cad?.volume ?? 0) / 24_000 - 1)).toBeLessThan(1e-9);
    expect(Math.abs((cad?.area ?? 0) / 5_200 - 1)).toBeLessThan(1e-9);
    cad?.centre_of_gravity?.forEach((value, axis) => expect(value).toBeCloseTo([10, 15, 20][axis] ?? 0, 9));
    cad?.bounding_box?.forEach((value, at) => expect(value).toBeCloseTo([0, 0, 0, 20, 30, 40][at] ?? 0, 9));
  });

  it('knows six planes, each with four convex neighbours at right angles', async () => {
    const { cad } = await read(stepBox([20, 30, 40]));
    expect(cad?.face_list.map((face) => face['surface_type'])).toEqual(Array(6).fill('plane'));
    expect(cad?.adjacency).toHaveLength(12);
    for (const pair of cad?.adjacency ?? []) expect(pair).toMatchObject({ convexity: 'convex', curve_type: 'line' });
    for (let face = 0; face < 6; face += 1) {
      expect(cad?.adjacency.filter((pair) => pair['face_1'] === face || pair['face_2'] === face)).toHaveLength(4);
    }
  });

  it('gives its point cloud, and its views where somebody keeps them', async () => {
    const kept: Artifact[] = [];
    const { cad } = await read(stepBox([20, 30, 40]), kept);
    expect(cad?.point_cloud?.points).toHaveLength(2048);
    expect(cad?.views?.map(({ storage_key }) => storage_key)).toEqual(kept.map((_, index) => `key/${index + 1}`));
    expect(kept).toHaveLength(10);
    expect((await read(stepBox([20, 30, 40]))).cad?.views).toEqual([]);
  });

  it('says the same twice', async () => {
    expect(await read(stepBox([1, 2, 3]))).toEqual(await read(stepBox([1, 2, 3])));
  });
});

describe('a file that is no model', () => {
  it.each([
    ['nothing at all', '', 'FILE_EMPTY'],
    ['another format', '%PDF-1.7', 'FORMAT_MISMATCH'],
    ['a header alone', 'ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n', 'FILE_CORRUPT'],
  ])('%s is refused by class', async (_, text, errorClass) => {
    const failure = await read(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExtractionError);
    expect(failure).toMatchObject({ errorClass });
  });
});

describe('a STEP file that is not quite one', () => {
  const box = stepBox([20, 30, 40]);
  const without = (keyword: RegExp, text = box): string =>
    text
      .split('\n')
      .filter((line) => !keyword.test(line))
      .join('\n');

  it('is read when its shapes belong to no product', async () => {
    const { cad, metadata } = await read(without(/PRODUCT|SHAPE_DEFINITION/));
    expect(cad).toMatchObject({ faces: 6, solids: 1, units: 'mm', unit_source: 'stated' });
    expect(metadata.warnings).toEqual(['the file names no product that its shapes belong to']);
  });

  it('is read when its shapes belong to no representation, in mm where it states no unit', async () => {
    const inches = box.replace('.MILLI.', '$');
    const bare = await read(without(/PRODUCT|SHAPE_DEFINITION|SHAPE_REPRESENTATION/, inches));
    expect(bare.cad).toMatchObject({ faces: 6, solids: 1, units: 'm', unit_source: 'stated' });
    const unitless = await read(without(/PRODUCT|SHAPE_DEFINITION|SHAPE_REPRESENTATION|UNIT/, inches));
    expect(unitless.cad).toMatchObject({ faces: 6, solids: 1, unit_source: 'unknown' });
    expect(Math.abs((unitless.cad?.volume ?? 0) / 24_000 - 1)).toBeLessThan(1e-9);
    expect(unitless.metadata.warnings?.join()).toContain('no unit');
  });

  it('is read when its shells belong to no solid', async () => {
    const { cad } = await read(without(/PRODUCT|SHAPE_DEFINITION|SHAPE_REPRESENTATION|MANIFOLD/));
    expect(cad).toMatchObject({ faces: 6, edges: 12 });
  });

  it('is read with strings that are longer than the kernel takes', async () => {
    const long = `${'n'.repeat(999)}''${'n'.repeat(20_000)}`;
    const { cad, metadata } = await read(box.replaceAll("PRODUCT('box'", `PRODUCT('${long}'`));
    expect(cad).toMatchObject({ faces: 6, solids: 1 });
    expect(metadata.title).toBe('box');
    expect(metadata.warnings?.join()).toContain('were shortened');
  });

  it('tells its product where the kernel spells the name in another way', async () => {
    const odd = await read(box.replaceAll("PRODUCT('box','box'", "PRODUCT('71-4','odd \\X2\\00E\\X0\\ name'"));
    expect(odd.metadata.part_number).toBe('71-4');
  });

  it('has no author where a program has filled in the word', async () => {
    const { metadata } = await read(box.replace("'2026-01-01T00:00:00',('')", "'2026-01-01T00:00:00',('Author','A. Smith')"));
    expect(metadata.properties?.['step_header']).toMatchObject({ author: 'A. Smith' });
  });
});

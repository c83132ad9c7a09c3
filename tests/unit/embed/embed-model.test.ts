import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedModel } from '../../../processors/embed/embed-model.js';
import { recipeOf } from '../../../processors/embed/encoders.js';
import { readGenome } from '../../../processors/embed/genome.js';
import { embedImage } from '../../../processors/embed/image.js';
import { fileKinds, modelKinds } from '../../../processors/embed/kinds.js';
import { embedText } from '../../../processors/embed/text.js';
import { cosine } from '../../../processors/embed/vector.js';
import { blockGenome } from './block-part.js';

const genome = blockGenome({ size: [10, 20, 30], holes: [] });
const points = genome.faces.flatMap(({ centroid }) => (centroid === null ? [] : Array.from({ length: 20 }, () => centroid)));

describe('embedModel', () => {
  it('says why a kind is missing and puts nothing in its place', async () => {
    const { embeddings } = await embedModel({ genome: null, points: null, text: '--', views: [] }, {});
    expect(embeddings.map((embedding) => [embedding.kind, embedding.status === 'missing' ? embedding.reason : 'ready'])).toEqual([
      ['brep', 'no boundary graph was extracted'],
      ['geometry', 'no point cloud was extracted'],
      ['clip_text', 'nothing describes the model in words'],
      ['clip_image', 'no view was rendered'],
      ['fused', 'no other vector of this model is there'],
      ['deepsdf', 'needs a trained network in EMBED_MODEL_DIR'],
    ]);
  });

  it('names the parts of the fused vector in its method, so that unlike ones are never compared', async () => {
    const methodOf = async (withPoints: boolean) => {
      const { embeddings } = await embedModel({ genome, points: withPoints ? points : null, text: 'BRACKET', views: [] }, {});
      return embeddings.find(({ kind }) => kind === 'fused')?.method;
    };
    expect(await methodOf(true)).toBe('signed-projection:brep+geometry+clip_text');
    expect(await methodOf(false)).toBe('signed-projection:brep+clip_text');
  });

  it('lets a network take the place of a kind, and a failing one costs that kind alone', async () => {
    const network = { method: 'onnx:test', version: '7', encode: () => Promise.resolve(Array.from({ length: 256 }, () => 1)) };
    const broken = { ...network, encode: () => Promise.reject(new Error('wrong input')) };
    const { embeddings } = await embedModel({ genome, points, text: 'X1', views: [] }, { deepsdf: network, geometry: broken });
    expect(embeddings.find(({ kind }) => kind === 'deepsdf')).toMatchObject({
      method: 'onnx:test',
      version: '7',
      status: 'ready',
    });
    expect(embeddings.find(({ kind }) => kind === 'geometry')).toMatchObject({ reason: 'the network failed: wrong input' });
    expect(embeddings.find(({ kind }) => kind === 'brep')?.status).toBe('ready');
    expect(recipeOf({ deepsdf: network }, modelKinds)).not.toBe(recipeOf({}, modelKinds));
  });
});

describe('embedText', () => {
  it('is close for what is spelled alike', () => {
    const [flange, flanges, bracket] = ['Weld neck flange', 'FLANGE, WELD-NECK', 'Gasket press bracket'].map(
      (text) => embedText(text) ?? [],
    );
    expect(cosine(flange ?? [], flanges ?? [])).toBeGreaterThan(0.99);
    expect(cosine(flange ?? [], embedText('weld nek flange') ?? [])).toBeGreaterThan(0.3);
    expect(cosine(flange ?? [], bracket ?? [])).toBeLessThan(0.2);
  });

  it('takes any text and answers with a vector of length 1 or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const vector = embedText(text);
        if (vector === null) return !/[\p{L}\p{N}]/u.test(text.normalize('NFKD').replace(/\p{M}+/gu, ''));
        return vector.length === fileKinds.text.dimensions && Math.abs(cosine(vector, vector) - 1) < 1e-6;
      }),
    );
  });
});

describe('readGenome', () => {
  it('takes any stored value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.dictionary(fc.constantFrom('face_id', 'area', 'centroid', 'surface_type'), fc.jsonValue())),
        (value, faces) => {
          expect(() => readGenome(value)).not.toThrow();
          const read = readGenome({ faces, adjacency: value });
          expect(read?.faces.length ?? 0).toBe(faces.length);
        },
      ),
    );
  });
});

describe('embedImage', () => {
  const picture = (paint: (x: number, y: number) => boolean) => {
    const grey = new Uint8Array(100 * 100).fill(255);
    for (let at = 0; at < grey.length; at++) if (paint(at % 100, Math.floor(at / 100))) grey[at] = 60;
    return { width: 100, height: 100, grey };
  };
  const bar = picture((x, y) => x >= 20 && x < 80 && y >= 40 && y < 60);

  it('does not mind where the part is and how large', () => {
    const moved = embedImage(picture((x, y) => x >= 5 && x < 95 && y >= 50 && y < 80)) ?? [];
    expect(embedImage(bar)).toHaveLength(512);
    expect(cosine(embedImage(bar) ?? [], moved)).toBeGreaterThan(0.9);
  });

  it('tells a bar from a ring, and has none for an empty picture', () => {
    const ring = picture((x, y) => Math.abs(Math.hypot(x - 50, y - 50) - 30) < 5);
    expect(cosine(embedImage(bar) ?? [], embedImage(ring) ?? [])).toBeLessThan(0.85);
    expect(embedImage(picture(() => false))).toBeNull();
  });
});

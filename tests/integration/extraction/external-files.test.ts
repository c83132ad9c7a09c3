import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { cadProcessor } from '../../../processors/cad/processor.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import { externalAssembly } from '../../support/external-step.js';

let files: Map<string, Buffer>;

beforeAll(async () => {
  files = await externalAssembly({ bar: [10, 20, 30], post: [1, 2, 3] });
}, 120_000);

/** Reads the assembly `a/frame.stp` of a source that holds these files besides, by their paths from its folder; only below `..` where one lies there. */
function read(...beside: readonly string[]): Promise<Extraction> {
  return readWith((text) => text, ...beside);
}

/** @param write makes the assembly's text of what the kernel wrote */
function readWith(write: (text: string) => string, ...beside: readonly string[]): Promise<Extraction> {
  const bytesOf = (path: string): Buffer => files.get(path.slice(path.lastIndexOf('/') + 1).toLowerCase()) ?? Buffer.alloc(0);
  const assembly = Buffer.from(write(bytesOf('frame.stp').toString()));
  return cadProcessor.chain(
    (_, companions = []) =>
      extractCad(
        { name: 'a/frame.stp', format: 'step', bytes: assembly },
        { stage: () => undefined, keep: null, companions: companions.map((name) => ({ name, bytes: bytesOf(name) })) },
      ),
    {
      name: 'a/frame.stp',
      companions: (folder = '') => Promise.resolve(namesIn(folder, ['frame.stp', ...beside])),
      creo: { mode: 'auto', ask: () => Promise.reject(new Error('nobody asks')) },
    },
  );
}

function namesIn(folder: string, paths: readonly string[]): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0] ?? '');
  return [...new Set(below)];
}

describe('an assembly whose parts are in files of their own', () => {
  it('is whole where they lie beside it, whatever the case of their names', async () => {
    const { cad, metadata, bom_items } = await read('BAR.STP', 'post.stp', 'other.stp');
    expect(cad).toMatchObject({ faces: 12, edges: 24, solids: 2 });
    expect(cad?.volume).toBeCloseTo(6006, 6);
    expect(metadata.xrefs).toEqual(['bar.stp', 'post.stp']);
    expect(metadata.warnings ?? []).toEqual([]);
    expect(bom_items.map(({ part_number, quantity }) => [part_number, quantity])).toEqual([
      ['bar', 1],
      ['post', 1],
    ]);
  });

  it('says which are missing', async () => {
    const { cad, metadata } = await read('post.stp');
    expect(cad).toMatchObject({ faces: 6, solids: 1 });
    expect(metadata.warnings?.join()).toContain('refers to bar.stp, which is not beside it');
  });

  it('is refused without any of them', async () => {
    await expect(read()).rejects.toMatchObject({
      errorClass: 'KERNEL_ERROR',
      message: expect.stringContaining('what it refers to is not beside it: bar.stp, post.stp') as string,
    });
  });

  it.each([
    ['in folders below', 'parts/bar.stp', 'Parts/Bar.STP'],
    ['in the folder above', '..\\lib\\bar.stp', '../lib/bar.stp'],
    ['where they lay on another machine', 'C:\\work\\frame\\parts\\bar.stp', 'parts/bar.stp'],
    ['by a URL', 'file:///home/a/frame/b%61r.stp', 'bar.stp'],
    ['in a folder that is not there', './old/parts/bar.stp', 'bar.stp'],
  ])('is whole where it refers to files %s', async (_, reference, path) => {
    const written = reference.replaceAll('\\', '\\\\');
    const { cad, metadata } = await readWith((text) => text.replaceAll("'bar.stp'", `'${written}'`), 'post.stp', path);
    expect(cad).toMatchObject({ faces: 12, solids: 2 });
    expect(metadata.xrefs).toEqual([reference, 'post.stp']);
    expect(metadata.warnings ?? []).toEqual([]);
  });

  it('follows the name of an identification rather than that of the document', async () => {
    const named = (text: string): string => text.replaceAll(/DOCUMENT_FILE\('(\w+)\.stp'/g, "DOCUMENT_FILE('D-$1'");
    const { cad, metadata } = await readWith(named, 'bar.stp', 'post.stp');
    expect(cad).toMatchObject({ faces: 12 });
    expect(metadata.warnings ?? []).toEqual([]);
  });

  it('follows what its parts refer to from their folder, and no circle', async () => {
    const inner = files.get('frame.stp') ?? Buffer.alloc(0);
    files.set('outer.stp', inner);
    const outer = (text: string): string => text.replaceAll("'bar.stp'", "'sub/outer.stp'");
    const { cad, metadata } = await readWith(outer, 'sub/outer.stp', 'sub/bar.stp', 'sub/post.stp', 'post.stp');
    expect(cad).toMatchObject({ faces: 18, solids: 3 });
    expect(metadata.xrefs).toEqual(['sub/outer.stp', 'post.stp', 'sub/bar.stp', 'sub/post.stp']);
    const circle = await readWith((text) => text.replaceAll("'bar.stp'", "'frame.stp'"), 'post.stp');
    expect(circle.cad).toMatchObject({ faces: 6 });
  });

  it('misses no part where a document is away, and reads none for a part', async () => {
    const { cad, metadata } = await readWith((text) => text.replaceAll("'bar.stp'", "'manual.pdf'"), 'post.stp');
    expect(cad).toMatchObject({ faces: 6 });
    expect(metadata.xrefs).toEqual(['manual.pdf', 'post.stp']);
    expect(metadata.warnings ?? []).toEqual([]);
    const { metadata: other } = await readWith((text) => text.replaceAll("'bar.stp'", "'bar.x_t'"), 'post.stp', 'bar.x_t');
    expect(other.warnings?.join()).toContain('bar.x_t, which the file refers to, is not a STEP file');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreoClient } from '../../../adapters/creo/client.js';
import { CreosonBackend } from '../../../adapters/creo/creoson/backend.js';
import { KernelBackend } from '../../../adapters/creo/server/kernel-backend.js';
import { serveCreo, type CreoServer } from '../../../adapters/creo/server/serve.js';
import type { CreoAnswer } from '../../../queues/contract/creo-service.js';
import { openCreosonDouble, type CreosonDouble } from '../../support/creoson-double.js';
import { smallPart } from '../../support/creo-part.js';

describe('the service over CREOSON', () => {
  let creoson: CreosonDouble;
  let server: CreoServer;
  let client: CreoClient;

  beforeAll(async () => {
    creoson = await openCreosonDouble();
    const backend = await CreosonBackend.open(creoson.url, await KernelBackend.open(1));
    server = await serveCreo(backend, { address: '127.0.0.1:0', sessions: 1, roots: [] });
    client = new CreoClient(`127.0.0.1:${server.port}`, { limitMs: 100_000 });
  });

  afterAll(async () => {
    client.close();
    await server.close();
    await creoson.close();
  });

  function extract(name: string, seed: number): Promise<CreoAnswer> {
    const model = { name, format: 'creo_asm', bytes: smallPart('frame', seed), companions: [] } as const;
    return client.extract(model, () => undefined);
  }

  it("gives Creo's own knowledge and the kernel's geometry of its STEP export", async () => {
    const { facts, backend } = await extract('job/frame.asm.2', 1);
    expect(backend).toMatch(/^creoson 1, kernel /);
    expect(facts.parameters).toEqual([
      expect.objectContaining({ name: 'MATERIAL', value: 'S235', category: 'material', is_designated: true }),
      expect.objectContaining({ name: 'SHEETS', value: '4', value_numeric: 4, value_type: 'integer' }),
    ]);
    expect(facts.bom_items).toEqual([expect.objectContaining({ part_number: 'bracket', quantity: 2 })]);
    expect(facts.cad).toMatchObject({ faces: 6, solids: 1, units: 'inch', unit_source: 'stated' });
    expect(facts.cad?.mass_kg).toBeCloseTo(0.0468, 12);
    expect(facts.cad?.volume).toBeCloseTo(6000, 6);
    expect(facts.cad?.features).toEqual([
      { feature_type: 'hole', face_ids: [], source: 'creo', location: null, parameters: { feature_id: 41, name: 'HOLE_1' } },
    ]);
    expect(facts.cad?.assembly.map(({ child_name, instance_name, transform }) => [child_name, instance_name, transform])).toEqual(
      [
        ['bracket.prt', '39', [1, 0, 0, 25.4, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1]],
        ['bracket.prt', '40', [1, 0, 0, 50.8, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1]],
      ],
    );
    expect(creoson.calls.slice(2)).toEqual([
      'file:open frame.asm',
      'file:massprops frame.asm',
      'file:get_mass_units frame.asm',
      'file:get_length_units frame.asm',
      'parameter:list frame.asm',
      'feature:list frame.asm',
      'dimension:list frame.asm',
      'bom:get_paths frame.asm',
      'interface:export_file frame.asm',
      'file:erase frame.asm',
    ]);
  }, 120_000);

  it('opens a session again that CREOSON has forgotten', async () => {
    creoson.forget();
    expect((await extract('job/frame.asm.3', 2)).facts.cad?.faces).toBe(6);
  });

  it('tells what Creo refuses as a failure of the model', async () => {
    await expect(extract('job/frame.asm.9', 3)).rejects.toMatchObject({
      errorClass: 'CREO_MODEL_ERROR',
      message: expect.stringContaining('file:open: File could not be opened') as string,
    });
  });

  it('is unavailable without CREOSON', async () => {
    const kernel = await KernelBackend.open(1);
    await expect(CreosonBackend.open('http://127.0.0.1:1/creoson', kernel)).rejects.toMatchObject({
      errorClass: 'CREO_UNAVAILABLE',
    });
    kernel.close();
  });
});

import { Server, ServerCredentials, status, type ServerWritableStream } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreoClient } from '../../../adapters/creo/client.js';
import { healthOf, openConnection, stream, unary, type AnyMethod } from '../../../adapters/creo/connection.js';
import type { MeshMessage, SdfMessage } from '../../../adapters/creo/messages.js';
import { creoService } from '../../../adapters/creo/proto.js';
import { KernelBackend } from '../../../adapters/creo/server/kernel-backend.js';
import { serveCreo, type CreoServer } from '../../../adapters/creo/server/serve.js';
import { unpackGrids } from '../../../processors/cad/grids/packed.js';
import type { CreoAnswer, CreoModel } from '../../../queues/contract/creo-service.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { smallPart } from '../../support/creo-part.js';
import { stepBox } from '../../support/step-box.js';

const box = Buffer.from(stepBox([10, 20, 30]));
const stages: string[] = [];

function extract(client: CreoClient, model: Partial<CreoModel> & { readonly name: string }): Promise<CreoAnswer> {
  return client.extract({ format: 'step', bytes: box, companions: [], ...model }, (name) => stages.push(name));
}

describe('the reference server', () => {
  let folder: TestFolder;
  let server: CreoServer;
  let client: CreoClient;
  let url: string;
  const served: string[] = [];

  beforeAll(async () => {
    folder = openTestFolder();
    folder.write('inside/box.prt.2', Buffer.from(smallPart('box', 1)));
    folder.write('inside/box.stp', box);
    folder.write('outside/box.stp', box);
    server = await serveCreo(await KernelBackend.open(1), {
      address: '127.0.0.1:0',
      sessions: 1,
      roots: [`${folder.path}/inside`],
      onModel: (name) => served.push(name),
    });
    url = `127.0.0.1:${server.port}`;
    client = new CreoClient(url);
  });

  afterAll(async () => {
    client.close();
    await server.close();
    folder.close();
  });

  it('says that it serves, and what', async () => {
    expect(await healthOf(url, 2_000)).toBeNull();
    const connection = openConnection(url);
    const said = await unary(connection, creoService['GetCapabilities'] as AnyMethod, {}, Date.now() + 2_000);
    connection.close();
    expect(said).toMatchObject({ backend: 'kernel', sessions: 1, accepts_paths: true, schema_version: '1' });
  });

  it('reads a STEP file with the kernel', async () => {
    const { facts, backend } = await extract(client, { name: 'a/box.step' });
    expect(backend).toMatch(/^kernel \d+ \(opencascade/);
    expect(facts.cad).toMatchObject({ faces: 6, edges: 12, vertices: 8, solids: 1, units: 'mm', unit_source: 'stated' });
    expect(facts.cad?.volume).toBeCloseTo(6000, 9);
    expect(facts.cad?.face_list).toHaveLength(6);
    expect(facts.cad?.adjacency).toHaveLength(12);
    expect(unpackGrids(facts.cad?.face_grids ?? '')).toHaveLength(6 * 10 * 10 * 7 * 4);
    expect(unpackGrids(facts.cad?.edge_grids ?? '')).toHaveLength(12 * 10 * 6 * 4);
    expect(stages).toEqual(['boundary representation', 'parameters', 'assembly']);
    // Loading the kernel takes seconds on an idle machine.
  }, 120_000);

  it('reads a Creo part by the neutral export that came with it, and says so', async () => {
    const part = { name: 'a/box.prt.2', format: 'creo_prt', bytes: smallPart('box', 1) } as const;
    const { facts } = await extract(client, { ...part, companions: [{ name: 'box.stp', bytes: box }] });
    expect(facts.cad?.faces).toBe(6);
    expect(facts.metadata.properties).toMatchObject({ read_from: 'box.stp' });
    await expect(extract(client, { ...part, bytes: smallPart('box', 2) })).rejects.toMatchObject({
      errorClass: 'CREO_MODEL_ERROR',
      message: expect.stringContaining('this service has no Creo') as string,
    });
  });

  it('tells what is wrong with a model, which is no failure of the service', async () => {
    await expect(extract(client, { name: 'a/broken.step', bytes: Buffer.from('no STEP') })).rejects.toMatchObject({
      errorClass: 'CREO_MODEL_ERROR',
      message: expect.stringContaining('FORMAT_MISMATCH') as string,
    });
  });

  it('streams the triangles of each face', async () => {
    const connection = openConnection(url);
    const chunks: MeshMessage[] = [];
    const request = { name: 'box.step', format: 'step', content: box, companions: [] };
    await stream(connection, creoService['ExtractTessellation'] as AnyMethod, request, Date.now() + 60_000, (chunk) =>
      chunks.push(chunk),
    );
    connection.close();
    expect(chunks.at(-1)).toMatchObject({ complete: true });
    const faces = chunks.slice(0, -1);
    expect(faces.map(({ face_id = 0 }) => face_id)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(faces.reduce((sum, face) => sum + areaOf(face), 0)).toBeCloseTo(2 * (10 * 20 + 10 * 30 + 20 * 30), 3);
  }, 120_000);

  it('streams samples of the distance, negative inside', async () => {
    const connection = openConnection(url);
    const chunks: SdfMessage[] = [];
    const model = { name: 'box.step', format: 'step', content: box, companions: [] };
    await stream(connection, creoService['ComputeSDF'] as AnyMethod, { model }, Date.now() + 120_000, (chunk) =>
      chunks.push(chunk),
    );
    connection.close();
    expect(chunks.at(-1)).toMatchObject({ complete: true });
    const samplesOf = (kind: string) =>
      Buffer.concat(chunks.flatMap((chunk) => (chunk.kind === kind ? [chunk.samples ?? Buffer.alloc(0)] : [])));
    expect(['surface', 'near', 'volume'].map((kind) => samplesOf(kind).length / 16)).toEqual([10_000, 50_000, 100_000]);
    const volume = samplesOf('volume');
    const inside = Array.from({ length: 100_000 }, (_, at) => volume.readFloatLE(at * 16 + 12)).filter(
      (distance) => distance < 0,
    ).length;
    // The box's share of the ball through its corners; five standard deviations are 0.008.
    expect(inside / 100_000).toBeCloseTo(6000 / ((4 / 3) * Math.PI * (Math.hypot(10, 20, 30) / 2) ** 3), 2);
  }, 180_000);

  function areaOf({ positions = Buffer.alloc(0), triangles = Buffer.alloc(0) }: MeshMessage): number {
    const corner = (at: number): number[] =>
      [0, 4, 8].map((offset) => positions.readFloatLE(12 * triangles.readUInt32LE(at) + offset));
    let area = 0;
    for (let at = 0; at < triangles.length; at += 12) {
      const [a, b, c] = [corner(at), corner(at + 4), corner(at + 8)] as const;
      const [u, v] = [b, c].map((to) => to.map((value, axis) => value - (a[axis] ?? 0))) as [number[], number[]];
      const cross = [0, 1, 2].map(
        (axis) => (u[(axis + 1) % 3] ?? 0) * (v[(axis + 2) % 3] ?? 0) - (u[(axis + 2) % 3] ?? 0) * (v[(axis + 1) % 3] ?? 0),
      );
      area += Math.hypot(...cross) / 2;
    }
    return area;
  }

  it('reads by path inside of its folders alone', async () => {
    const ask = async (path: string): Promise<object> => {
      const connection = openConnection(url);
      const request = { name: path, format: 'creo_prt', path, companions: [] };
      return unary(connection, creoService['GetMassProperties'] as AnyMethod, request, Date.now() + 60_000).finally(() =>
        connection.close(),
      );
    };
    expect(await ask(`${folder.path}/inside/box.prt.2`)).toMatchObject({ volume: expect.closeTo(6000, 6) as number });
    for (const path of ['outside/box.stp', 'inside/../outside/box.stp', 'inside/nothing.stp']) {
      await expect(ask(`${folder.path}/${path}`)).rejects.toMatchObject({ code: status.NOT_FOUND });
    }
  });
});

describe('a service that breaks off', () => {
  let server: Server;
  let url: string;
  let calls = 0;
  let behave: (call: ServerWritableStream<object, object>) => void = (call) => call.end();

  beforeAll(async () => {
    server = new Server();
    const unasked = (): void => undefined;
    server.addService(creoService, {
      ...Object.fromEntries(Object.keys(creoService).map((name) => [name, unasked])),
      ExtractBRep: (call: ServerWritableStream<object, object>) => {
        calls += 1;
        behave(call);
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    url = `127.0.0.1:${port}`;
  });

  afterAll(() => server.forceShutdown());

  async function failure(options?: { limitMs: number }): Promise<{ message: string; calls: number }> {
    calls = 0;
    const client = new CreoClient(url, options);
    const error = await extract(client, { name: 'x.step' }).catch((thrown: unknown) => thrown);
    client.close();
    expect(error).toMatchObject({ errorClass: 'CREO_UNAVAILABLE' });
    return { message: String(error), calls };
  }

  it('gives no result without the trailer, however well the stream ends', async () => {
    behave = (call) => {
      call.write({ header: { face_count: 6 } });
      call.write({ faces: { faces: [{ face_id: 0 }] } });
      call.end();
    };
    expect(await failure()).toEqual({ message: expect.stringContaining('without its trailer') as string, calls: 3 });
  });

  it('is asked again, and its third answer taken as a failure of transport', async () => {
    behave = (call) => call.emit('error', { code: status.CANCELLED, details: 'killed' });
    expect(await failure()).toEqual({ message: expect.stringContaining('gRPC 1 CANCELLED') as string, calls: 3 });
  });

  it('is not waited for past the limit', async () => {
    behave = () => undefined;
    expect(await failure({ limitMs: 300 })).toEqual({ message: expect.stringContaining('gRPC 4') as string, calls: 1 });
  });

  it('is unavailable where nobody listens', async () => {
    expect(await healthOf('127.0.0.1:1', 1_000)).toContain('gRPC 14');
  });
});

import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stepBox } from './step-box.js';

interface Request {
  readonly sessionId?: string;
  readonly command: string;
  readonly function: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const point = (x: number, y: number, z: number): object => ({ x, y, z });

/** Answers in the shapes of CREOSON's documentation. The models are ours; no Creo is behind it. */
const answers: Readonly<Record<string, object>> = {
  'connection:is_creo_running': { running: true },
  'file:massprops': { volume: 6000, surface_area: 2200, density: 7.8e-6, mass: 46.8, ctr_grav: point(5, 10, 15) },
  'file:get_mass_units': { units: 'g' },
  'file:get_length_units': { units: 'in' },
  'parameter:list': {
    paramlist: [
      { name: 'MATERIAL', value: 'S235', type: 'STRING', designate: true, encoded: false, owner_name: 'frame.asm' },
      { name: 'SHEETS', value: 4, type: 'INTEGER', designate: false, encoded: false, owner_name: 'frame.asm' },
    ],
  },
  'feature:list': {
    featlist: [
      { name: 'HOLE_1', status: 'ACTIVE', type: 'HOLE', feat_id: 41, feat_number: 5 },
      { name: 'HOLE_2', status: 'SUPPRESSED', type: 'HOLE', feat_id: 42, feat_number: 6 },
      { name: 'ASM_FRONT', status: 'ACTIVE', type: 'DATUM PLANE', feat_id: 1, feat_number: 1 },
    ],
  },
  'dimension:list': { dimlist: [{ name: 'd12', value: 30, encoded: false, dim_type: 'linear' }] },
  'bom:get_paths': {
    file: 'frame.asm',
    generic: '',
    children: {
      file: 'frame.asm',
      seq_path: 'root',
      children: [1, 2].map((index) => ({
        file: 'bracket.prt',
        seq_path: `root.${index}`,
        path: [38 + index],
        transform: {
          ...{ origin: point(index, 0, 0), x_axis: point(1, 0, 0), y_axis: point(0, 0, 1), z_axis: point(0, -1, 0) },
          ...{ x_rot: 90, y_rot: 0, z_rot: 0 },
        },
      })),
    },
  },
};

export interface CreosonDouble {
  readonly url: string;
  /** `command:function file`, in order. */
  readonly calls: string[];
  /** Forgets its sessions, as one that was started anew. */
  forget(): void;
  close(): Promise<void>;
}

/** A server that speaks CREOSON's protocol: one POST per function, refused with HTTP 200 and a status. */
export async function openCreosonDouble(): Promise<CreosonDouble> {
  const calls: string[] = [];
  let sessionId = 'session-1';
  const refused = (message: string): object => ({ status: { error: true, message } });
  const answer = (request: Request): object => {
    const key = `${request.command}:${request.function}`;
    const { file } = request.data;
    calls.push(typeof file === 'string' ? `${key} ${file}` : key);
    if (key === 'connection:connect') return { status: { error: false }, sessionId };
    if (request.sessionId !== sessionId) return refused('No session found');
    if (key === 'file:open') {
      const path = join(String(request.data['dirname']), String(request.data['file']));
      const found = existsSync(path) || [1, 2, 3].some((version) => existsSync(`${path}.${version}`));
      return found ? { status: { error: false }, data: { files: [request.data['file']] } } : refused('File could not be opened');
    }
    if (key === 'interface:export_file') {
      const { dirname, filename } = request.data;
      writeFileSync(join(String(dirname), String(filename)), stepBox([10, 20, 30]));
      return { status: { error: false }, data: { dirname, filename } };
    }
    if (key === 'file:erase') return { status: { error: false } };
    const data = answers[key];
    return data ? { status: { error: false }, data } : refused(`no function ${key}`);
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request)));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/creoson`,
    calls,
    forget: () => {
      sessionId = 'session-2';
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Served {
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The body of an answer that must be 200. */
  json(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Serves an application on a free port of this machine. */
export async function serve(app: Express): Promise<Served> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers, redirect: 'manual' });
  return {
    url,
    get,
    json: async (path) => {
      const response = await get(path);
      const body = await response.text();
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${body}`);
      return JSON.parse(body) as unknown;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

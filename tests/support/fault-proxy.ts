import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';

/** What the proxy does to one request. */
export type Fault =
  | { readonly kind: 'refuse'; readonly status: 429 | 503 }
  | { readonly kind: 'gone' }
  /** A page that is no XML. */
  | { readonly kind: 'gateway'; readonly status: number }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** After so many bytes nothing comes any more, and the connection stays. */
  | { readonly kind: 'silence'; readonly afterBytes: number }
  /** Pieces of so many bytes, each after a pause. */
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number };

/** A request as the proxy saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Decoded path, without the query. */
  readonly path: string;
  readonly range: string | null;
  readonly ifMatch: string | null;
  readonly isList: boolean;
  readonly headers: readonly string[];
}

export interface FaultProxy {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Decides about every request; null lets it through. */
  fault: (request: SeenRequest) => Fault | null;
  /** Forgets faults and what was seen. */
  reset(): void;
  close(): Promise<void>;
}

/** An HTTP proxy on loopback before a server on loopback. */
export async function openFaultProxy(serverPort: number): Promise<FaultProxy> {
  const server = createServer((incoming, response) => {
    const seen = seenRequest(incoming);
    proxy.seen.push(seen);
    const fault = proxy.fault(seen);
    if (fault?.kind === 'refuse') answer(response, fault.status, fault.status === 429 ? 'TooManyRequests' : 'SlowDown');
    else if (fault?.kind === 'gone') answer(response, 404, 'NoSuchKey');
    else if (fault?.kind === 'gateway') response.writeHead(fault.status).end('<html><hr>not here<br></html>');
    else forward(incoming, response, fault, serverPort);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    fault: () => null,
    reset() {
      proxy.seen.length = 0;
      proxy.fault = () => null;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

function seenRequest({ method = '', url = '/', headers }: IncomingMessage): SeenRequest {
  const [path = '', query = ''] = url.split('?');
  return {
    method,
    path: decodeURIComponent(path),
    range: headers.range ?? null,
    ifMatch: headers['if-match'] ?? null,
    isList: new URLSearchParams(query).has('list-type'),
    headers: Object.keys(headers),
  };
}

function answer(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>as the test asked for</Message></Error>`);
}

function forward(incoming: IncomingMessage, response: ServerResponse, fault: Fault | null, port: number): void {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    void send(answered, response, fault).catch(() => response.destroy());
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}

async function send(answered: IncomingMessage, response: ServerResponse, fault: Fault | null): Promise<void> {
  if (fault?.kind !== 'cut' && fault?.kind !== 'silence' && fault?.kind !== 'trickle') {
    answered.pipe(response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of answered as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (fault.kind === 'trickle') {
    for (let at = 0; at < body.length; at += fault.bytes) {
      response.write(body.subarray(at, at + fault.bytes));
      await pause(fault.everyMs);
    }
    response.end();
    return;
  }
  response.flushHeaders();
  await new Promise((resolve) => response.write(body.subarray(0, fault.afterBytes), resolve));
  // Without it the bytes are lost with the connection.
  await pause(20);
  if (fault.kind === 'cut') response.destroy();
}

import { connect, constants, createServer, type IncomingHttpHeaders, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';

export interface GrpcRelay {
  /** host:port */
  readonly address: string;
  /** Breaks every connection and takes no more: to its clients the service is dead. */
  close(): void;
}

/**
 * Relays gRPC over plain HTTP/2 on loopback, call by call.
 * @param passes asked at the first data of each answer, with the path of its method (`/package.Service/Method`); when it says no, the relay is closed
 */
export async function openGrpcRelay(target: string, passes: (method: string) => boolean): Promise<GrpcRelay> {
  const upstream = connect(`http://${target}`).on('error', () => undefined);
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer().on('session', (session) => sessions.add(session.on('error', () => undefined)));
  const close = (): void => {
    server.close();
    for (const session of sessions) session.destroy();
    upstream.destroy();
  };
  server.on('stream', (call, headers) => {
    const answer = upstream.request(headers, { endStream: false });
    let trailers: IncomingHttpHeaders = {};
    let isOpen = false;
    call.on('error', () => undefined).on('close', () => answer.close());
    answer.on('error', () => call.close(constants.NGHTTP2_CANCEL));
    call.pipe(answer);
    answer.on('response', (head, flags) => {
      const isWhole = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      if (!call.destroyed) call.respond(head, isWhole ? { endStream: true } : { waitForTrailers: true });
    });
    answer.on('trailers', (received: IncomingHttpHeaders) => (trailers = received));
    call.on('wantTrailers', () => call.sendTrailers(trailers));
    answer.on('data', (chunk: Buffer) => {
      isOpen ||= passes(headers[':path'] ?? '');
      if (isOpen) call.write(chunk);
      else close();
    });
    answer.on('end', () => {
      if (call.writable) call.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

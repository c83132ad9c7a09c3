import { Client, credentials, status, type ChannelOptions, type MethodDefinition } from '@grpc/grpc-js';
import { healthService } from './proto.js';
import { isServiceError } from './call-errors.js';

/** A model is one message on its way there. */
export const maxMessageBytes = 512 * 1024 * 1024;

const channelOptions: ChannelOptions = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_send_message_length': maxMessageBytes,
  'grpc.max_receive_message_length': maxMessageBytes,
  // A worker must not wait two minutes for a service that has come back.
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 5_000,
  // One connection per client: a client that is closed takes its connection with it.
  'grpc.use_local_subchannel_pool': 1,
};

/** @param url host:port */
export function openConnection(url: string): Client {
  return new Client(url, credentials.createInsecure(), channelOptions);
}

export type AnyMethod = MethodDefinition<object, object>;

export function unary(client: Client, method: AnyMethod, request: object, deadline: number): Promise<object> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline },
      (error, answer) => {
        if (error) reject(error);
        else resolve(answer ?? {});
      },
    );
  });
}

/** Resolves when the stream has ended well. */
export function stream(
  client: Client,
  method: AnyMethod,
  request: object,
  deadline: number,
  take: (chunk: object) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = client.makeServerStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, request, {
      deadline,
    });
    call.on('data', take);
    call.on('error', reject);
    call.on('end', resolve);
  });
}

/** Null when the service says that it is serving, else why not. */
export async function healthOf(url: string, withinMs: number): Promise<string | null> {
  const client = openConnection(url);
  try {
    const answer = (await unary(client, healthService['Check'] as AnyMethod, { service: '' }, Date.now() + withinMs)) as {
      status?: string;
    };
    return answer.status === 'SERVING' ? null : `the service says ${answer.status ?? 'nothing'}`;
  } catch (error) {
    if (!isServiceError(error)) throw error;
    return `gRPC ${error.code} ${status[error.code]}: ${error.details}`;
  } finally {
    client.close();
  }
}

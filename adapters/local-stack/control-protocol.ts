import type { Socket } from 'node:net';
import { z } from 'zod';

/** How to reach a keeper: the content of stack.json and of a keeper's claim. */
export const KeeperAddress = z.object({
  pid: z.number().int().positive(),
  port: z.number().int().positive(),
  /** Proves to the keeper that the caller may read the folder. */
  token: z.string().min(32),
  startedAt: z.string(),
});
export type KeeperAddress = z.infer<typeof KeeperAddress>;

/** First line from a client. `attach` is counted until its connection ends. */
export const Hello = z.object({
  token: z.string(),
  pid: z.number().int(),
  intent: z.enum(['attach', 'status', 'stop']),
});
export type Hello = z.infer<typeof Hello>;

/** Second line from an attached client: it goes, and wants to know whether the keeper goes with it. */
export const Release = z.object({ release: z.literal(true) });

export const KeeperState = z.enum(['candidate', 'starting', 'ready', 'stopping']);
export type KeeperState = z.infer<typeof KeeperState>;

/** Lines from the keeper. */
export const KeeperMessage = z.discriminatedUnion('type', [
  /** Where the keeper is now; a note says what takes so long. */
  z.object({ type: z.literal('state'), state: KeeperState, note: z.string().optional() }),
  z.object({ type: z.literal('ready'), databaseUrl: z.string(), redisUrl: z.string() }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
  /** Answer to a release: somebody else keeps the keeper. */
  z.object({ type: z.literal('kept') }),
  z.object({
    type: z.literal('status'),
    state: KeeperState,
    clients: z.array(z.number().int()),
    databaseUrl: z.string().optional(),
    redisUrl: z.string().optional(),
  }),
]);
export type KeeperMessage = z.infer<typeof KeeperMessage>;

const maxLineBytes = 64 * 1024;

/** Calls `onLine` for every line that fits the schema; anything else ends the connection, for it is not ours. */
export function readLines<T>(socket: Socket, schema: z.ZodType<T>, onLine: (value: T) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    const values = lines.map((line) => parseLine(line, schema));
    if (text.length > maxLineBytes || values.includes(undefined)) {
      socket.destroy();
      return;
    }
    for (const value of values) if (value !== undefined) onLine(value);
  });
}

function parseLine<T>(line: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

export function writeLine(socket: Socket, value: Hello | KeeperMessage | z.infer<typeof Release>): void {
  if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
}

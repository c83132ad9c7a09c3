import { once } from 'node:events';
import { attachLocalStack } from '../../adapters/local-stack/attach.js';

/**
 * A process that attaches to the local stack, prints one JSON line with the addresses (or the error), and releases it
 * when anything comes on standard input.
 * Argument: the stack's folder.
 */
const [folder = ''] = process.argv.slice(2);
try {
  const stack = await attachLocalStack({ folder });
  process.stdout.write(`${JSON.stringify({ databaseUrl: stack.databaseUrl, redisUrl: stack.redisUrl })}\n`);
  await once(process.stdin, 'data');
  process.stdin.destroy();
  await stack.release();
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
}

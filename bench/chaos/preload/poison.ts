import type { ExtractRequest } from '../../../adapters/extraction/protocol.js';

/**
 * Loaded before a worker starts, and so before its children: documents whose names say so do to a real extraction child what a broken
 * parser would do.
 */
const pieceBytes = 2 ** 26;
const pieces = 64;
const outputCharacters = 500_000_000;
const soundStringify = JSON.stringify;

const poisons: Readonly<Record<string, () => void>> = {
  'poison-spin': () => {
    for (;;);
  },
  'poison-memory': () => {
    const held: Buffer[] = [];
    // Filled, or the system hands out no memory for it.
    while (held.length < pieces) held.push(Buffer.alloc(pieceBytes, 1));
  },
  'poison-abort': () => process.abort(),
  'poison-output': () => {
    JSON.stringify = () => 'x'.repeat(outputCharacters);
  },
};

function poison({ name }: ExtractRequest): void {
  for (const [mark, act] of Object.entries(poisons)) if (name.includes(mark)) act();
}

// The child's own listener is wrapped: a listener of ours would take messages that arrive before the child listens.
if (process.argv[1]?.endsWith('child.js') === true) {
  const on = process.on.bind(process) as (event: string, listener: (...values: unknown[]) => void) => NodeJS.Process;
  const wrapped = (event: string, listener: (...values: unknown[]) => void): NodeJS.Process => {
    if (event !== 'message') return on(event, listener);
    return on(event, (message) => {
      JSON.stringify = soundStringify;
      // First the child's own beginning: it sets the memory ceiling of this document.
      listener(message);
      poison(message as ExtractRequest);
    });
  };
  Object.defineProperty(process, 'on', { value: wrapped });
}

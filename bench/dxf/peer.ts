import { createRequire } from 'node:module';

/** What this project uses of dxf-parser. Its module is the class itself, other than its types say. */
interface Peer {
  parseSync(text: string): { readonly entities: readonly Record<string, unknown>[] } | null;
}

export const DxfParser = createRequire(import.meta.url)('dxf-parser') as new () => Peer;

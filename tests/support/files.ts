import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestFolder {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  remove(name: string): void;
  close(): void;
}

/** A folder of its own under the system's temporary folder. */
export function openTestFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'extraction-fleet-'));
  return {
    path,
    write(name, content) {
      const file = join(path, ...name.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: (name) => rmSync(join(path, ...name.split('/')), { recursive: true }),
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A drawing of one line and one text, small and valid. */
export function smallDxf(text: string): string {
  const tags = [
    0,
    'SECTION',
    2,
    'ENTITIES',
    0,
    'LINE',
    8,
    '0',
    10,
    0,
    20,
    0,
    11,
    50,
    21,
    0,
    0,
    'TEXT',
    8,
    'NOTES',
    10,
    1,
    20,
    1,
    40,
    2.5,
    1,
    text,
    0,
    'ENDSEC',
    0,
    'EOF',
  ];
  return `${tags.join('\n')}\n`;
}

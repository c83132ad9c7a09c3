import { execFileSync, spawnSync } from 'node:child_process';

/**
 * Share of pdftotext's characters that another text has too, blanks aside, each counted as often as it occurs.
 * Null where the program is not on the PATH.
 */
export class CharactersVsPdftotext {
  readonly #there = spawnSync('pdftotext', ['-v']).error === undefined;
  #shared = 0;
  #reference = 0;

  add(bytes: Uint8Array, text: string): void {
    if (!this.#there) return;
    const reference = counts(this.#textOf(bytes));
    const ours = counts(text);
    for (const [character, count] of reference) {
      this.#reference += count;
      this.#shared += Math.min(count, ours.get(character) ?? 0);
    }
  }

  get ratio(): number | null {
    return this.#there && this.#reference > 0 ? this.#shared / this.#reference : null;
  }

  #textOf(bytes: Uint8Array): string {
    try {
      return execFileSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], {
        input: bytes,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    } catch {
      // A file that the reference cannot read says nothing about ours.
      return '';
    }
  }
}

function counts(text: string): Map<string, number> {
  const result = new Map<string, number>();
  for (const character of text.normalize('NFKC').replace(/[\s\u0000-\u001f]/g, '')) {
    result.set(character, (result.get(character) ?? 0) + 1);
  }
  return result;
}

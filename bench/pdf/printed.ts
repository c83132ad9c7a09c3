/** How much of what is printed a reading has: characters without blanks, and whole numbers, each as often as it occurs. */
export class PrintedRecall {
  readonly #characters = { hit: 0, want: 0 };
  readonly #numbers = { hit: 0, want: 0 };

  add(read: readonly string[], printed: readonly string[]): void {
    addShared(this.#characters, charactersIn(read), charactersIn(printed));
    addShared(this.#numbers, numbersIn(read), numbersIn(printed));
  }

  get characters(): number | null {
    return share(this.#characters);
  }

  get numbers(): number | null {
    return share(this.#numbers);
  }
}

function share({ hit, want }: { hit: number; want: number }): number | null {
  return want === 0 ? null : Math.round((10_000 * hit) / want) / 10_000;
}

function addShared(sum: { hit: number; want: number }, read: readonly string[], printed: readonly string[]): void {
  const left = new Map<string, number>();
  for (const item of read) left.set(item, (left.get(item) ?? 0) + 1);
  for (const item of printed) {
    const count = left.get(item) ?? 0;
    sum.want++;
    if (count === 0) continue;
    sum.hit++;
    left.set(item, count - 1);
  }
}

function charactersIn(texts: readonly string[]): string[] {
  return Array.from(texts.join('').normalize('NFKC').replace(/\s/g, ''));
}

function numbersIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.replace(/,(?=\d)/g, '.').match(/\d+(?:\.\d+)?|\.\d+/g) ?? []);
}

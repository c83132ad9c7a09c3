/** Readers for JSON whose shape is only roughly known. None of them throws; what they cannot read is null. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Exporters differ in case and underscores: `mass_properties`, `massProperties` and `MassProperties` are one key. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The value of the first of `names` that the record has and that is not null. */
export function pick(record: JsonRecord, names: readonly string[]): unknown {
  for (const name of names) {
    const value = record[name];
    if (value !== undefined && value !== null) return value;
  }
  const wanted = names.map(keyOf);
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(record)) {
    const key = keyOf(name);
    if (value !== null && wanted.includes(key) && !found.has(key)) found.set(key, value);
  }
  for (const key of wanted) if (found.has(key)) return found.get(key);
  return null;
}

export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.replaceAll('\0', '').trim();
  return text === '' ? null : text;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number, or text that is a plain decimal number. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !NUMBER.test(value.trim())) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function integerOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) ? number : null;
}

export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return null;
  if (/^(true|yes|y|1)$/i.test(value.trim())) return true;
  return /^(false|no|n|0)$/i.test(value.trim()) ? false : null;
}

export type Vector = readonly [number, number, number];

/** `[x, y, z]`, `{x, y, z}` or a text of three numbers. */
export function vectorOf(value: unknown): Vector | null {
  const parts = isList(value)
    ? value
    : isRecord(value)
      ? [pick(value, ['x']), pick(value, ['y']), pick(value, ['z'])]
      : typeof value === 'string'
        ? value
            .replace(/[()[\]]/g, ' ')
            .trim()
            .split(/[\s,;]+/)
        : [];
  if (parts.length !== 3) return null;
  const [x, y, z] = parts.map(numberOf);
  return x === undefined || y === undefined || z === undefined || x === null || y === null || z === null ? null : [x, y, z];
}

/** Notes of what was not understood: each once, with how often, and not without end. */
export class Notes {
  readonly #counts = new Map<string, number>();

  add(note: string): void {
    this.#counts.set(note, (this.#counts.get(note) ?? 0) + 1);
  }

  /** At most `limit` notes, then how many more there were. */
  list(limit = 50): string[] {
    const notes = [...this.#counts].map(([note, count]) => (count === 1 ? note : `${note} (${count} times)`));
    return notes.length <= limit ? notes : [...notes.slice(0, limit), `and ${notes.length - limit} more kinds`];
  }
}

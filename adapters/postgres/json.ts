/**
 * JSON that Postgres accepts. Text from documents holds what `jsonb` and `text` refuse: U+0000 and halves of surrogate
 * pairs. Use as `${jsonText(rows)}::text::jsonb`: with `::jsonb` alone the driver would encode the string a second time.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) => (typeof field === 'string' ? storable(field) : field));
}

/** The same cleaning for a plain text parameter. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

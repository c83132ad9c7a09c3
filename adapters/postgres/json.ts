/**
 * JSON that Postgres accepts. Text from documents holds what `jsonb` and `text` refuse: U+0000 and halves of surrogate
 * pairs. Use as `${jsonText(rows)}::text::jsonb`: with `::jsonb` alone the driver would encode the string a second time.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // Both come out of `stringify` as escapes, and are rare: looking for them is ten times as fast as looking at every field.
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_key, field: unknown) => (typeof field === 'string' ? storable(field) : field));
}

/** The same cleaning for a plain text parameter. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

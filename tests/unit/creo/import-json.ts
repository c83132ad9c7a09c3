import { extractCreoJson } from '../../../processors/creo/json/extract.js';
import type { Extraction } from '../../../queues/contract/facts.js';

export function importText(text: string | Uint8Array, name = '71736-004.prt.json'): Extraction {
  return extractCreoJson({ name, format: 'creo_json', bytes: Buffer.from(text) }, { stage: () => undefined, keep: null });
}

export function importJson(value: unknown, name?: string): Extraction {
  return importText(JSON.stringify(value), name);
}

export function parameters(facts: Extraction): Record<string, unknown> {
  return Object.fromEntries(
    facts.parameters.map(({ name, value, units, is_designated }) => [name, [value, units, is_designated]]),
  );
}

export function warnings(facts: Extraction): string {
  return facts.metadata.warnings?.join('\n') ?? '';
}

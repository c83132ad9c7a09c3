import { z } from 'zod';
import { endpoints } from '../../../search/endpoints.js';
import type { Served } from './serve.js';

const List = z.object({
  pagination: z.object({ limit: z.number(), offset: z.number(), total: z.number() }),
  result_count: z.number(),
  facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() }))).optional(),
  results: z.array(
    z.object({
      document_group: z.object({ id: z.number(), name: z.string() }).nullable(),
      why: z.array(z.object({ signal: z.string(), rank: z.number(), snippet: z.string().nullable() })).default([]),
      files: z.array(
        z.object({ id: z.number(), filename: z.string(), match_details: z.array(z.record(z.string(), z.unknown())) }),
      ),
    }),
  ),
});
export type List = z.infer<typeof List>;

/** Asks a list of the API. The answer must be what the documentation says, to the last key. */
export async function ask(served: Served, path: string, query: Record<string, string | number>): Promise<List> {
  const endpoint = endpoints.find((candidate) => candidate.path === path);
  if (endpoint === undefined) throw new Error(`no endpoint ${path}`);
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const body = await served.json(`${path}?${text}`);
  const documented = endpoint.response.parse(body);
  if (JSON.stringify(documented) !== JSON.stringify(reordered(body, documented)))
    throw new Error(`${path} answers more than its schema says`);
  const list = List.parse(body);
  if (list.result_count !== list.results.length) throw new Error(`${path} miscounts its page`);
  return list;
}

/** The body with the keys in the order of the schema: what is compared is which keys there are, and their values. */
function reordered(body: unknown, like: unknown): unknown {
  if (Array.isArray(body)) return body.map((item, index) => reordered(item, Array.isArray(like) ? like[index] : undefined));
  if (typeof body !== 'object' || body === null) return body;
  const known = typeof like === 'object' && like !== null ? Object.keys(like) : [];
  const keys = [...known, ...Object.keys(body).filter((key) => !known.includes(key))];
  const value = (object: unknown, key: string): unknown => (object as Record<string, unknown>)[key];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      reordered(value(body, key), typeof like === 'object' && like !== null ? value(like, key) : undefined),
    ]),
  );
}

/** Results by name: of the group, or of the file that is in none. */
export function namesOf(list: List): string[] {
  return list.results.map(({ document_group: group, files }) => group?.name ?? files[0]?.filename ?? '');
}

export function filesOf(list: List): string[] {
  return list.results.flatMap(({ files }) => files.map(({ filename }) => filename));
}

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const FileTruth = z.object({
  path: z.string(),
  format: z.string(),
  content_hash: z.string(),
  junk: z.boolean(),
  group: z.string().nullable(),
  role: z.string().nullable(),
  project_code: z.string().nullable(),
  generic: z.boolean(),
});
export type FileTruth = z.infer<typeof FileTruth>;

const GroupTruth = z.object({ group: z.string(), primary: z.string().nullable() });
export type GroupTruth = z.infer<typeof GroupTruth>;

/** files.jsonl of a sample archive's truth, line by line. */
export function fileTruths(path: string): AsyncGenerator<FileTruth> {
  return lines(path, FileTruth);
}

/** groups.jsonl of a sample archive's truth, line by line. */
export function groupTruths(path: string): AsyncGenerator<GroupTruth> {
  return lines(path, GroupTruth);
}

async function* lines<T>(path: string, shape: z.ZodType<T>): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== '') yield shape.parse(JSON.parse(line));
  }
}

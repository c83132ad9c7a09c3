import { createHash } from 'node:crypto';
import { jobTypeOf } from '../../queues/contract/formats.js';
import type { PlannedFile } from '../plan/planned-file.js';
import { groupId } from './groups.js';

/** What only writing the file can tell. */
export interface WrittenFacts {
  readonly size: number | null;
  readonly contentHash: string;
  /** Path of the truth about its content, inside the truth folder. */
  readonly truth: string | null;
}

/** One line of files.jsonl. */
export function fileLine(file: PlannedFile, current: ReadonlySet<string>, written: WrittenFacts): Record<string, unknown> {
  return {
    path: file.path,
    kind: file.kind,
    size: written.size,
    content_hash: written.contentHash,
    format: file.format,
    job_type: file.junk ? null : (jobTypeOf[file.format] ?? null),
    status: file.expected.status,
    error_class: file.expected.errorClass,
    junk: file.junk,
    duplicate_of: file.duplicateOf,
    creo_base: file.creo?.base ?? null,
    creo_version: file.creo?.version ?? null,
    creo_current: file.creo === null ? null : current.has(file.path),
    group: groupId(file),
    role: file.role,
    project_code: file.projectCode,
    ...file.codes,
    generic: file.generic,
    copy: file.copy,
    superseded: file.superseded,
    truth: written.truth,
  };
}

/** The archive path as one file name; long ones end in a hash so that every file system takes them. */
export function truthName(path: string): string {
  const flat = path.replaceAll('/', '__').replaceAll("'", '');
  if (flat.length <= 150) return `${flat}.json`;
  return `${flat.slice(0, 120)}-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.json`;
}

import type { PlannedFile } from '../plan/planned-file.js';
import { sourceDefects } from '../../queues/contract/errors.js';
import { jobTypeOf } from '../../queues/contract/formats.js';
import type { GroupTruth } from './groups.js';

/** What was written; also summary.json of the truth folder. */
export interface SampleArchiveSummary {
  readonly directory: string;
  readonly truth_directory: string;
  readonly seed: number;
  readonly files: number;
  readonly names_only: boolean;
  readonly bytes: number;
  readonly jobs: number;
  readonly by_extension: Readonly<Record<string, number>>;
  readonly by_format: Readonly<Record<string, number>>;
  readonly by_kind: Readonly<Record<string, number>>;
  readonly by_status: Readonly<Record<string, number>>;
  readonly by_error_class: Readonly<Record<string, number>>;
  readonly junk: number;
  readonly duplicates: number;
  readonly generic: number;
  readonly groups: number;
  readonly groups_of_two_or_more: number;
  /** Files that extraction takes on, and those of them that no reader can read though the source is there. */
  readonly extractable: number;
  readonly real_failures: number;
}

/** Counts as the archive streams by. */
export class SummaryCounter {
  #files = 0;
  #bytes = 0;
  #jobs = 0;
  #junk = 0;
  #duplicates = 0;
  #generic = 0;
  #groups = 0;
  #larger = 0;
  #extractable = 0;
  #failures = 0;
  readonly #extensions = new Map<string, number>();
  readonly #formats = new Map<string, number>();
  readonly #kinds = new Map<string, number>();
  readonly #statuses = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  job(): void {
    this.#jobs += 1;
  }

  file(file: PlannedFile, size: number): void {
    this.#files += 1;
    this.#bytes += size;
    count(this.#extensions, /\.([a-z0-9]+?)(\.\d+)?$/i.exec(file.path)?.[1]?.toLowerCase() ?? '');
    count(this.#formats, file.format);
    count(this.#kinds, file.kind);
    count(this.#statuses, file.junk ? 'junk' : file.expected.status);
    if (file.expected.errorClass !== null) count(this.#errors, file.expected.errorClass);
    if (file.junk) this.#junk += 1;
    if (file.duplicateOf !== null) this.#duplicates += 1;
    if (file.generic) this.#generic += 1;
    const { status, errorClass } = file.expected;
    const defect = errorClass !== null && sourceDefects.includes(errorClass);
    if (!file.junk && !defect && (jobTypeOf[file.format] !== undefined || status === 'failed')) this.#extractable += 1;
    if (status === 'failed' && !defect) this.#failures += 1;
  }

  group({ members }: GroupTruth): void {
    this.#groups += 1;
    if (members.length > 1) this.#larger += 1;
  }

  summary(fixed: Pick<SampleArchiveSummary, 'directory' | 'truth_directory' | 'seed' | 'names_only'>): SampleArchiveSummary {
    return {
      ...fixed,
      files: this.#files,
      bytes: this.#bytes,
      jobs: this.#jobs,
      by_extension: sorted(this.#extensions),
      by_format: sorted(this.#formats),
      by_kind: sorted(this.#kinds),
      by_status: sorted(this.#statuses),
      by_error_class: sorted(this.#errors),
      junk: this.#junk,
      duplicates: this.#duplicates,
      generic: this.#generic,
      groups: this.#groups,
      groups_of_two_or_more: this.#larger,
      extractable: this.#extractable,
      real_failures: this.#failures,
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const sorted = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

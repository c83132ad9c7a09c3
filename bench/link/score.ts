import type { FileTruth, GroupTruth } from './truth.js';

/** Where linking put a file. */
export interface FoundFile {
  readonly groupId: number;
  readonly projectCode: string | null;
  readonly role: string | null;
  readonly isPrimary: boolean;
}

export interface LinkScore {
  readonly files: number;
  /** Of the pairs of files that linking joined, the share that belongs together. */
  readonly pairPrecision: number;
  /** Of the pairs that belong together, the share that linking joined. */
  readonly pairRecall: number;
  readonly projectCodes: number;
  readonly roles: number;
  /** Groups with generic names of more than one folder. */
  readonly genericJoins: number;
  /** Of the true groups that have a file to stand for them, the share whose file is marked primary. */
  readonly primaries: number;
  readonly misses: readonly string[];
}

const shownMisses = 10;

/** Compares linking with the truth, file by file and, for groups, pair by pair without listing the pairs. */
export async function scoreLinks(
  truths: AsyncIterable<FileTruth>,
  groups: AsyncIterable<GroupTruth>,
  found: ReadonlyMap<string, FoundFile>,
): Promise<LinkScore> {
  const cells = new Map<string, number>();
  const trueSizes = new Map<string, number>();
  const foundSizes = new Map<number, number>();
  const genericFolders = new Map<number, Set<string>>();
  const misses: string[] = [];
  let [files, projects, roles] = [0, 0, 0];
  for await (const truth of truths) {
    if (truth.junk || truth.group === null) continue;
    files += 1;
    const file = found.get(truth.path);
    if (file === undefined) {
      misses.push(`${truth.path} is in no group`);
      add(trueSizes, truth.group);
      continue;
    }
    add(cells, `${truth.group}\n${file.groupId}`);
    add(trueSizes, truth.group);
    add(foundSizes, file.groupId);
    if (file.projectCode === truth.project_code) projects += 1;
    else misses.push(`${truth.path}: project ${file.projectCode ?? 'none'}, not ${truth.project_code ?? 'none'}`);
    if (file.role === truth.role) roles += 1;
    if (!truth.generic) continue;
    const folders = genericFolders.get(file.groupId) ?? new Set<string>();
    genericFolders.set(file.groupId, folders.add(truth.path.slice(0, truth.path.lastIndexOf('/'))));
  }
  const joined = pairs(cells.values());
  return {
    files,
    pairPrecision: share(joined, pairs(foundSizes.values())),
    pairRecall: share(joined, pairs(trueSizes.values())),
    projectCodes: share(projects, files),
    roles: share(roles, files),
    genericJoins: [...genericFolders.values()].filter((folders) => folders.size > 1).length,
    primaries: await primaryShare(groups, found),
    misses: misses.slice(0, shownMisses),
  };
}

async function primaryShare(groups: AsyncIterable<GroupTruth>, found: ReadonlyMap<string, FoundFile>): Promise<number> {
  let [all, right] = [0, 0];
  for await (const { primary } of groups) {
    if (primary === null) continue;
    all += 1;
    if (found.get(primary)?.isPrimary === true) right += 1;
  }
  return share(right, all);
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairs(sizes: Iterable<number>): number {
  let sum = 0;
  for (const size of sizes) sum += (size * (size - 1)) / 2;
  return sum;
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

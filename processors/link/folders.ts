import { createHash } from 'node:crypto';
import type { CompiledGrammar } from './compile.js';
import type { Revision } from './identity.js';
import { dateRevision, revisionOf } from './revision.js';

/** What the folders above a file say about it. */
export interface FolderFacts {
  /** Lower case. */
  readonly folder: string;
  /** The folder without those that only sort by format, revision or validity. */
  readonly scopeFolder: string;
  readonly folderHash: number;
  readonly scopeHash: number;
  readonly job: string | null;
  /** `71736-004`, of a folder that holds one item. */
  readonly item: string | null;
  readonly revision: Revision | null;
  readonly superseded: string | null;
  readonly copyMark: string | null;
  readonly rules: readonly string[];
}

const root: FolderFacts = {
  folder: '',
  scopeFolder: '',
  folderHash: 0,
  scopeHash: 0,
  job: null,
  item: null,
  revision: null,
  superseded: null,
  copyMark: null,
  rules: [],
};

/** Folders remembered at most. An inventory comes folder by folder, so a small memory answers nearly all. */
const rememberedFolders = 20_000;

/** Reads chains of folders, from the root down; what is deeper wins. */
export function folderReader(grammar: CompiledGrammar): (folder: string) => FolderFacts {
  const known = new Map<string, FolderFacts>([['', root]]);

  return function read(folder: string): FolderFacts {
    const remembered = known.get(folder);
    if (remembered !== undefined) return remembered;
    if (known.size >= rememberedFolders) {
      known.clear();
      known.set('', root);
    }
    // A loop, not a recursion: a hostile path may be a hundred thousand folders deep.
    let facts = root;
    let path = '';
    for (const name of folder.split('/')) {
      path = join(path, name);
      facts = known.get(path) ?? below(facts, name, grammar);
      known.set(path, facts);
    }
    return facts;
  };
}

function below(parent: FolderFacts, name: string, grammar: CompiledGrammar): FolderFacts {
  let { job, item, revision, superseded, copyMark } = parent;
  let isProject = false;
  let sortsOnly = false;
  const rules = [...parent.rules];
  for (const { rule, pattern } of grammar.folders) {
    const match = pattern.exec(name);
    if (match === null) continue;
    const groups = match.groups ?? {};
    if (rule.kind === 'thousand') return { ...parent, ...nested(parent, name, false), rules: [...parent.rules, rule.name] };
    if (rule.kind === 'project' || rule.kind === 'item') {
      if (isProject) continue;
      const code = groups['job'] ?? null;
      // What lies above a project, an archive of finished jobs say, does not speak of the project's drawings.
      if (rule.kind === 'project' && code !== job) revision = superseded = copyMark = null;
      if (rule.kind === 'project' && code !== job) item = null;
      if (rule.kind === 'item' && groups['item'] !== undefined) item = `${code ?? ''}-${groups['item'].toUpperCase()}`;
      job = code;
      isProject = true;
    }
    if (rule.kind === 'revision') revision = folderRevision(groups) ?? revision;
    if (rule.kind === 'superseded') superseded = name;
    if (rule.kind === 'copy') copyMark = name;
    sortsOnly ||= rule.kind === 'format' || rule.kind === 'revision' || rule.kind === 'superseded' || rule.kind === 'copy';
    rules.push(rule.name);
  }
  return { job, item, revision, superseded, copyMark, ...nested(parent, name, sortsOnly && !isProject), rules };
}

function nested(
  parent: FolderFacts,
  name: string,
  sortsOnly: boolean,
): Pick<FolderFacts, 'folder' | 'scopeFolder' | 'folderHash' | 'scopeHash'> {
  const lower = name.toLowerCase().normalize('NFC');
  const place = { folder: join(parent.folder, lower), folderHash: hash48(parent.folderHash, lower) };
  if (sortsOnly) return { ...place, scopeFolder: parent.scopeFolder, scopeHash: parent.scopeHash };
  return { ...place, scopeFolder: join(parent.scopeFolder, lower), scopeHash: hash48(parent.scopeHash, lower) };
}

/** 48 bits of SHA-256, chained from the root, so that the number is exact in JavaScript, JSON and BIGINT alike. */
function hash48(parentHash: number, name: string): number {
  return createHash('sha256').update(`${parentHash}/${name}`).digest().readUIntBE(0, 6);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function folderRevision(groups: Readonly<Record<string, string>>): Revision | null {
  const { revision, month, day, year } = groups;
  if (revision !== undefined) return revisionOf(revision, 'folder');
  if (month === undefined || day === undefined || year === undefined) return null;
  return dateRevision(month, day, year, 'folder');
}

import type { CompiledGrammar } from './compile.js';

/** A file's name taken apart. */
export interface NameParts {
  readonly folder: string;
  readonly stem: string;
  /** Lower case, without dot; empty when there is none. */
  readonly extension: string;
  readonly creoVersion: number | null;
}

const drive = /^[A-Za-z]:/;
const versionedName = /^(.+)\.([A-Za-z]{3})\.(\d{1,5})$/;
// An extension holds a letter: in `REV 07.24.24` or `PART 1.5` nothing is one.
const plainName = /^(.+)\.(?=[0-9]*[A-Za-z])([A-Za-z0-9_]{1,12})$/;

/**
 * Splits a path, tolerating drives, backslashes and doubled slashes.
 * `a/b.PRT.12` is the stem `b`, the extension `prt` and the Creo version 12.
 */
export function splitPath(path: string, grammar: CompiledGrammar): NameParts {
  const clean = path.replace(drive, '').replace(/[\\/]+/g, '/');
  const slash = clean.lastIndexOf('/');
  const folder = clean.slice(clean.startsWith('/') ? 1 : 0, Math.max(slash, 0));
  const name = clean.slice(slash + 1);

  const versioned = versionedName.exec(name);
  if (versioned !== null) {
    const [, stem = '', type = '', version = ''] = versioned;
    const extension = type.toLowerCase();
    if (grammar.versioned.has(extension)) return { folder, stem, extension, creoVersion: Number(version) };
  }
  const plain = plainName.exec(name);
  if (plain === null) return { folder, stem: name, extension: '', creoVersion: null };
  const [, stem = '', extension = ''] = plain;
  // `71736-004 REV.B` has no extension, it has a revision.
  if (extension.length <= 2 && /(?:^|[^a-z])rev$/i.test(stem)) return { folder, stem: name, extension: '', creoVersion: null };
  return { folder, stem, extension: extension.toLowerCase(), creoVersion: null };
}

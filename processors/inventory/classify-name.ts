import { readableKey } from './readable-key.js';

/** What a storage key says by itself, before a byte is read. */
export interface ClassifiedName {
  /** Forward slashes, single, no drive, in words (`readableKey`): what comparisons use. `Y://a\b` and `Y:/a/b` become `a/b`. */
  readonly normalizedPath: string;
  readonly name: string;
  /** Lower case, without dot and without Creo's version number: `prt` for `body.prt.12`. */
  readonly extension: string;
  /** Folder and base name of a Creo file in lower case, the same for all its versions; else null. */
  readonly creoBase: string | null;
  readonly creoVersion: number | null;
  /** Why the file is not worth reading, or null. */
  readonly junk: string | null;
}

const junkExtensions = new Set(['tmp', 'dwl', 'dwl2', 'laccdb', 'ldb', 'lck']);
const junkNames = new Set(['thumbs.db', 'desktop.ini', '.ds_store']);
const creoVersioned = /^(?<base>.+\.(?<type>prt|asm|drw|frm|lay|sec|mfg))\.(?<version>\d{1,5})$/i;

export function classifyName(storageKey: string): ClassifiedName {
  const normalizedPath = normalizePath(readableKey(storageKey));
  const name = normalizedPath.slice(normalizedPath.lastIndexOf('/') + 1);
  const versioned = creoVersioned.exec(name)?.groups;
  const base = versioned?.['base'];
  const dot = name.lastIndexOf('.');
  const extension = versioned?.['type'] ?? (dot > 0 ? name.slice(dot + 1) : '');
  return {
    normalizedPath,
    name,
    extension: extension.toLowerCase(),
    creoBase: base ? normalizedPath.slice(0, normalizedPath.length - name.length).toLowerCase() + base.toLowerCase() : null,
    creoVersion: versioned?.['version'] === undefined ? null : Number(versioned['version']),
    junk: junkReason(name, extension.toLowerCase()),
  };
}

function normalizePath(storageKey: string): string {
  return storageKey
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\//, '');
}

function junkReason(name: string, extension: string): string | null {
  if (name.startsWith('~$')) return 'lock file of an office program';
  if (junkNames.has(name.toLowerCase())) return 'file of the operating system';
  if (junkExtensions.has(extension)) return `.${extension} file`;
  return null;
}

import { createHash } from 'node:crypto';
import type { CompiledGrammar, RankedRole } from './compile.js';
import { foldName } from './fold-name.js';
import { capturedFields, type CapturedField, type NameRule } from './grammar.js';
import type { Identity, Linkage } from './identity.js';

/** Detected formats that say nothing about what a file is for; its extension may. */
const undecided: ReadonlySet<string> = new Set(['unknown', 'empty', 'ole', 'zip', 'xml', 'json', 'csv', 'text']);

/** A B-tree entry holds at most 2,704 bytes; longer keys are cut and carry their hash. In UTF-16 units, three bytes each at most. */
const longestKey = 600;

/** Of a file without a role. Fits SMALLINT. */
const lastPreference = 32_000;

/**
 * The group of an identity. A code that names job and item stands for itself; a customer's or vendor's number and a telling name hold
 * inside their job, a telling name in an item's folder inside that item; everything else, generic names above all, inside one folder.
 * @param detectedFormat by magic bytes
 */
export function linkageOf(identity: Identity, rule: NameRule | null, detectedFormat: string, grammar: CompiledGrammar): Linkage {
  const kind = rule?.kind ?? 'name';
  const code = rule === null ? identity.baseName : fillKey(rule.key, identity);
  const scope = scopeOf(identity, rule, grammar);
  const role = roleOf(identity.extension, detectedFormat, grammar);
  const named = kind === 'name';
  return {
    groupKey: bounded(`${prefixOf(identity, scope, rule)}${kind}/${code}`),
    kind,
    scope,
    title: named ? identity.stem : code,
    itemNumber: identity.job !== null && identity.item !== null ? `${identity.job}-${identity.item}` : null,
    exact: named || foldName(code) === identity.baseName,
    role: role?.rule.role ?? null,
    representation: role?.rule.representation ?? identity.extension,
    preference: role?.preference ?? lastPreference,
    slot: named ? '' : slotOf(identity, rule?.key ?? ''),
  };
}

function scopeOf(identity: Identity, rule: NameRule | null, grammar: CompiledGrammar): Linkage['scope'] {
  if (identity.generic) return 'folder';
  if (rule?.scope === 'archive') return 'archive';
  if (identity.projectCode === null) return 'folder';
  if (rule !== null && (rule.kind !== 'name' || identity.job !== null)) return 'job';
  return grammar.distinctive.some((pattern) => pattern.test(identity.baseName)) ? 'job' : 'folder';
}

function prefixOf(identity: Identity, scope: Linkage['scope'], rule: NameRule | null): string {
  if (scope === 'archive') return '';
  if (scope === 'job') {
    const item = rule === null && identity.folderItem !== null ? `${identity.folderItem}/` : '';
    return `job/${identity.projectCode ?? ''}/${item}`;
  }
  // A generic name does not even link the folders that differ by format alone.
  return `folder/${identity.generic ? identity.folder : identity.scopeFolder}/`;
}

function fillKey(key: string, identity: Identity): string {
  return key.replace(/\{(\w+)\}/g, (_, field: string) => {
    if (field === 'base') return identity.baseName;
    return isCaptured(field) ? (identity[field] ?? '') : '';
  });
}

const captured: ReadonlySet<string> = new Set(capturedFields);

function isCaptured(field: string): field is CapturedField {
  return captured.has(field);
}

/** What tells members of one group apart: every captured code that is not in the key. */
function slotOf(identity: Identity, key: string): string {
  const fields = ['document', 'part', 'sheet', 'hand'] as const;
  return fields
    .filter((field) => identity[field] !== null && !key.includes(`{${field}}`))
    .map((field) => `${field}=${identity[field] ?? ''}`)
    .join(' ');
}

/** Magic bytes come first: a picture called `.pdf` is no drawing. */
function roleOf(extension: string, detectedFormat: string, grammar: CompiledGrammar): RankedRole | undefined {
  const byFormat = grammar.roleByFormat.get(detectedFormat);
  if (byFormat !== undefined) return byFormat;
  return undecided.has(detectedFormat) ? grammar.roleByExtension.get(extension) : undefined;
}

function bounded(key: string): string {
  if (key.length <= longestKey) return key;
  const hash = createHash('sha256').update(key).digest('hex');
  // The u flag counts code points: no surrogate pair is cut in two.
  return `${/^.{0,300}/su.exec(key)?.[0] ?? ''}#${hash}`;
}

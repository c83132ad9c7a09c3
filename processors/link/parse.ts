import type { CompiledGrammar, CompiledRule } from './compile.js';
import { foldName } from './fold-name.js';
import { folderReader } from './folders.js';
import { capturedFields, type CapturedField, type NameRule } from './grammar.js';
import { linkageOf } from './group-key.js';
import type { Identity, LinkedFile } from './identity.js';
import { stripMarks } from './marks.js';
import { splitPath } from './path.js';

/** Reads a path and the detected format; pure. Any string is a path, so it never throws. */
export type LinkParser = (path: string, detectedFormat?: string) => LinkedFile;

type Captures = Readonly<Record<CapturedField, string | null>>;

const nothing: Captures = {
  job: null,
  item: null,
  part: null,
  sheet: null,
  document: null,
  opening: null,
  hand: null,
  customerPart: null,
  vendorStyle: null,
};

/**
 * Makes the parser of a grammar.
 * 1. extension and Creo version come off, 2. copy, revision and other marks come off, 3. folders are read, 4. generic names stop
 * here, 5. the first name rule that matches gives the codes, 6. the name's job beats the folder's, 7. the key follows from all that.
 */
export function linkParser(grammar: CompiledGrammar): LinkParser {
  const readFolder = folderReader(grammar);

  return (path, detectedFormat = 'unknown') => {
    const parts = splitPath(path, grammar);
    const marks = stripMarks(parts.stem, parts.extension, grammar);
    const place = readFolder(parts.folder);
    const baseName = foldName(marks.stem);
    const generic = isGeneric(baseName, marks.stem, grammar);
    const named = generic ? null : matchName(marks.stem, grammar);
    const captures = named === null ? nothing : capturesOf(named.groups, named.rule, place.job);
    const creoType = marks.creoType ?? (parts.creoVersion === null ? null : parts.extension);
    const identity: Identity = {
      job: captures.job,
      item: captures.item,
      part: captures.part,
      sheet: captures.sheet,
      document: captures.document,
      opening: captures.opening,
      hand: captures.hand,
      customerPart: captures.customerPart,
      vendorStyle: captures.vendorStyle,
      stem: marks.stem,
      baseName,
      extension: parts.extension,
      revision: marks.revision ?? place.revision,
      creoBase: creoType === null ? null : baseName,
      creoType,
      creoVersion: parts.creoVersion ?? marks.creoVersion,
      copyMark: marks.copyMark ?? place.copyMark,
      superseded: marks.superseded ?? place.superseded,
      generic,
      projectCode: captures.job ?? place.job,
      projectSource: captures.job !== null ? 'name' : place.job !== null ? 'folder' : null,
      folderItem: place.item,
      folder: place.folder,
      scopeFolder: place.scopeFolder,
      folderHash: place.folderHash,
      scopeHash: place.scopeHash,
      rules: [...place.rules, ...marks.rules, ...(named === null ? [] : [named.rule.name]), ...(generic ? ['generic'] : [])],
    };
    return { identity, linkage: linkageOf(identity, named?.rule ?? null, detectedFormat, grammar) };
  };
}

function isGeneric(baseName: string, stem: string, grammar: CompiledGrammar): boolean {
  return grammar.genericWords.has(baseName) || grammar.genericPatterns.some((pattern) => pattern.test(stem));
}

function matchName(stem: string, grammar: CompiledGrammar): { rule: NameRule; groups: Readonly<Record<string, string>> } | null {
  for (const { rule, pattern } of grammar.names satisfies readonly CompiledRule<NameRule>[]) {
    const match = pattern.exec(stem);
    if (match !== null) return { rule, groups: match.groups ?? {} };
  }
  return null;
}

function capturesOf(groups: Readonly<Record<string, string | undefined>>, rule: NameRule, folderJob: string | null): Captures {
  const captures: Record<CapturedField, string | null> = { ...nothing };
  for (const field of capturedFields) captures[field] = groups[field]?.toUpperCase().trim() ?? null;
  if (rule.yieldsToFolder && folderJob !== null && captures.job !== folderJob) captures.job = null;
  return captures;
}

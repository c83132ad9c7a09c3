/** A Creo model as a file name identifies it. Creo compares names without case, so `base` is lower case. */
export interface ModelName {
  readonly base: string;
  readonly type: 'prt' | 'asm' | 'drw' | null;
  /** N of `.prt.N`; null where the name has none. */
  readonly version: number | null;
}

const MODEL = /^(.+?)\.(prt|asm|drw)(?:\.(\d{1,6}))?$/i;
const EXPORT_SUFFIX = /[_-](?:extracted|export|data|metadata)$/i;

/** `C:\parts\Bracket.PRT.12` -> bracket, prt, 12. A name without a model extension is a base alone. */
export function parseModelName(pathOrName: string): ModelName {
  const name = fileNameOf(pathOrName).trim();
  const model = MODEL.exec(name);
  if (model === null) return { base: name.toLowerCase(), type: null, version: null };
  const [, base = '', type = '', version] = model;
  return { base: base.toLowerCase(), type: modelType(type), version: version === undefined ? null : Number(version) };
}

/** Name of an export: `71736-004.prt.json`, `71736-004.prt.4.json`, `71736-004_extracted.json`, `71736-004.prt_data.json`. */
export function parseExportName(pathOrName: string): ModelName {
  const stem = fileNameOf(pathOrName)
    .trim()
    .replace(/\.json$/i, '');
  return parseModelName(stem.replace(EXPORT_SUFFIX, ''));
}

/** `PRT`, `part`, `assembly`, `asm`, `drawing`: whatever an export calls the kind of its model. */
export function modelType(word: string): ModelName['type'] {
  const key = word.trim().toLowerCase().replace(/^\./, '');
  if (/^(prt|part|mdl_part|pro_part|pro_mdl_part)$/.test(key)) return 'prt';
  if (/^(asm|assembly|assem|mdl_assembly|pro_assembly|pro_mdl_assembly)$/.test(key)) return 'asm';
  if (/^(drw|drawing|mdl_drawing|pro_drawing|pro_mdl_drawing)$/.test(key)) return 'drw';
  return null;
}

/** Folder with forward slashes and without a trailing one; empty for a bare name. */
export function folderOf(path: string): string {
  const normalized = path.replace(/\\/g, '/').replace(/\/{2,}/g, '/');
  const slash = normalized.lastIndexOf('/');
  return slash < 0 ? '' : normalized.slice(0, slash);
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

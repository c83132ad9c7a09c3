import { folderOf, parseModelName } from '../model-file-name.js';
import type { ModelName } from '../model-file-name.js';

/** An export: where it lies and which model it says it is of. */
export interface ExportIdentity {
  readonly path: string;
  readonly model: ModelName;
}

export interface Match {
  readonly kind: 'match';
  readonly path: string;
  readonly scope: 'folder' | 'job';
  /** `stated`: the export names the version. `latest`: it does not, and this is the highest one there. */
  readonly version: 'stated' | 'latest';
}

export interface NoMatch {
  readonly kind: 'none';
  readonly reason: string;
}

/** Several model files answer to the export and nothing in it tells which. Never resolved by guessing. */
export interface Ambiguous {
  readonly kind: 'ambiguous';
  readonly paths: readonly string[];
}

/**
 * Finds the model file that an export belongs to among `candidates` (paths): same base name, same type and same version, in the
 * export's folder or else in its job. Names are compared whole, never by a part of them.
 * @param scopeOf the job that a path belongs to; null for none. Two paths without a job share no scope.
 */
export function matchExport(
  exported: ExportIdentity,
  candidates: readonly string[],
  scopeOf: (path: string) => string | null = () => null,
): Match | NoMatch | Ambiguous {
  const { base, type } = exported.model;
  const named = candidates
    .map((path) => ({ path, name: parseModelName(path) }))
    .filter(({ name }) => name.type !== null && name.base === base && (type === null || name.type === type));
  if (named.length === 0) return { kind: 'none', reason: `no model file is called ${base}${type === null ? '' : `.${type}`}` };

  const folder = folderOf(exported.path).toLowerCase();
  const beside = named.filter(({ path }) => folderOf(path).toLowerCase() === folder);
  if (beside.length > 0) return choose(exported.model, beside, 'folder');

  const job = scopeOf(exported.path);
  const inJob = job === null ? [] : named.filter(({ path }) => scopeOf(path) === job);
  if (inJob.length > 0) return choose(exported.model, inJob, 'job');
  return { kind: 'none', reason: `${base} lies only outside of the export's folder and job` };
}

interface Candidate {
  readonly path: string;
  readonly name: ModelName;
}

function choose(model: ModelName, candidates: readonly Candidate[], scope: Match['scope']): Match | NoMatch | Ambiguous {
  const types = new Set(candidates.map(({ name }) => name.type));
  if (types.size > 1) return { kind: 'ambiguous', paths: candidates.map(({ path }) => path) };

  const { version } = model;
  const latest = Math.max(...candidates.map(({ name }) => name.version ?? 0));
  const chosen = candidates.filter(({ name }) => (version === null ? (name.version ?? 0) === latest : name.version === version));
  const [first] = chosen;
  if (first === undefined) return { kind: 'none', reason: `version ${version ?? 0} of ${model.base} is not there` };
  if (chosen.length > 1) return { kind: 'ambiguous', paths: chosen.map(({ path }) => path) };
  return { kind: 'match', path: first.path, scope, version: version === null ? 'latest' : 'stated' };
}

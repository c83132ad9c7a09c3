import type { PlannedFile } from '../plan/planned-file.js';

/** One line of groups.jsonl: files that belong together, and the one that stands for them. */
export interface GroupTruth {
  readonly group: string;
  readonly kind: string;
  readonly identity: string;
  /** The job of all members; null where copies lie in several jobs' folders under a number that names none. */
  readonly project_code: string | null;
  readonly item_number: string | null;
  readonly members: readonly { readonly path: string; readonly role: string | null }[];
  readonly primary: string | null;
}

export const groupId = ({ identity }: PlannedFile): string | null =>
  identity === null ? null : `${identity.kind}:${identity.key}`;

/** The groups of one job's files; no group reaches beyond the job that plans it. */
export function groupsOf(files: readonly PlannedFile[], current: ReadonlySet<string>): GroupTruth[] {
  const members = new Map<string, PlannedFile[]>();
  for (const file of files) {
    const id = groupId(file);
    if (id === null) continue;
    const known = members.get(id);
    if (known === undefined) members.set(id, [file]);
    else known.push(file);
  }
  return [...members].map(([group, own]) => {
    const first = own[0];
    const jobs = new Set(own.map(({ projectCode }) => projectCode));
    return {
      group,
      kind: first?.identity?.kind ?? '',
      identity: first?.identity?.key ?? '',
      project_code: jobs.size === 1 ? (first?.projectCode ?? null) : null,
      item_number: first?.identity?.kind === 'item' ? first.identity.key : null,
      members: own.map(({ path, role }) => ({ path, role })),
      primary: primaryOf(own, current)?.path ?? null,
    };
  });
}

const roleOrder = ['source_cad', 'drawing_dxf', 'drawing_pdf'] as const;

/** CAD before DXF before PDF; never a copy, a superseded file or an older version; the whole item before its part sheets. */
function primaryOf(files: readonly PlannedFile[], current: ReadonlySet<string>): PlannedFile | null {
  const eligible = files.filter(
    (file) => file.role !== null && !file.copy && !file.superseded && (file.creo === null || current.has(file.path)),
  );
  const rank = (file: PlannedFile): number =>
    roleOrder.findIndex((role) => role === file.role) * 2 + (file.identity?.kind === 'item' && file.codes.part !== null ? 1 : 0);
  return eligible.reduce<PlannedFile | null>(
    (best, file) =>
      best === null || rank(file) < rank(best) || (rank(file) === rank(best) && file.path < best.path) ? file : best,
    null,
  );
}

/** Of each Creo base name in a folder, the path with the highest version. */
export function currentVersions(files: readonly PlannedFile[]): Set<string> {
  const highest = new Map<string, { path: string; version: number }>();
  for (const { path, creo } of files) {
    if (creo === null) continue;
    const key = `${path.slice(0, path.lastIndexOf('/'))}/${creo.base}`.toLowerCase();
    const known = highest.get(key);
    if (known === undefined || creo.version > known.version) highest.set(key, { path, version: creo.version });
  }
  return new Set([...highest.values()].map(({ path }) => path));
}

import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

/** What `node --cpu-prof` writes; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface Cost {
  /** Of the time in which the process did anything. */
  readonly share: number;
  readonly name: string;
  readonly place: string;
}

/** The largest profile of a folder: that of the process itself; its threads write theirs beside. */
export async function readProfile(folder: string): Promise<CpuProfile> {
  const profiles = await Promise.all(
    (await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CpuProfile),
  );
  const [largest] = profiles.sort((a, b) => b.nodes.length - a.nodes.length);
  if (!largest) throw new Error(`no profile in ${folder}`);
  return largest;
}

/** Own time by function, the largest first; idle time is left out. */
export function costsOf({ nodes, samples, timeDeltas }: CpuProfile, most = 12): Cost[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const own = new Map<string, { name: string; place: string; time: number }>();
  let busy = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (!frame || ['(idle)', '(program)', '(root)'].includes(frame.functionName)) return;
    const time = timeDeltas[index] ?? 0;
    busy += time;
    const place = frame.url === '' ? 'node' : `${packageOf(frame.url)}:${frame.lineNumber + 1}`;
    const key = `${frame.functionName} ${place}`;
    const known = own.get(key) ?? { name: frame.functionName || '(anonymous)', place, time: 0 };
    own.set(key, { ...known, time: known.time + time });
  });
  return [...own.values()]
    .sort((a, b) => b.time - a.time)
    .slice(0, most)
    .map(({ name, place, time }) => ({ share: time / busy, name, place }));
}

function packageOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/.*?([^/]+)$/.exec(url);
  return inPackage ? `${inPackage[1]}/${inPackage[2]}` : basename(url);
}

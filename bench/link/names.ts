/** Names on the patterns of a sheet-metal maker's archive, for the benchmark of linking: 70 % DXF, 23 % PDF, the rest CAD and office. */

export interface NamedFile {
  readonly storageKey: string;
  readonly contentHash: string;
  /** What the bytes are; told by the name where it is left out. */
  readonly format?: string;
}

const projectNames = [
  'HARBOR HOTEL',
  'CITY LIBRARY',
  'NORTH CLINIC',
  'OLD MILL LOFTS',
  'WEST END TOWER',
  'MARKET HALL',
  'SOUTH TERMINAL',
];
const genericNames = [
  'PLAN.pdf',
  'PLANS.pdf',
  'QUOTE.pdf',
  'VISION_IS.prt.1',
  'head_bom.xls',
  'mullion_a.prt.2',
  'Material Requisition.xls',
];
const nouns = ['os_body', 'drip_pan', 'kick_plate', 'hood_side', 'filter_rail', 'corner_brace'];

/** Yields `count` files, job by job, the same for the same seed. */
export function* archiveNames(count: number, seed: number): Generator<NamedFile> {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  let made = 0;
  for (let job = 40_001; made < count; job += 1 + below(3)) {
    if (job % 1000 === 0) continue;
    const code = String(job);
    const folder = `${pick(['Y:/', 'S:/', 'Y://'])}${code.slice(0, 2)}000${pick(['', "'s"])}/${code}${pick(['_', ' ', ' - '])}${pick(projectNames)}`;
    for (const path of jobFiles(code, folder, below, pick)) {
      if (made === count) return;
      made += 1;
      // One file in two hundred has the content of others.
      yield { storageKey: path, contentHash: hash(random() < 0.005 ? below(1000) : 1_000_000 + made) };
    }
  }
}

type Below = (limit: number) => number;
type Pick = <T>(list: readonly T[]) => T;

function* jobFiles(job: string, folder: string, below: Below, pick: Pick): Generator<string> {
  for (const name of genericNames) if (below(3) > 0) yield `${folder}/${pick(['', 'PDF/', 'Office/'])}${name}`;
  for (let item = 1; item <= 2 + below(12); item += 1) {
    const code = `${job}-${String(item).padStart(3, '0')}`;
    yield* itemFiles(code, folder, below, pick);
  }
  for (let sheet = 1; sheet <= below(30); sheet += 1) {
    const revision = below(5) === 0 ? ` REV.0${1 + below(3)}` : '';
    yield `${folder}/PDF/${job}-${String(sheet).padStart(2, '0')}${revision}.pdf`;
    if (below(4) === 0) yield `${folder}/DWG/${job}-${String(sheet).padStart(2, '0')}.dwg`;
  }
  for (let opening = 101; opening < 101 + below(6); opening += 1) {
    yield `${folder}/OPENING_${job}_${opening}${pick(['', '-RHR', '-LHR'])}.pdf`;
  }
  for (let body = 0; body < below(3); body += 1) {
    const base = `${1 + below(3)}a_${pick(nouns)}_${1 + below(9)}`;
    for (let version = 1; version <= 1 + below(4); version += 1) yield `${folder}/CAD/${base}.prt.${version}`;
    yield `${folder}/CAD/${base}.drw.1`;
  }
  for (let part = 0; part < below(4); part += 1) {
    const code = `30-2${String(below(100_000_000)).padStart(8, '0')}`;
    yield `${folder}/DXF/${code}.dxf`;
    if (below(2) === 0) yield `${folder}/PDF/${code}.pdf`;
  }
}

function* itemFiles(code: string, folder: string, below: Below, pick: Pick): Generator<string> {
  for (let part = 1; part <= 3 + below(14); part += 1) {
    const name = `${code}_${String(part).padStart(3, '0')}`;
    yield `${folder}/DXF/${name}.dxf`;
    if (below(12) === 0) yield `${folder}/DXF/${name} - Copy.dxf`;
    if (below(15) === 0) yield `${folder}/DXF/OLD/${name}.dxf`;
  }
  yield `${folder}/${pick(['PDF/', '', 'REV - 0/', 'REV - 1/'])}${code}.pdf`;
  if (below(2) === 0) yield `${folder}/PDF/${code}_D-${1 + below(4)}.pdf`;
  if (below(3) === 0) yield `${folder}/BOM_${code}.xls`;
  if (below(6) === 0) yield `${folder}/CAD/${code}.asm.${1 + below(20)}`;
}

function hash(content: number): string {
  return content.toString(16).padStart(64, '0');
}

/** A small generator with a known sequence, so that two benchmarks see the same archive. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

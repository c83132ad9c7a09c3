export type CodePage = 'gb18030' | 'windows-1251' | 'shift_jis' | 'windows-1252';

/**
 * The code page that bytes beyond ASCII are written in, by the runs that they come in: Chinese and Japanese words are runs of pairs, Cyrillic words runs of letters,
 * and Western text has letters one by one among ASCII, two at times (`öß`).
 */
export function codePageOf(bytes: Uint8Array): CodePage {
  const runs = runsOf(bytes);
  if (isGb(runs)) return 'gb18030';
  if (isCyrillic(runs)) return 'windows-1251';
  return isShiftJis(bytes) ? 'shift_jis' : 'windows-1252';
}

type Run = readonly number[];

/** Different runs of bytes beyond ASCII, as many as tell. */
function runsOf(bytes: Uint8Array): readonly Run[] {
  const runs = new Map<string, Run>();
  let run: number[] = [];
  for (let at = 0; at <= bytes.length && runs.size < mostRuns; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) {
      if (run.length < longestRun) run.push(byte);
    } else if (run.length > 0) {
      runs.set(run.join(), run);
      run = [];
    }
  }
  return [...runs.values()];
}

const mostRuns = 1000;
/** Even, for pairs; of binary data a run may be the whole file. */
const longestRun = 64;

/** Pairs of GB 2312, whose common characters and signs have leads up to D7; somewhere two of them, which in Western words do not meet. */
function isGb(runs: readonly Run[]): boolean {
  const pairs = runs.flatMap((run) => run.flatMap((lead, at) => (at % 2 === 0 ? [[lead, run[at + 1] ?? 0] as const] : [])));
  const arePairs = pairs.every(([lead, trail]) => lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe);
  if (!arePairs || !runs.some((run) => run.length >= 4)) return false;
  const areLetters = pairs.length > 3 && pairs.flat().every(isCyrillicLetter);
  return !areLetters && pairs.filter(([lead]) => lead <= 0xd7).length >= (2 / 3) * pairs.length;
}

/** Capital and small letters, and the number sign. */
function isCyrillicLetter(byte: number): boolean {
  return byte >= 0xc0 || byte === 0xa8 || byte === 0xb8 || byte === 0xb9;
}

function isCyrillic(runs: readonly Run[]): boolean {
  const words = runs.filter((run) => run.length >= 3 && run.every(isCyrillicLetter));
  const inWords = words.reduce((sum, run) => sum + run.length, 0);
  return inWords > 0.6 * runs.reduce((sum, run) => sum + run.length, 0);
}

/** Pairs of JIS X 0208 in Shift JIS, with leads where Western text has typographic marks; any byte that fits nowhere says no. */
function isShiftJis(bytes: Uint8Array): boolean {
  const pairs = new Set<number>();
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf)) continue;
    const trail = bytes[at + 1] ?? 0;
    const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xea);
    if (!isLead || trail < 0x40 || trail === 0x7f || trail > 0xfc) return false;
    if (lead <= 0x9f) pairs.add(lead * 256 + trail);
    at += 1;
  }
  return pairs.size >= 2;
}

/**
 * The DXF reader against dxf-parser, on drawings made here: speed on a 20 MB drawing, peak memory of a process that reads
 * 105 MB with the options of an extraction child, and 1,000 flat patterns of 40 KB. dxf-parser only parses; the reader's figures include all extraction.
 * The last line is JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { childNodeOptions } from '../adapters/extraction/extraction-child.js';
import { extract } from '../processors/dxf/extract.js';
import { DxfParser } from './dxf/peer.js';
import { generateDrawing } from './dxf/generate-drawing.js';
import { generateFlatPattern } from './dxf/generate-flat-pattern.js';

const megabyte = 1e6;
const rounds = 5;
const patternCount = 1000;
const distinctPatterns = 50;

type Parse = (bytes: Buffer) => unknown;

const own: Parse = (bytes) => extract({ name: 'bench.dxf', format: 'dxf', bytes }, { stage: () => undefined, keep: null });
const peer: Parse = (bytes) => new DxfParser().parseSync(bytes.toString('utf8'));

/** CPU seconds of one call: neighbours on the machine slow the clock, not this. */
async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function best(parse: Parse, bytes: Buffer): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) least = Math.min(least, await cpuSeconds(() => parse(bytes)));
  return least;
}

async function filesPerSecond(parse: Parse, files: readonly Buffer[]): Promise<number> {
  const seconds = await cpuSeconds(async () => {
    for (let at = 0; at < patternCount; at++) await parse(files[at % files.length] ?? Buffer.alloc(0));
  });
  return patternCount / seconds;
}

function peakMemoryMb(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-dxf-'));
  try {
    const path = join(folder, 'large.dxf');
    writeFileSync(path, generateDrawing(105 * megabyte));
    const child = fileURLToPath(new URL('./dxf/peak-memory.js', import.meta.url));
    return Number(execFileSync(process.execPath, [...childNodeOptions, child, path], { encoding: 'utf8' }).trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const drawing = generateDrawing(20 * megabyte);
const sizeMb = drawing.length / megabyte;
const ownSpeed = sizeMb / (await best(own, drawing));
const peerSpeed = sizeMb / (await best(peer, drawing));
const files = Array.from({ length: distinctPatterns }, (_, index) => generateFlatPattern(index + 1));
const fileKb = files.reduce((sum, file) => sum + file.length, 0) / files.length / 1000;
await filesPerSecond(own, files);
const ownFiles = await filesPerSecond(own, files);
await filesPerSecond(peer, files);
const peerFiles = await filesPerSecond(peer, files);
const peakMb = peakMemoryMb();

const row = (name: string, ours: string, theirs: string, ratio: string): string =>
  `${name.padEnd(44)}${ours.padStart(12)}${theirs.padStart(12)}${ratio.padStart(9)}`;
console.log(row('', 'this reader', 'dxf-parser', 'ratio'));
console.log(
  row(
    `drawing of ${sizeMb.toFixed(0)} MB, MB per CPU second`,
    ownSpeed.toFixed(1),
    peerSpeed.toFixed(1),
    (ownSpeed / peerSpeed).toFixed(2),
  ),
);
console.log(
  row(
    `flat patterns of ${fileKb.toFixed(0)} KB, files per CPU second`,
    ownFiles.toFixed(0),
    peerFiles.toFixed(0),
    (ownFiles / peerFiles).toFixed(2),
  ),
);
console.log(row('peak memory reading 105 MB, MB', peakMb.toFixed(0), '', ''));
console.log(
  JSON.stringify({
    mb_per_s_vs_dxf_parser: Number((ownSpeed / peerSpeed).toFixed(2)),
    peak_mb_105: peakMb,
    files_per_s_vs_dxf_parser: Number((ownFiles / peerFiles).toFixed(2)),
  }),
);

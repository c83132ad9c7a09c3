import type { Random } from '../../sample/random.js';
import type { Fixture } from './fixture.js';

/** One way to spoil a file of any format. `others` are sound files of all kinds. */
export type Damage = (file: Fixture, random: Random, others: readonly Fixture[]) => Fixture;

const place = (bytes: Buffer, random: Random): number => random.int(0, Math.max(0, bytes.length - 1));

/** A range of at most `most` bytes. */
function range(bytes: Buffer, random: Random, most: number): [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + random.int(1, most))];
}

const withBytes = (file: Fixture, ...parts: Uint8Array[]): Fixture => ({ ...file, bytes: Buffer.concat(parts) });

function truncated(file: Fixture, random: Random): Fixture {
  return withBytes(file, file.bytes.subarray(0, place(file.bytes, random)));
}

function beheaded(file: Fixture, random: Random): Fixture {
  return withBytes(file, file.bytes.subarray(place(file.bytes, random)));
}

function bitsFlipped(file: Fixture, random: Random): Fixture {
  const bytes = Buffer.from(file.bytes);
  const flips = random.pick([1, 3, 10, 100]);
  for (let flip = 0; flip < flips; flip++) {
    const at = place(bytes, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
  }
  return { ...file, bytes };
}

function overwritten(file: Fixture, random: Random): Fixture {
  const bytes = Buffer.from(file.bytes);
  const [from, to] = range(bytes, random, 4096);
  bytes.fill(random.pick([0x00, 0xff, 0x20, 0x0a]), from, to);
  return { ...file, bytes };
}

function cutOut(file: Fixture, random: Random): Fixture {
  const [from, to] = range(file.bytes, random, 2000);
  return withBytes(file, file.bytes.subarray(0, from), file.bytes.subarray(to));
}

function repeated(file: Fixture, random: Random): Fixture {
  const [from, to] = range(file.bytes, random, 2000);
  const piece = file.bytes.subarray(from, to);
  const copies = Array.from({ length: random.pick([1, 10, 300]) }, () => piece);
  return withBytes(file, file.bytes.subarray(0, to), ...copies, file.bytes.subarray(to));
}

function spliced(file: Fixture, random: Random, others: readonly Fixture[]): Fixture {
  const other = random.pick(others).bytes;
  return withBytes(file, file.bytes.subarray(0, place(file.bytes, random)), other.subarray(place(other, random)));
}

function misnamed(file: Fixture, random: Random, others: readonly Fixture[]): Fixture {
  return { name: file.name, bytes: random.pick(others).bytes };
}

const oddNumbers = ['1e308', '-1e308', '1e999', 'NaN', '2147483648', '4294967296', '-1', '99999999999999999999', '0', '1e-320'];

/** Replaces numbers in text; a binary file hardly has any and is overwritten instead. */
function numbersReplaced(file: Fixture, random: Random): Fixture {
  const share = random.pick([0.01, 0.1, 1]);
  let replaced = 0;
  const text = file.bytes.toString('latin1').replace(/-?\d+(?:\.\d+)?/g, (found) => {
    if (!random.chance(share)) return found;
    replaced += 1;
    return random.pick(oddNumbers);
  });
  return replaced === 0 ? overwritten(file, random) : { ...file, bytes: Buffer.from(text, 'latin1') };
}

function wordsReplaced(file: Fixture, random: Random): Fixture {
  const words = ['\u0000', '\ud800', '__proto__', '%s%n', "'; DROP TABLE files; --", '../../../etc/passwd', '\u202e'.repeat(50)];
  const share = random.pick([0.005, 0.05]);
  const text = file.bytes
    .toString('latin1')
    .replace(/[A-Za-z_]{4,}/g, (found) => (random.chance(share) ? random.pick(words) : found));
  return { ...file, bytes: Buffer.from(text, 'utf8') };
}

function linesShuffled(file: Fixture, random: Random): Fixture {
  return { ...file, bytes: Buffer.from(random.shuffle(file.bytes.toString('latin1').split('\n')).join('\n'), 'latin1') };
}

function noise(file: Fixture, random: Random): Fixture {
  const bytes = Buffer.from(Array.from({ length: random.int(1, 20_000) }, () => random.int(0, 255)));
  // With the head of the format it passes for one.
  return withBytes(file, file.bytes.subarray(0, random.pick([0, 32, 512])), bytes);
}

export const damages: Readonly<Record<string, Damage>> = {
  truncated,
  bits_flipped: bitsFlipped,
  numbers_replaced: numbersReplaced,
  cut_out: cutOut,
  overwritten,
  repeated,
  spliced,
  words_replaced: wordsReplaced,
  beheaded,
  lines_shuffled: linesShuffled,
  misnamed,
  noise,
};

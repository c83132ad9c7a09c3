import { ExtractionError } from '../../../queues/contract/errors.js';
import { readSections, type Section } from './sections.js';
import { statementEnd } from './statements.js';

/** A STEP file as the kernel reads it. */
export interface KernelText {
  readonly bytes: Buffer;
  /** Whether the file says that it ends. */
  readonly isWhole: boolean;
  /** What was left out. */
  readonly warnings: readonly string[];
}

/**
 * The kernel's parser knows a header and one data section, `DATA;`, as ISO 10303-21:1994 has them. Data sections with names and schemas, several of them, and the
 * anchors, references and signatures of the third edition (2016) come out as one data section. Instance names hold for the whole file (11.1), so that
 * sections may be joined; where a writer numbered each section by itself, later ones get numbers of their own.
 * @param text without comments, see `plain-text.ts`; given back as it is where there is nothing to do
 * @throws {ExtractionError} FILE_CORRUPT for a file without a data section, or that ends within one: of what is left, nobody could tell how much it is
 */
export function kernelText(text: Buffer, name: string): KernelText {
  if (isPlain(text)) return { bytes: text, isWhole: true, warnings: [] };
  const { sections, isEnded, surplusFrom } = readSections(text);
  const header = sections.find(({ keyword }) => keyword === 'HEADER');
  const data = sections.filter(({ keyword }) => keyword === 'DATA');
  if (data.length === 0) throw new ExtractionError('FILE_CORRUPT', `${name} has no data section: it may be cut off`);
  if (data.some((section) => !section.isEnded)) {
    throw new ExtractionError('FILE_CORRUPT', `${name} is cut off: it ends within its data section, after ${text.length} bytes`);
  }
  const { bodies, renumbered } = withOwnNumbers(data.map(({ from, to }) => text.subarray(from, to)));
  const bytes = Buffer.concat([
    Buffer.from('ISO-10303-21;\nHEADER;'),
    header === undefined ? Buffer.alloc(0) : text.subarray(header.from, header.to),
    Buffer.from('\nENDSEC;\nDATA;'),
    ...bodies,
    Buffer.from('\nENDSEC;\nEND-ISO-10303-21;\n'),
  ]);
  const surplus =
    surplusFrom === null ? [] : [`${text.length - surplusFrom} bytes behind the end of the STEP file were not read`];
  return { bytes, isWhole: isEnded, warnings: [...renumbered, ...leftOut(text, sections), ...surplus] };
}

const tailBytes = 4096;
const headBytes = 64 * 1024;

/** Header, one data section, and nothing else that ends with `ENDSEC`; blanks only where the kernel's parser takes them. */
function isPlain(text: Buffer): boolean {
  const headerEnd = text.indexOf('ENDSEC;', 0, 'latin1');
  if (headerEnd < 0 || !/^\s*ISO-10303-21;\s*HEADER;/.test(text.toString('latin1', 0, 1024))) return false;
  const behind = headerEnd + 'ENDSEC;'.length;
  if (!/^\s*DATA;/.test(text.toString('latin1', behind, behind + headBytes))) return false;
  const dataEnd = text.indexOf('ENDSEC', behind, 'latin1');
  if (dataEnd < 0) return false;
  return /^ENDSEC;\s*END-ISO-10303-21;\s*$/.test(text.toString('latin1', dataEnd, dataEnd + tailBytes));
}

/** Bodies of data sections in which no instance has the number of another. */
function withOwnNumbers(bodies: readonly Buffer[]): { bodies: readonly Buffer[]; renumbered: readonly string[] } {
  if (bodies.length < 2) return { bodies, renumbered: [] };
  const numbers = bodies.map(numbersOf);
  let last = 0;
  for (const own of numbers) for (const number of own) last = Math.max(last, number);
  const taken = new Set<number>();
  let count = 0;
  const joined = bodies.map((body, index) => {
    const own = numbers[index] ?? new Set<number>();
    const twice = new Map<number, number>();
    for (const number of own) if (taken.has(number)) twice.set(number, (last += 1));
    for (const number of own) taken.add(number);
    count += twice.size;
    return twice.size === 0 ? body : renumber(body, twice);
  });
  const told = `${count} instances have numbers that others in an earlier data section have; each section was read with its own`;
  return { bodies: joined, renumbered: count === 0 ? [] : [told] };
}

/** Of the instances that a section defines. */
function numbersOf(body: Buffer): Set<number> {
  const numbers = new Set<number>();
  for (let start = 0, end = statementEnd(body, 0); end >= 0; start = end + 1, end = statementEnd(body, start)) {
    const number = /^\s*#(\d{1,15})\s*=/.exec(body.toString('latin1', start, Math.min(end, start + 200)))?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
  return numbers;
}

function renumber(body: Buffer, numbers: ReadonlyMap<number, number>): Buffer {
  const text = body.toString('latin1').replace(/'[^']*'|#(\d{1,15})/g, (found, number?: string) => {
    const other = number === undefined ? undefined : numbers.get(Number(number));
    return other === undefined ? found : `#${other}`;
  });
  return Buffer.from(text, 'latin1');
}

function leftOut(text: Buffer, sections: readonly Section[]): string[] {
  const warnings: string[] = [];
  const bodyOf = (keyword: string): string =>
    sections
      .filter((section) => section.keyword === keyword)
      .map(({ from, to }) => text.toString('latin1', from, Math.min(to, from + headBytes)))
      .join('\n');
  const resources = [...bodyOf('REFERENCE').matchAll(/=\s*<([^>]*)>/g)].map(([, resource = '']) => resource);
  if (resources.length > 0) {
    const files = [...new Set(resources.map((resource) => resource.split('#')[0] ?? ''))].filter((file) => file !== '');
    const told =
      files.length === 0 ? '' : `: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}`;
    warnings.push(`${resources.length} references to instances of other files are not followed${told}`);
  }
  if (sections.some(({ keyword }) => keyword === 'SIGNATURE')) warnings.push('the signature of the file was not verified');
  return warnings;
}

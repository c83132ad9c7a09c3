import { decodeString } from './text.js';
import { meaningful } from './values.js';

/** What the header section of a STEP file (ISO 10303-21, clause 8) says of its making; null where it says nothing. */
export interface StepHeader {
  readonly name: string | null;
  readonly timeStamp: string | null;
  readonly author: string | null;
  readonly organization: string | null;
  readonly preprocessor: string | null;
  readonly originatingSystem: string | null;
  readonly schema: string | null;
}

const HEADER_LIMIT = 64 * 1024;

/** @param bytes without comments, see `plain-text.ts` */
export function readStepHeader(bytes: Uint8Array): StepHeader {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_LIMIT)).toString('latin1');
  const header = head.slice(0, head.search(/\bENDSEC\s*;/) + 1 || head.length);
  const file = argumentsOf(header, 'FILE_NAME');
  return {
    name: file[0]?.[0] ?? null,
    timeStamp: file[1]?.[0] ?? null,
    author: joined(file[2]?.filter((author) => !/^(?:author|user)$/i.test(author))),
    organization: joined(file[3]),
    preprocessor: file[4]?.[0] ?? null,
    originatingSystem: file[5]?.[0] ?? null,
    schema: argumentsOf(header, 'FILE_SCHEMA')[0]?.[0]?.split(/\s*\{/)[0]?.trim() ?? null,
  };
}

function joined(strings: readonly string[] | undefined): string | null {
  return strings === undefined || strings.length === 0 ? null : strings.join(', ');
}

/** The strings of each argument of a header entity; an argument may be a list of strings. Empty strings and placeholders count as nothing. */
function argumentsOf(header: string, entity: string): string[][] {
  const start = new RegExp(`\\b${entity}\\s*\\(`).exec(header);
  if (start === null) return [];
  const result: string[][] = [[]];
  let depth = 1;
  for (const [token] of header.slice(start.index + start[0].length).matchAll(/'(?:[^']|'')*'|[(),]/g)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === ',' && depth === 1) result.push([]);
    else if (token.startsWith("'")) {
      const text = meaningful(decodeString(token.slice(1, -1)));
      if (text !== null) result.at(-1)?.push(text);
    }
    if (depth === 0) break;
  }
  return result;
}

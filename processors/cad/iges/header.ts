import { splitParameters } from './entities.js';

/** The global section of an IGES file (IGES 5.3, section 2.2.4.3); null where it says nothing. */
export interface IgesHeader {
  /** Parameter 3: what the sender calls the product. */
  readonly product: string | null;
  readonly fileName: string | null;
  readonly system: string | null;
  readonly preprocessor: string | null;
  readonly unit: string | null;
  readonly timeStamp: string | null;
  readonly author: string | null;
  readonly organization: string | null;
  /** Between parameters, and behind the last. */
  readonly delimiters: readonly [parameter: string, record: string];
}

const headerBytes = 64 * 1024;

/** Names of unit flags by number; 3 means that parameter 15 names the unit. */
const unitNames: Readonly<Record<number, string>> = {
  1: 'inch',
  2: 'millimetre',
  4: 'foot',
  5: 'mile',
  6: 'metre',
  7: 'kilometre',
  8: 'mil',
  9: 'micron',
  10: 'centimetre',
  11: 'microinch',
};

/** Records of the global section have a G in column 73. */
export function readIgesHeader(bytes: Uint8Array): IgesHeader {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headerBytes)).toString('latin1');
  const text = head
    .split(/\r\n|\r|\n/)
    .filter((line) => line[72] === 'G')
    .map((line) => line.slice(0, 72))
    .join('');
  const delimiters = delimitersIn(text);
  const parameters = splitParameters(text, delimiters);
  const at = (number: number): string | null => {
    const value = (parameters[number - 1] ?? '').trim();
    return value === '' || /^(?:none|unknown|n\/?a|open cascade iges processor [\d.]+|filename\.ige?s)$/i.test(value)
      ? null
      : value;
  };
  const flag = Number(parameters[13] ?? '');
  return {
    product: at(3),
    fileName: at(4),
    system: at(5),
    preprocessor: at(6),
    unit: flag === 3 ? at(15) : (unitNames[flag] ?? null),
    timeStamp: at(18),
    author: at(21),
    organization: at(22),
    delimiters,
  };
}

/** Delimiters are themselves parameters 1 and 2. */
function delimitersIn(text: string): [parameter: string, record: string] {
  const delimiter = /^\s*1H(.)/.exec(text)?.[1] ?? ',';
  return [delimiter, new RegExp(`^\\s*(?:1H.)?[^]\\s*1H(.)`).exec(text)?.[1] ?? ';'];
}

import type { FieldRecord } from './fields.js';
import { handleKey } from './handle.js';
import type { Reader } from './reader.js';

const subclass = 100;
/** Control strings: `{ACAD_REACTORS` opens a group of handles that are no owner, `}` ends it. */
const control = 102;
const openingBrace = 0x7b;

/** An object's own handle and that of its owner; empty where not stated. */
interface Identity {
  handle: string;
  owner: string;
  isInGroup: boolean;
}

const unknownIdentity = (): Identity => ({ handle: '', owner: '', isInGroup: false });

function takeIdentity(reader: Reader, identity: Identity): void {
  const { source } = reader;
  if (source.code === control) identity.isInGroup = source.bytes[source.start] === openingBrace;
  else if (source.code === 5 && identity.handle === '') identity.handle = handleKey(reader.string());
  else if (source.code === 330 && identity.owner === '' && !identity.isInGroup) identity.owner = handleKey(reader.string());
}

/** DICTIONARY: of the dictionaries between a text and its field only their owners matter. */
export function readDictionary(reader: Reader): boolean {
  const { source, drawing } = reader;
  const identity = unknownIdentity();
  let isBody = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === subclass) isBody = true;
    else if (!isBody) takeIdentity(reader, identity);
  }
  drawing.fields.addDictionary(identity.handle, identity.owner);
  return more;
}

/**
 * FIELD: evaluator (1), code (2, 3), children (360), data sets (6), and behind group 7 the value: as a number (140, 91) or string (1), and as
 * it is printed (302 and, for the whole, 301 and 9).
 */
export function readField(reader: Reader): boolean {
  const { source, drawing } = reader;
  const identity = unknownIdentity();
  const children: string[] = [];
  let code = '';
  let value = '';
  let printed = '';
  let printedValue = '';
  let isBody = false;
  let isValue = false;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    const group = source.code;
    if (group === subclass) isBody = true;
    else if (!isBody) takeIdentity(reader, identity);
    else if (group === 7) isValue = true;
    else if (group === 301 || group === 9) printed += reader.string();
    else if (isValue && group === 302) printedValue = reader.string();
    else if (isValue && (group === 1 || group === 140 || group === 91)) value = reader.string().trim();
    else if (!isValue && (group === 2 || group === 3)) code += reader.string();
    else if (!isValue && group === 360) children.push(handleKey(reader.string()));
  }
  const cached = [printed, printedValue, value].find((each) => each.trim() !== '') ?? null;
  const record: FieldRecord = { owner: identity.owner, code, children, value: cached };
  drawing.fields.addField(identity.handle, record);
  return more;
}

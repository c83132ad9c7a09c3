import { readPsbDouble } from './psb-double.js';
import { readPsbInteger } from './psb-integer.js';

/** Finds `e0 <type> <name> 00`, the tag of a named field, and returns where its value starts; -1 where it is not before `to`. */
export function fieldAt(payload: Uint8Array, name: string, from = 0, to = payload.length): number {
  const view = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const needle = `${name}\0`;
  for (let at = view.indexOf(needle, from, 'latin1'); at >= 0 && at < to; at = view.indexOf(needle, at + 1, 'latin1')) {
    if (view[at - 2] === 0xe0 && (view[at - 1] ?? 0xff) < 0x25) return at + needle.length;
  }
  return -1;
}

/** A named scalar. Its width proves itself: what follows must be the tag of the next field. */
export function scalarField(payload: Uint8Array, name: string, from = 0, to = payload.length): number | null {
  const at = fieldAt(payload, name, from, to);
  if (at < 0) return null;
  const scalar = readPsbDouble(payload, at);
  return scalar !== null && payload[at + scalar.size] === 0xe0 ? scalar.value : null;
}

/** A named string. Marks of one byte (`f2`: closes what came before) may stand between name and text; `e1` and `f1` mean none. */
export function textField(payload: Uint8Array, name: string): string | null {
  const start = fieldAt(payload, name);
  if (start < 0) return null;
  const at = payload[start] === 0xf2 ? start + 1 : start;
  if ((payload[at] ?? 0xff) >= 0xe0) return null;
  const end = payload.indexOf(0, at);
  if (end < 0) return null;
  const text = new TextDecoder('utf-8').decode(payload.subarray(at, end)).trim();
  return text === '' ? null : text;
}

export function integerField(payload: Uint8Array, name: string, from = 0, to = payload.length): number | null {
  const at = fieldAt(payload, name, from, to);
  return at < 0 ? null : (readPsbInteger(payload, at)?.value ?? null);
}

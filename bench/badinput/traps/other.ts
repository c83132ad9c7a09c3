import { zipSync } from 'fflate';
import type { Trap } from './trap.js';

const mebibyte = 2 ** 20;
const bomb = (): Buffer => Buffer.from(zipSync({ 'zeros.bin': new Uint8Array(200 * mebibyte) }, { level: 9 }));

/** Files without a processor, and such under names that have one. The key is the file's name. */
export const otherTraps: Readonly<Record<string, Trap>> = {
  'bomb.zip': bomb,
  'bomb.pdf': bomb,
  'bomb.dxf': bomb,
  'bomb.prt.1': bomb,
  'nested.zip': () => Buffer.from(zipSync({ 'inner.zip': bomb() })),
  'empty.pdf': () => Buffer.alloc(0),
  'empty.dxf': () => Buffer.alloc(0),
  'empty.stp': () => Buffer.alloc(0),
  'empty.prt.1': () => Buffer.alloc(0),
  'blank.igs': () => Buffer.alloc(5000, 0x20),
  'page.pdf': () => Buffer.from('<html><body>404 not found</body></html>'),
  'pointer.stp': () => Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n'),
};

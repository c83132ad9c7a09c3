/** Whether a BREP file is of the binary form, which `BinTools` of the kernel writes (versions 1 to 4). */
export function isBinaryBrep(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1');
  return /^\s*Open CASCADE Topology V[1-4],? \(c\)/.test(head);
}

const initialSlots = 256;

/**
 * Names that occur again and again (entity types, layers, linetypes, blocks) as small integers, without a string per
 * occurrence. Ids count from 0 in order of appearance. Blanks around a name do not belong to it.
 */
export class NameTable {
  private readonly bytes: Buffer;
  private slots = new Int32Array(initialSlots).fill(-1);
  private hashes = new Int32Array(initialSlots);
  private starts = new Float64Array(initialSlots);
  private ends = new Float64Array(initialSlots);
  private count = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.count;
  }

  intern(from: number, to: number): number {
    const { bytes } = this;
    let start = from;
    let end = to;
    while (start < end && isBlank(bytes[start])) start++;
    while (end > start && isBlank(bytes[end - 1])) end--;
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = this.slots[slot] ?? -1;
      if (id < 0) break;
      if (this.hashes[id] === hash && this.equals(id, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return this.add(hash, start, end);
  }

  /** Byte range of a name's first occurrence. */
  range(id: number): readonly [start: number, end: number] {
    return [this.starts[id] ?? 0, this.ends[id] ?? 0];
  }

  private equals(id: number, start: number, end: number): boolean {
    const { bytes } = this;
    const first = this.starts[id] ?? 0;
    if ((this.ends[id] ?? 0) - first !== end - start) return false;
    for (let at = start, other = first; at < end; at++, other++) if (bytes[at] !== bytes[other]) return false;
    return true;
  }

  private add(hash: number, start: number, end: number): number {
    const id = this.count++;
    if (id >= this.hashes.length) this.grow();
    this.hashes[id] = hash;
    this.starts[id] = start;
    this.ends[id] = end;
    if (this.count * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    else this.place(id, hash);
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.count; id++) this.place(id, this.hashes[id] ?? 0);
  }

  private grow(): void {
    const size = this.hashes.length * 2;
    const hashes = new Int32Array(size);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.starts = widened(this.starts, size);
    this.ends = widened(this.ends, size);
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

function widened(from: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(size);
  to.set(from);
  return to;
}

/** A grey picture, one byte per pixel, rows from the top. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A word as a recogniser reports it; pixels from the top left corner. */
export interface RecognisedWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Words of one line share it. */
  readonly line: string;
}

/** Port: reads level text, which lies here and there, from a picture. Implementations differ in speed, not in what they answer. */
export interface Recogniser {
  readonly name: string;
  recognise(image: GreyImage, dpi: number): Promise<RecognisedWord[]>;
  close(): Promise<void>;
}

/** The picture as a binary PGM file (Netpbm), which every build of Leptonica reads without a codec. */
export function pgm({ width, height, pixels }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}

/** Tags of TIFF 6.0, section 8, each one value: type 3 is 16 bit, 4 is 32 bit. */
const [short, long] = [3, 4];

/** The picture as an uncompressed TIFF file in one strip, which Leptonica reads row by row (A3: 11 ms); a PGM it reads byte by byte (70 ms). */
export function tiff({ width, height, pixels }: GreyImage): Buffer {
  const entries = (offset: number) => [
    [256, long, width],
    [257, long, height],
    [258, short, 8],
    [259, short, 1],
    [262, short, 1],
    [273, long, offset],
    [277, short, 1],
    [278, long, height],
    [279, long, width * height],
  ];
  const head = Buffer.alloc(8 + 2 + 12 * entries(0).length + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries(0).length, 8);
  entries(head.length).forEach(([tag = 0, type = 0, value = 0], index) => {
    const at = 10 + 12 * index;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, pixels]);
}

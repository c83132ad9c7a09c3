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

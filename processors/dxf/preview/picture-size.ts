/** Pixels, and pixels per drawing unit. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly margin: number;
}

/** A sound file that is going to be damaged. */
export interface Fixture {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Kinds of input whose mutations are counted apart. */
export const inputKinds = [
  'pdf',
  'dxf-ascii',
  'dxf-binary',
  'step',
  'iges',
  'brep',
  'creo-json',
  'creo-prt',
  'creo-asm',
  'creo-drw',
  'other',
] as const;
export type InputKind = (typeof inputKinds)[number];

export type Fixtures = Readonly<Record<InputKind, readonly Fixture[]>>;

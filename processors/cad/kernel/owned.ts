/** What all objects of the kernel have in common. Semantics of these interfaces: OCCT 7.6 reference manual; names as `opencascade.js` has them. */

export interface Owned {
  delete(): void;
}

export interface EnumValue {
  readonly value: number;
}

export interface Handle<T> extends Owned {
  IsNull(): boolean;
  get(): T;
}

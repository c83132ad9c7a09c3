import type { EnumValue, Handle, Owned } from './owned.js';
import type { Shape } from './shape-api.js';

/** Readers, documents and strings of the kernel; see `api.ts`. */

export interface AsciiString extends Owned {
  ToCString(): string;
}

export type ExtendedString = Owned;

export interface AsciiStrings extends Owned {
  Size(): number;
  Value(index: number): AsciiString;
}

export interface Label extends Owned {
  FindAttribute_1(id: Owned, attribute: Handle<NameAttribute>): boolean;
}

export interface NameAttribute extends Owned {
  Get(): ExtendedString;
}

export interface Labels extends Owned {
  Size(): number;
  Value(index: number): Label;
}

export interface Document extends Owned {
  Main(): Label;
}

export interface ShapeTool extends Owned {
  GetFreeShapes(labels: Labels): void;
}

export interface DataExchangeReader extends Owned {
  ReadFile(path: string): EnumValue;
  TransferRoots(progress: Owned): number;
  NbRootsForTransfer(): number;
  OneShape(): Shape;
}

export interface StepReader extends DataExchangeReader {
  FileUnits(lengths: AsciiStrings, angles: AsciiStrings, solidAngles: AsciiStrings): void;
}

export interface IgesReader extends DataExchangeReader {
  SetReadVisible(visibleOnly: boolean): void;
}

export interface StepCafReader extends Owned {
  ReadFile(path: string): EnumValue;
  Transfer_1(document: Handle<Document>, progress: Owned): boolean;
  NbRootsForTransfer(): number;
  ChangeReader(): StepReader;
}

import type { Format } from '../../queues/contract/formats.js';
import type { ErrorClass } from '../../queues/contract/errors.js';
import type { ContentSpec } from './content-spec.js';

/** The codes that a reader of the archive sees in a file's name and folders. */
export interface Codes {
  readonly job: string | null;
  readonly item: string | null;
  /** Part sheet: `008` of `71736-004_008`, `121` of `67242_121`. */
  readonly part: string | null;
  /** Drawing sheet: `28` of `88777-28`. */
  readonly sheet: string | null;
  readonly opening: string | null;
  readonly customer_part: string | null;
  readonly vendor_style: string | null;
  readonly revision: string | null;
}

export const noCodes: Codes = {
  job: null,
  item: null,
  part: null,
  sheet: null,
  opening: null,
  customer_part: null,
  vendor_style: null,
  revision: null,
};

export type GroupKind = 'item' | 'part' | 'sheet' | 'opening' | 'customer_part' | 'vendor_style' | 'name';

/** What a file belongs to. `name` groups are bound to one folder: generic names and Creo models without a code. */
export interface Identity {
  readonly kind: GroupKind;
  readonly key: string;
}

export type Role = 'source_cad' | 'drawing_pdf' | 'drawing_dxf';

/** One file of the archive before it is written. Paths have forward slashes and start in the archive's folder. */
export interface PlannedFile {
  readonly path: string;
  readonly kind: string;
  /** What the bytes are, whatever the name says. */
  readonly format: Format;
  readonly expected: { readonly status: 'completed' | 'failed' | 'skipped'; readonly errorClass: ErrorClass | null };
  readonly junk: boolean;
  readonly identity: Identity | null;
  readonly role: Role | null;
  readonly codes: Codes;
  /** The job of the file's own code, else of its project folder. */
  readonly projectCode: string | null;
  readonly generic: boolean;
  readonly copy: boolean;
  readonly superseded: boolean;
  readonly creo: { readonly base: string; readonly version: number } | null;
  /** Path of the first file with the same bytes. */
  readonly duplicateOf: string | null;
  readonly content: ContentSpec;
}

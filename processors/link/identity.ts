import type { CapturedField, RoleRule } from './grammar.js';

/** A revision as something that can be put in order, but only among its own kind: nobody knows whether B follows 3. */
export interface Revision {
  /** `1`, `B`, `2024-07-24` */
  readonly label: string;
  readonly kind: 'number' | 'letter' | 'date';
  /** Higher is later: the number; A = 1, Z = 26, AA = 27; days as yyyymmdd. */
  readonly rank: number;
  readonly source: 'name' | 'folder';
}

/** Who a file says it is, by its name and its place alone. Codes in upper case, everything absent is null. */
export interface Identity extends Readonly<Record<CapturedField, string | null>> {
  /** The name without extension, Creo version and marks, as spelled. */
  readonly stem: string;
  /** The stem to compare by: lower case, NFC, blanks and underscores alike. */
  readonly baseName: string;
  /** Lower case, without dot and Creo version; empty when there is none. */
  readonly extension: string;
  readonly revision: Revision | null;
  readonly creoBase: string | null;
  readonly creoType: string | null;
  readonly creoVersion: number | null;
  /** What marks the file as a copy, as spelled, from the name or from a folder. */
  readonly copyMark: string | null;
  /** The folder or mark that says the file is no longer valid, as spelled. */
  readonly superseded: string | null;
  /** The name recurs in every job and says nothing about which document this is. */
  readonly generic: boolean;
  readonly projectCode: string | null;
  readonly projectSource: 'name' | 'folder' | null;
  /** `71736-004`, where the file lies in the folder of one item. Its name may say otherwise. */
  readonly folderItem: string | null;
  /** Lower case. */
  readonly folder: string;
  /** The folder without those that only sort by format, revision or validity. */
  readonly scopeFolder: string;
  /** 48 bits each: enough to tell the folders of one group apart. */
  readonly folderHash: number;
  readonly scopeHash: number;
  /** The rules that matched, in the order in which they did. */
  readonly rules: readonly string[];
}

/** The group a file belongs to by its identity, and the part it plays there. */
export interface Linkage {
  /** Unique in a source: `item/71736-004`, `job/88617/name/1a_os_body_4`, `folder/88617_x/plans/name/plan`. */
  readonly groupKey: string;
  /** The rule kind: `item`, `part`, `sheet`, `opening`, `customer`, `style`, `name`. */
  readonly kind: string;
  /** How far the key reaches: the whole archive (the code stands for itself), a job, or one folder. */
  readonly scope: 'archive' | 'job' | 'folder';
  /** Title of the group: the code, or the name as spelled. */
  readonly title: string;
  /** `71736-004`, where the name carries an item. */
  readonly itemNumber: string | null;
  /** The name is the code and nothing else. */
  readonly exact: boolean;
  readonly role: RoleRule['role'] | null;
  readonly representation: string;
  /** Lower is better when the primary member is chosen: roles in their order, representations in the grammar's. */
  readonly preference: number;
  /** Sheet, part and document within the group. Two current files of one role in one slot and revision are rivals. */
  readonly slot: string;
}

export interface LinkedFile {
  readonly identity: Identity;
  readonly linkage: Linkage;
}

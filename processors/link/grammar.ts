import { z } from 'zod';

/**
 * The grammar of names: ordered rules as data. The built-in one is in `built-in/`; a team adds its own rules in one file,
 * `link-grammar.json`, of the shape `GrammarFile`. Every rule carries examples, and a grammar whose examples do not hold is refused.
 *
 * Patterns are regular expressions without regard to case. `<job>` stands for the token of that name, captured: `(?<job>\d{5})`.
 */

const ruleName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case, digits and underscores');

/** The identity fields that a name's pattern may capture. */
export const capturedFields = [
  'job',
  'item',
  'part',
  'sheet',
  'document',
  'opening',
  'hand',
  'customerPart',
  'vendorStyle',
] as const;
export type CapturedField = (typeof capturedFields)[number];

/** A path and what must be read from it; fields that are left out are not compared, null means "not there". */
const Example = z.strictObject({
  path: z.string().min(1),
  format: z.string().optional(),
  expect: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Example = z.infer<typeof Example>;

const examples = z.array(Example).min(1);

/** What a file name says. The whole name without extension and marks must match; the first rule that does wins. */
export const NameRule = z.strictObject({
  name: ruleName,
  pattern: z.string().min(1),
  /** Groups of one kind share keys: part sheets and drawings of an item all have the kind `item`. */
  kind: ruleName,
  /** What the file belongs to, `{field}` filled in: `{job}-{item}`. `{base}` is the base name. */
  key: z.string().min(1),
  /** `archive`: the code is unique by itself. `job`: unique inside its job, or inside the folder where no job is known. */
  scope: z.enum(['archive', 'job']),
  /** The job in the name is a guess and gives way to the job of the folder. */
  yieldsToFolder: z.boolean().default(false),
  examples,
});
export type NameRule = z.infer<typeof NameRule>;

/** What one folder's name says about the files below it. A folder may match several rules, one of each kind. */
export const FolderRule = z.strictObject({
  name: ruleName,
  pattern: z.string().min(1),
  /**
   * `thousand` holds a thousand jobs and is none. `project` and `item` give the job. `revision`, `superseded`, `copy` speak of their
   * files; `format` only sorts by file type. The last four never make two documents of the same name different.
   */
  kind: z.enum(['thousand', 'project', 'item', 'revision', 'superseded', 'copy', 'format']),
  examples,
});
export type FolderRule = z.infer<typeof FolderRule>;

/** Something at the start or end of a name that does not tell which document it is. Taken off as often as one matches. */
export const MarkRule = z.strictObject({
  name: ruleName,
  pattern: z.string().min(1),
  at: z.enum(['start', 'end']),
  kind: z.enum(['copy', 'revision', 'date', 'superseded', 'creo', 'noise']),
  /** Only for files with these extensions. */
  extensions: z.array(z.string()).optional(),
  examples,
});
export type MarkRule = z.infer<typeof MarkRule>;

/** Which part a file plays in its group, by detected format first and extension second. */
export const RoleRule = z.strictObject({
  role: z.enum(['source_cad', 'drawing_pdf', 'drawing_dxf', 'udf']),
  /** A model, its assembly, its drawing and its neutral export are different representations, not rivals for one role. */
  representation: ruleName,
  formats: z.array(z.string()),
  extensions: z.array(z.string()),
});
export type RoleRule = z.infer<typeof RoleRule>;

const Generic = z.strictObject({
  /** Whole names, compared without case and with blanks and underscores alike. */
  words: z.array(z.string().min(1)).default([]),
  patterns: z.array(z.string().min(1)).default([]),
  examples: z.array(z.string().min(1)).default([]),
});

export const Grammar = z.strictObject({
  /** Pieces of patterns by name; a team with six-digit jobs changes one token. */
  tokens: z.record(z.string().regex(/^[a-zA-Z]+$/), z.string().min(1)),
  names: z.array(NameRule),
  folders: z.array(FolderRule),
  marks: z.array(MarkRule),
  roles: z.array(RoleRule),
  /** Names that recur in every job. They never link beyond their folder. */
  generic: Generic,
  /** Names without a code that are unlikely to recur by chance, so that they may link across the folders of a job. */
  distinctive: z.array(z.string().min(1)),
  /** Extensions that Creo follows with a version number. */
  versioned: z.array(z.string()),
});
export type Grammar = z.infer<typeof Grammar>;

/** `link-grammar.json`: rules that go before the built-in ones, and the names of built-in rules to leave out. */
export const GrammarFile = z.strictObject({
  version: z.literal(1),
  tokens: Grammar.shape.tokens.optional(),
  names: Grammar.shape.names.optional(),
  folders: Grammar.shape.folders.optional(),
  marks: Grammar.shape.marks.optional(),
  roles: Grammar.shape.roles.optional(),
  generic: Generic.optional(),
  distinctive: Grammar.shape.distinctive.optional(),
  versioned: Grammar.shape.versioned.optional(),
  without: z.array(ruleName).optional(),
});
export type GrammarFile = z.infer<typeof GrammarFile>;

/** How a group was found, and how far that is to be trusted; `document_groups.linking_method`. */
export const confidenceOf = {
  /** The members share one name, or the code in it. */
  auto_filename: 0.95,
  /** Held by the code that begins their names (part sheets of an item), or by one folder. */
  auto_folder: 0.8,
  /** Nothing but the project of their folders holds them. */
  auto_project: 0.7,
  manual: 1,
} as const;

/** Groups below this confidence are looked at by a person. */
export const reviewBelow = 0.75;

/** Why a group asks for a look, and what to tell the person who looks. */
export const reviewReasons = {
  single_member: 'no other file belongs to it',
  low_confidence: 'only the project of their folders holds the members together',
  duplicate_role: 'two current files play one role in the same revision and sheet',
  content_contradicts: 'a number printed inside a member names another group',
  content_suggests: 'a number printed inside a member with a generic name may tell where it belongs',
} as const;
export type ReviewReason = keyof typeof reviewReasons;

/** What drawings of the filled catalogue are called: one of these and a noun. */
export const kindWords = [
  'MOUNTING',
  'BASE',
  'SIDE',
  'REAR',
  'UPPER',
  'LOWER',
  'WELDED',
  'BENT',
  'TURNED',
  'ADJUSTABLE',
  'LEFT',
  'RIGHT',
] as const;

export const nounWords = [
  'PLATE',
  'BRACKET',
  'FLANGE',
  'PANEL',
  'HOUSING',
  'SHAFT',
  'COVER',
  'FRAME',
  'DRAWER',
  'HINGE',
  'GUSSET',
  'BUSHING',
] as const;

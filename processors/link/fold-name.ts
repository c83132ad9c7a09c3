/** The form of a name to compare by: NFC, lower case, blanks and underscores alike and single. */
export function foldName(name: string): string {
  const folded = name.toLowerCase().replace(/[\s_]+/gu, '_');
  return folded.normalize('NFC').replace(/^_+(?=.)|(?<=.)_+$/gu, '');
}

/**
 * The spellings under which a file of a catalogue may lie in its storage, likeliest first: as catalogued, then with a drive
 * and one or two slashes (`Y:/...`, `Y://...`), then without. Catalogue and bucket disagree, and neither says how.
 * @param drives letters that the storage has; what a key without one may be below
 */
export function keyVariants(key: string, drives: readonly string[]): string[] {
  const found = /^(?:(?<drive>[A-Za-z]):)?[/\\]*(?<rest>.*)$/s.exec(key)?.groups;
  const rest = (found?.['rest'] ?? key).replaceAll('\\', '/');
  const drive = found?.['drive'];
  const letters = drive === undefined ? drives : [drive];
  const withDrive = letters.flatMap((letter) => [`${letter}:/${rest}`, `${letter}://${rest}`]);
  return [...new Set([key, ...withDrive, rest, `/${rest}`])];
}

/** @param folders names of the folders at the top of a storage, with or without a slash at their end */
export function driveLetters(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => /^([A-Za-z]):\/?$/.exec(folder)?.[1] ?? []);
}

/** Folders of an absolute path that may lie below the assembly: `D:/frame/parts/bar.stp` beside `frame.stp` in a copy of `frame`. */
const mostFolders = 8;

/**
 * Where a file that an assembly refers to may lie, likeliest first, as paths from the assembly's folder: as it is written; without the folders before it, which
 * were those of another machine, one after the other. Backslashes, drives, `file:` and percent signs of URLs are understood.
 */
export function placesOf(reference: string): string[] {
  const spellings = [...new Set([reference, withoutPercents(reference)])];
  const places = spellings.flatMap((spelling) => {
    const { isAbsolute, segments } = segmentsOf(spelling);
    const below = segments.slice(segments.lastIndexOf('..') + 1).slice(-1 - mostFolders);
    const tails = below.map((_, first) => below.slice(first).join('/'));
    return isAbsolute ? tails : [segments.join('/'), ...tails];
  });
  return [...new Set(places)].filter((place) => place !== '' && !place.endsWith('..'));
}

/** A reference of a file in a folder as one from the assembly, of which the folder is told. */
export function seenFrom(folder: string, reference: string): string {
  const { isAbsolute, segments } = segmentsOf(reference);
  return folder === '' || isAbsolute ? reference : segmentsOf([folder, ...segments].join('/')).segments.join('/');
}

/** The form by which two paths name one file on systems that tell no case and write accents in either way. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folder of a path, without a slash at its end; empty for a name alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function segmentsOf(reference: string): { isAbsolute: boolean; segments: string[] } {
  const path = reference
    .trim()
    .replaceAll('\\', '/')
    .replace(/^file:(?:\/\/[^/]*)?/i, '');
  const rooted = path.replace(/^[A-Za-z]:/, '/');
  const segments: string[] = [];
  for (const segment of rooted.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else segments.push(segment);
  }
  return { isAbsolute: rooted.startsWith('/') || path !== reference.trim().replaceAll('\\', '/'), segments };
}

function withoutPercents(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

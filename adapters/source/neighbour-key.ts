/**
 * The storage key of a file at a path from a document's folder; null where it leaves the source.
 * @param storageKey of the document
 * @param path with forward slashes
 */
export function neighbourKey(storageKey: string, path: string): string | null {
  return segmentsFrom(storageKey, path)?.join('/') ?? null;
}

/** The folder at a path from a document's (`''` is that itself), empty or with a slash at its end; null where it leaves the source. */
export function neighbourFolder(storageKey: string, path: string): string | null {
  return (
    segmentsFrom(storageKey, path)
      ?.map((segment) => `${segment}/`)
      .join('') ?? null
  );
}

/** Empty segments of the document's key stay: to object storage `Y://a` and `Y:/a` are two. */
function segmentsFrom(storageKey: string, path: string): string[] | null {
  const segments = storageKey.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments;
}

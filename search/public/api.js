/** An answer of the API, or the reason why there is none. */
export async function ask(path, init = {}) {
  const response = await fetch(`..${path}`, init).catch(() => null);
  const body = await response?.json().catch(() => null);
  if (response?.ok && body) return { body };
  return { error: body?.error ?? 'The search service does not answer. Try again in a moment.' };
}

/** Addresses in answers begin at the root of the service, which may be served under a path. */
export const at = (url) => `..${url}`;

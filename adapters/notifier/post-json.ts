const timeoutMs = 10_000;

/**
 * Posts JSON.
 * @throws {Error} when the answer is not 2xx or does not come; its message names the host alone, for the rest of a webhook's address is a
 *   secret
 */
export async function postJson(url: string, body: object): Promise<void> {
  const { host } = new URL(url);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new Error(`${host} does not answer: ${error instanceof Error ? error.name : 'no reason given'}`);
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${host} answered ${response.status}`);
}

/** Longest wait between two tries while the server does not answer. */
const maxPauseMs = 15_000;

/**
 * Asks for JSON again and again while the page is seen: every `everyMs` when all is well, more slowly while it is not.
 * @param {() => string | null} url null: nothing to ask for now
 * @param {(data: any) => void} onData
 * @param {(isUp: boolean) => void} onState
 */
export function follow(url, everyMs, onData, onState) {
  let failures = 0;
  let timer = 0;
  let turn = 0;
  const ask = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const address = url();
    if (address !== null && !document.hidden) {
      const answer = await fetchJson(address);
      // The run may have been changed meanwhile: then a newer question is on its way.
      if (mine !== turn) return;
      failures = answer.isUp ? 0 : failures + 1;
      onState(answer.isUp);
      if (answer.isUp) onData(answer.data);
    }
    timer = setTimeout(() => void ask(), Math.min(everyMs * 2 ** Math.min(failures, 5), Math.max(everyMs, maxPauseMs)));
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void ask();
  });
  void ask();
  return () => void ask();
}

/** `data` is null where the server says there is nothing (404). */
async function fetchJson(address) {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(30_000) });
    if (response.status === 404) return { isUp: true, data: null };
    return response.ok ? { isUp: true, data: await response.json() } : { isUp: false, data: null };
  } catch {
    return { isUp: false, data: null };
  }
}

/** Sends JSON; the answer holds `error` when it was refused. */
export async function send(method, address, body) {
  try {
    const response = await fetch(address, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status === 204 ? {} : await response.json();
  } catch {
    return { error: 'The dashboard did not answer.' };
  }
}

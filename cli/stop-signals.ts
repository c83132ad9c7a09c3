/** SIGBREAK is Ctrl-Break and the way a Windows service is stopped; SIGTERM never arrives there. */
const signals: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

const secondSignalExit = 130;

/**
 * A signal that is aborted when this process is asked to stop, by the system or by its parent going away. A second request
 * ends it at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(secondSignalExit);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  if (process.connected) process.once('disconnect', stop);
  return controller.signal;
}

/** Resolves when `signal` is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    // A pending promise does not keep Node alive; this does.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(alive);
        resolve();
      },
      { once: true },
    );
  });
}

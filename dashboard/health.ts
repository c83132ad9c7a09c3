/** Whoever asks for health, a load balancer or Kubernetes, waits a second or so. */
const answerWithinMs = 800;

/** A service that has answered within this and has refused nothing since is busy, not away: a database in the middle of a run answers late. */
const busyForMs = 30_000;

/**
 * Whether a service is there, told soon. What refuses is not; what does not answer in time is until it has been silent for half a minute.
 * A question that is still open is not asked again.
 */
export function health(
  ask: () => PromiseLike<unknown>,
  times = { answerWithinMs, busyForMs },
  now: () => number = () => performance.now(),
): () => Promise<boolean> {
  let answeredAt = Number.NEGATIVE_INFINITY;
  let open: Promise<boolean> | null = null;
  const question = async (): Promise<boolean> => {
    try {
      await ask();
      answeredAt = now();
      return true;
    } catch {
      answeredAt = Number.NEGATIVE_INFINITY;
      return false;
    } finally {
      open = null;
    }
  };
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(now() - answeredAt < times.busyForMs), times.answerWithinMs);
    });
    open ??= question();
    return Promise.race([open, late]).finally(() => clearTimeout(timer));
  };
}

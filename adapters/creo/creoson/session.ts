import { z } from 'zod';
import { ExtractionError } from '../../../queues/contract/errors.js';

/** Creo takes minutes to regenerate a large assembly; the caller's own limit is shorter or the same. */
const callWithinMs = 300_000;

const Answer = z.object({
  status: z.object({ error: z.boolean(), message: z.string().optional() }),
  sessionId: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/**
 * CREOSON's protocol (https://www.creoson.com): one POST per function, `{sessionId, command, function, data}` there and
 * `{status: {error, message}, sessionId, data}` back. HTTP 200 also for what failed.
 */
export class CreosonSession {
  readonly #url: string;
  #id = '';

  /** @param url e.g. http://localhost:9056/creoson */
  constructor(url: string) {
    this.#url = url;
  }

  /** @throws {ExtractionError} CREO_UNAVAILABLE when CREOSON or the Creo behind it is not there */
  async connect(): Promise<void> {
    const { sessionId } = await this.#post('connection', 'connect', {});
    this.#id = sessionId ?? '';
    const { data } = await this.#post('connection', 'is_creo_running', {});
    if (data?.['running'] !== true) throw new ExtractionError('CREO_UNAVAILABLE', 'CREOSON answers, but no Creo is running');
  }

  /**
   * Calls a function. When CREOSON has forgotten the session, as it does when it is started anew, this call fails and the next one opens another.
   * @throws {ExtractionError} CREO_UNAVAILABLE when nobody answers, CREO_MODEL_ERROR when Creo refuses
   */
  async call(
    command: string,
    name: string,
    data: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (this.#id === '') await this.connect();
    const answer = await this.#post(command, name, data, signal);
    if (!answer.status.error) return answer.data ?? {};
    const message = answer.status.message ?? 'no message';
    if (/session|not connected/i.test(message)) {
      this.#id = '';
      throw new ExtractionError('CREO_UNAVAILABLE', `${command}:${name}: ${message}`);
    }
    throw new ExtractionError('CREO_MODEL_ERROR', `${command}:${name}: ${message}`);
  }

  async #post(command: string, name: string, data: object, signal?: AbortSignal): Promise<z.infer<typeof Answer>> {
    const limit = AbortSignal.timeout(callWithinMs);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...(this.#id === '' ? {} : { sessionId: this.#id }), command, function: name, data }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return Answer.parse(await response.json());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ExtractionError('CREO_UNAVAILABLE', `CREOSON, ${command}:${name}: ${reason}`, { cause: error });
    }
  }
}

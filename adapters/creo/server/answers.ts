import type { CreoAnswer } from '../../../queues/contract/creo-service.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import type { ExtractRequest } from '../messages.js';
import type { CreoBackend } from './backend.js';
import type { Sessions } from './sessions.js';
import { keyOf, sourceOf } from './sources.js';

/** Answers kept for the further questions about the same model; each may hold megabytes of pictures. */
const kept = 8;

/** A model is computed once for all the methods that ask about it. */
export class Answers {
  readonly #backend: CreoBackend;
  readonly #sessions: Sessions;
  readonly #roots: readonly string[];
  readonly #known = new Map<string, Promise<CreoAnswer>>();

  constructor(backend: CreoBackend, sessions: Sessions, roots: readonly string[]) {
    this.#backend = backend;
    this.#sessions = sessions;
    this.#roots = roots;
  }

  /** @throws {ExtractionError} FILE_MISSING when the request names a content by its hash that is not known any more */
  async of(request: ExtractRequest, signal: AbortSignal): Promise<CreoAnswer> {
    if (request.content_sha256 !== undefined) {
      const known = this.#known.get(keyOf(request.name, request.content_sha256));
      if (!known) throw new ExtractionError('FILE_MISSING', 'the content with this hash is not known any more');
      return known;
    }
    const { model, key } = await sourceOf(request, this.#roots);
    const answer = this.#sessions.run(() => this.#backend.extract(model, signal), signal);
    this.#keep(key, answer);
    return answer;
  }

  /** The triangles of a model, computed at each call: they are large, and asked for once. */
  async meshOf(request: ExtractRequest, signal: AbortSignal): Promise<Uint8Array> {
    const { model } = await sourceOf(request, this.#roots);
    return this.#sessions.run(() => this.#backend.tessellate(model, signal), signal);
  }

  /** Samples of the distance to a model's surface; as large, and asked for once too. */
  async distancesOf(request: ExtractRequest, signal: AbortSignal): Promise<Uint8Array> {
    const { model } = await sourceOf(request, this.#roots);
    return this.#sessions.run(() => this.#backend.sampleDistances(model, signal), signal);
  }

  /** A failure is not kept: the next caller has another try. */
  #keep(key: string, answer: Promise<CreoAnswer>): void {
    this.#known.delete(key);
    this.#known.set(key, answer);
    answer.catch(() => {
      if (this.#known.get(key) === answer) this.#known.delete(key);
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest);
  }
}

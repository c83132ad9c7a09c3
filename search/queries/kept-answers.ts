import type { Sql } from '../../adapters/postgres/connect.js';
import { currentState, type Reading } from './snapshot.js';

/** Characters of all answers kept; a page of a hundred results has about 100,000. */
const mostCharacters = 64_000_000;

/**
 * Answers as JSON text, kept while the database stands still. Postgres names the state that a transaction sees
 * (`pg_current_snapshot`): while the name is the same, nothing was committed in any table, so an answer read from it is true to the byte.
 * Who asks what is being read already waits for that reading, without a connection of his own.
 */
export class KeptAnswers {
  readonly #sql: Sql;
  #state = '';
  #characters = 0;
  /** In the order of their last use. */
  readonly #answers = new Map<string, string>();
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param question names all that the answer depends on besides the database */
  async answer(question: string, read: () => Promise<Reading<string>>): Promise<string> {
    const state = await currentState(this.#sql);
    this.#enter(state);
    const kept = this.#take(question);
    if (kept !== undefined) return kept;
    const running = this.#underWay.get(question);
    if (running !== undefined) return running;
    // Begun after the state was asked for, the reading is never older than what its askers have seen.
    const reading = this.#read(question, read);
    this.#underWay.set(question, reading);
    const end = (): void => {
      if (this.#underWay.get(question) === reading) this.#underWay.delete(question);
    };
    reading.then(end, end);
    return reading;
  }

  async #read(question: string, read: () => Promise<Reading<string>>): Promise<string> {
    const { value, state } = await read();
    if (state === this.#state) this.#keep(question, value);
    return value;
  }

  /** Another state makes all that was kept, and all that is being read, a thing of the past. */
  #enter(state: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#answers.clear();
    this.#underWay.clear();
    this.#characters = 0;
  }

  #take(question: string): string | undefined {
    const answer = this.#answers.get(question);
    if (answer === undefined) return undefined;
    this.#answers.delete(question);
    this.#answers.set(question, answer);
    return answer;
  }

  #keep(question: string, answer: string): void {
    if (this.#answers.has(question) || answer.length > mostCharacters / 8) return;
    this.#answers.set(question, answer);
    this.#characters += answer.length;
    for (const [oldest, { length }] of this.#answers) {
      if (this.#characters <= mostCharacters) return;
      this.#answers.delete(oldest);
      this.#characters -= length;
    }
  }
}

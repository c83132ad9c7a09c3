import type { Question } from './questions.js';

/**
 * So many clients ask at once, each its next question as soon as the last is answered.
 * @returns milliseconds of every answer
 * @throws {Error} when an answer is not 200
 */
export async function askAtOnce(base: string, question: Question, clients: number, requests: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) {
      const start = performance.now();
      await ask(base, question, next++);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}

/** The bytes of one answer. */
export async function ask(base: string, { address, body }: Question, n: number): Promise<Buffer> {
  const response = await fetch(
    `${base}${address(n)}`,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body(n)) },
  );
  const answer = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${address(n)} answered ${response.status}: ${answer.toString('utf8', 0, 200)}`);
  return answer;
}

import { BackendStatus } from './backend-status.js';
import { ClientNames } from './client-names.js';
import type { ClientStream } from './client-stream.js';
import { ProtocolViolation } from './frontend-frames.js';
import type { GateDatabase } from './gate-database.js';
import { closeStatement, errorResponse, queryMessage, syncMessage, type TransactionStatus } from './protocol.js';
import { guardStatement } from './statement-guard.js';
import type { Turns } from './turns.js';

/** Messages that the database answers at once; up to one of these everything goes in one call. */
const answered = new Set(['Q', 'S', 'H', 'F'].map((type) => type.charCodeAt(0)));
const terminate = 'X'.charCodeAt(0);
const batchBytes = 64 * 1024;

/** What one client may have left behind in the session that all share. Named statements are closed one by one. */
const cleanUp = queryMessage('RESET ALL; DISCARD TEMP; SELECT pg_advisory_unlock_all()');

interface SessionPorts {
  readonly database: GateDatabase;
  readonly turns: Turns;
  /** How long a client may keep others waiting in an open transaction without sending anything. */
  readonly idleHoldTimeoutMs: number;
}

/**
 * One client after its start-up. The central loop:
 *  1. wait for a message;
 *  2. wait for the database (unless this client has it);
 *  3. send what has arrived, up to the next message that the database answers, and pass the answer on;
 *  4. on ReadyForQuery with status I give the database to the next client; otherwise keep it and go on at 1.
 * Whatever ends the loop, a client that still has the database leaves by Sync and ROLLBACK.
 */
export class ClientSession {
  readonly #client: ClientStream;
  readonly #ports: SessionPorts;
  readonly #names: ClientNames;
  readonly #answer = new BackendStatus();
  #holding = false;
  #used = false;

  constructor(clientId: number, client: ClientStream, ports: SessionPorts) {
    this.#client = client;
    this.#ports = ports;
    this.#names = new ClientNames(clientId);
  }

  /** Serves the client until it leaves or is sent away. Throws only when the database itself fails. */
  async run(): Promise<void> {
    try {
      await this.#serve();
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
      this.#client.write(errorResponse('FATAL', '08P01', error.message));
    } finally {
      await this.#leave();
    }
  }

  async #serve(): Promise<void> {
    for (;;) {
      const message = await this.#nextMessage();
      if (message === undefined || message[0] === terminate) return;
      if (!this.#holding) {
        await this.#ports.turns.acquire();
        this.#holding = true;
      }
      this.#used = true;
      const status = await this.#execute(this.#gather(message));
      if (status === 'I') this.#letGo();
    }
  }

  /** Undefined when the client is gone, does not read its answers, or keeps others waiting for too long. */
  async #nextMessage(): Promise<Buffer | undefined> {
    for (;;) {
      const timeoutMs = this.#holding ? this.#ports.idleHoldTimeoutMs : undefined;
      const blocked = await this.#client.drained(timeoutMs);
      const message = blocked ?? (await this.#client.message(timeoutMs));
      if (message === 'closed') return undefined;
      if (message !== 'timeout') return message;
      if (this.#ports.turns.waiting === 0) continue;
      this.#client.write(
        errorResponse('FATAL', '25P03', 'idle in a transaction while other clients wait for the local database'),
      );
      return undefined;
    }
  }

  /** Everything that has arrived up to a message that is answered, as one call's bytes. */
  #gather(first: Buffer): Buffer {
    const batch: Buffer[] = [];
    let bytes = 0;
    let next: Buffer | undefined = first;
    while (next !== undefined) {
      const message = this.#names.rewrite(guardStatement(next));
      batch.push(message);
      bytes += message.length;
      if (answered.has(message[0] ?? 0) || bytes >= batchBytes) break;
      next = this.#client.takeMessage();
    }
    return batch.length === 1 ? (batch[0] ?? first) : Buffer.concat(batch, bytes);
  }

  async #execute(bytes: Buffer): Promise<TransactionStatus | undefined> {
    this.#client.cork();
    try {
      await this.#ports.database.execute(bytes, (chunk) => {
        this.#answer.push(chunk);
        this.#client.write(chunk);
      });
    } finally {
      this.#client.uncork();
    }
    return this.#answer.take();
  }

  #letGo(): void {
    this.#holding = false;
    this.#ports.turns.release();
  }

  async #leave(): Promise<void> {
    this.#client.end();
    if (!this.#used) return;
    if (!this.#holding) await this.#ports.turns.acquire();
    this.#holding = true;
    try {
      // Sync first: after an error in the extended protocol the database ignores everything up to it.
      if ((await this.#execute(syncMessage)) !== 'I') await this.#execute(queryMessage('ROLLBACK'));
      for (const name of this.#names.statements) await this.#execute(closeStatement(name));
      await this.#execute(Buffer.concat([syncMessage, cleanUp]));
    } finally {
      this.#letGo();
    }
  }
}

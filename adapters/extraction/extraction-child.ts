import { fork, type ChildProcess } from 'node:child_process';
import { ExtractionError } from '../../queues/contract/errors.js';
import { memoryMarker, stageMarker, type ChildMessage, type ExtractRequest } from './protocol.js';

/** What one engine made of one document, and what that cost. */
export interface EngineAnswer {
  readonly extraction: string;
  readonly contentHash: string;
  /** How long the child had the document, without the wait for a free one. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssMb: number;
}

/** A failure of one document with what is known of it besides its class. */
export class EngineFailure extends ExtractionError {
  contentHash: string | null = null;
  /** How long a child had the document; 0 when none had it. */
  wallMs = 0;
  cpuMs = 0;
  peakRssMb: number | null = null;
}

interface Current {
  readonly request: ExtractRequest;
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (failure: EngineFailure) => void;
  readonly timeoutMs: number;
  timer: NodeJS.Timeout;
  readonly startedAtMs: number;
  stage: string;
  timedOut: boolean;
  aborted: boolean;
}

/**
 * Of every extraction child. The old generation may grow to what the watchdog allows. The young one stays small: a reader's facts live as long as
 * its document, so that a larger one only holds memory (measured: 25 MB less at the same CPU time, DXF of 105 MB and PDFs alike).
 */
export const childNodeOptions: readonly string[] = ['--max-old-space-size=4096', '--max-semi-space-size=4'];

const stderrKeptCharacters = 4_000;

/** For starting the process and loading the engine, whatever the document; on a busy machine that takes longer than most documents. */
const loadTimeoutMs = 180_000;

/** One child process as its parent sees it: runs a document, or is killed and says why. */
export class ExtractionChild {
  /** `processor/engine`, or the name of the engines that share it; a child serves no other, so that engines cannot harm each other. */
  readonly engineKey: string;
  readonly #process: ChildProcess;
  #current: Current | null = null;
  #stderr = '';
  #engineLoaded = false;
  served = 0;
  /** MB that it held after its last document. */
  restMb = 0;
  alive = true;
  lastUsed = 0;

  /** @param entry compiled JavaScript that speaks `protocol.ts` */
  constructor(entry: string, engineKey: string, onExit: (child: ExtractionChild) => void) {
    this.engineKey = engineKey;
    this.#process = fork(entry, [], {
      serialization: 'advanced',
      // Engines print to stdout; ours carries facts.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [...childNodeOptions],
    });
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      this.#hear(chunk.toString('utf8'));
    });
    this.#process.on('message', (message: ChildMessage) => this.#receive(message));
    this.#process.on('error', (error) => {
      this.#stderr += error.message;
    });
    // `close`, not `exit`: stderr holds the reason and must have been read.
    this.#process.on('close', (code, signal) => {
      this.alive = false;
      this.#fail(code, signal);
      onExit(this);
    });
  }

  get busy(): boolean {
    return this.#current !== null;
  }

  /**
   * @param timeoutMs from the moment the engine is loaded
   * @throws {EngineFailure} with the engine's own class, or TIMEOUT, MEMORY or CRASH when the child died over it.
   */
  run(request: ExtractRequest, timeoutMs: number): Promise<EngineAnswer> {
    this.served += 1;
    return new Promise((resolve, reject) => {
      const timer = this.#killAfter(this.#engineLoaded ? timeoutMs : loadTimeoutMs);
      this.#current = {
        request,
        resolve,
        reject,
        timeoutMs,
        timer,
        startedAtMs: performance.now(),
        stage: 'start',
        timedOut: false,
        aborted: false,
      };
      this.#process.send(request, (error) => {
        // The child is dying; its exit reports the document.
        if (error) this.kill();
      });
    });
  }

  /** Gives the document up, whatever it is doing. */
  abort(): void {
    if (this.#current) this.#current.aborted = true;
    this.kill();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** Lets an idle child go; it exits on disconnect. */
  retire(): void {
    if (this.#process.connected) this.#process.disconnect();
  }

  #hear(text: string): void {
    const lines = text.split('\n');
    for (const line of lines) {
      if (this.#current && line.startsWith(stageMarker)) this.#current.stage = line.slice(stageMarker.length + 1);
    }
    const rest = lines.filter((line) => !line.startsWith(stageMarker)).join('\n');
    this.#stderr = (this.#stderr + rest).slice(-stderrKeptCharacters);
  }

  #receive(message: ChildMessage): void {
    const current = this.#current;
    if (!current || message.kind === 'ready' || message.id !== current.request.id) return;
    if (message.kind === 'loaded') {
      this.#engineLoaded = true;
      clearTimeout(current.timer);
      current.timer = this.#killAfter(current.timeoutMs);
      return;
    }
    if (message.kind === 'stage') {
      current.stage = message.stage;
      return;
    }
    this.#settle();
    this.restMb = message.restMb;
    const wallMs = performance.now() - current.startedAtMs;
    if (message.kind === 'done') {
      current.resolve({ ...message, wallMs });
      return;
    }
    const failure = new EngineFailure(message.errorClass, message.message);
    failure.wallMs = wallMs;
    failure.contentHash = message.contentHash;
    failure.cpuMs = message.cpuMs;
    failure.peakRssMb = message.peakRssMb;
    current.reject(failure);
  }

  #fail(code: number | null, signal: NodeJS.Signals | null): void {
    const current = this.#current;
    if (!current) return;
    this.#settle();
    const failure = this.#deathOf(current, code, signal);
    failure.wallMs = performance.now() - current.startedAtMs;
    current.reject(failure);
  }

  #deathOf(current: Current, code: number | null, signal: NodeJS.Signals | null): EngineFailure {
    const where = `${current.request.engine}, stage ${current.stage}`;
    if (current.aborted) return new EngineFailure('INTERNAL', `given up by the worker (${where})`);
    if (current.timedOut) return new EngineFailure('TIMEOUT', `no answer within its time limit (${where})`);
    const memory = new RegExp(`${memoryMarker} (.*)`).exec(this.#stderr);
    if (memory) return new EngineFailure('MEMORY', `${memory[1] ?? ''} (${where})`);
    if (this.#stderr.includes('heap out of memory')) return new EngineFailure('MEMORY', `JavaScript heap exhausted (${where})`);
    const last = this.#stderr.trim().split('\n').slice(-3).join(' | ');
    return new EngineFailure(
      'CRASH',
      `child died with ${signal ?? `exit code ${code ?? '?'}`} (${where})${last ? `: ${last}` : ''}`,
    );
  }

  #killAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#current) this.#current.timedOut = true;
      this.kill();
    }, ms);
  }

  #settle(): void {
    if (this.#current) clearTimeout(this.#current.timer);
    this.#current = null;
  }
}

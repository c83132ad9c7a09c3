/**
 * Statement and portal names belong to a session, and all clients share the one session of the database. So every name a
 * client gives gets the client's prefix. The unnamed statement and portal stay unnamed: a client has the database for
 * itself from Parse to Sync.
 */
export class ClientNames {
  readonly #prefix: string;
  readonly #statements = new Set<string>();

  constructor(clientId: number) {
    this.#prefix = `c${clientId}_`;
  }

  /** The prefixed names of the statements that this client has open, to be closed when it is gone. */
  get statements(): readonly string[] {
    return [...this.#statements];
  }

  /** The message with its names prefixed; messages without names come back as they are. */
  rewrite(message: Buffer): Buffer {
    switch (String.fromCharCode(message[0] ?? 0)) {
      case 'P': {
        const statement = this.#named(message, 5);
        if (statement === undefined) return message;
        this.#statements.add(statement.to);
        return replace(message, statement);
      }
      case 'B': {
        const portal = this.#named(message, 5);
        const statement = this.#named(message, 6 + textLength(message, 5));
        // From the back: the first replacement moves what follows it.
        const once = statement === undefined ? message : replace(message, statement);
        return portal === undefined ? once : replace(once, portal);
      }
      case 'E': {
        const portal = this.#named(message, 5);
        return portal === undefined ? message : replace(message, portal);
      }
      case 'D':
      case 'C': {
        const name = this.#named(message, 6);
        if (name === undefined) return message;
        if (message[0] === 'C'.charCodeAt(0) && message[5] === 'S'.charCodeAt(0)) this.#statements.delete(name.to);
        return replace(message, name);
      }
      default:
        return message;
    }
  }

  #named(message: Buffer, at: number): Name | undefined {
    const length = textLength(message, at);
    if (length === 0) return undefined;
    return { at, length, to: this.#prefix + message.toString('utf8', at, at + length) };
  }
}

interface Name {
  readonly at: number;
  readonly length: number;
  readonly to: string;
}

/** Bytes of the C string at `at`, without its zero. A message cut short has its string end at the message's end. */
function textLength(message: Buffer, at: number): number {
  const end = message.indexOf(0, at);
  return end === -1 ? 0 : end - at;
}

function replace(message: Buffer, name: Name): Buffer {
  const changed = Buffer.concat([message.subarray(0, name.at), Buffer.from(name.to), message.subarray(name.at + name.length)]);
  changed.writeInt32BE(changed.length - 1, 1);
  return changed;
}

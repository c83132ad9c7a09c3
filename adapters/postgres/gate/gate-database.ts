/** The one session behind the gate. */
export interface GateDatabase {
  /** Told to every client at start-up: server_version, TimeZone and so on. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Runs whole protocol messages; answers come through `onAnswer`, in chunks that the receiver may keep. */
  execute(messages: Uint8Array, onAnswer: (chunk: Uint8Array) => void): Promise<void>;
}

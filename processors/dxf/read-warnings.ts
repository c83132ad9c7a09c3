const limit = 50;

/** What was wrong with a file that could still be read. The first fifty are kept, the rest only counted. */
export class ReadWarnings {
  private readonly messages: string[] = [];
  private dropped = 0;

  add(message: string): void {
    if (this.messages.length < limit) this.messages.push(message);
    else this.dropped += 1;
  }

  list(): string[] {
    return this.dropped === 0 ? this.messages : [...this.messages, `${this.dropped} more warnings`];
  }
}

/** A sound file that is going to be damaged. */
export interface Fixture {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Whether the text of a BREP file holds what its counts claim. The kernel's reader trusts them: at the end of a file that was cut off, or behind a
 * count that is too large, it goes on for ever. Format: Open CASCADE Technology, "BRep Format" (of the topology in `TShapes` only the ends are looked for).
 * @returns what is wrong, or null
 */
export function brokenBrep(bytes: Uint8Array): string | null {
  const words = new Words(bytes);
  try {
    if (!words.goTo('Locations')) return 'there is no section of locations';
    words.records('Locations', skipLocation);
    words.section('Curve2ds', (source) => skipCurve(source, 2));
    words.section('Curves', (source) => skipCurve(source, 3));
    words.section('Polygon3D', null);
    words.section('PolygonOnTriangulations', null);
    words.section('Surfaces', skipSurface);
    words.section('Triangulations', null);
    words.shapes();
    return null;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}

class Broken extends Error {}

const space = 0x20;

/** The words of a text between blanks, one after the other. */
class Words {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves behind the next line that begins with `word`. */
  goTo(word: string): boolean {
    const at = this.#bytes.indexOf(`\n${word} `, this.#at, 'latin1');
    if (at < 0) return false;
    this.#at = at + word.length + 2;
    return true;
  }

  number(): number {
    const bytes = this.#bytes;
    while (this.#at < bytes.length && (bytes[this.#at] ?? 0) <= space) this.#at++;
    const start = this.#at;
    while (this.#at < bytes.length && (bytes[this.#at] ?? 0) > space) this.#at++;
    if (start === this.#at) throw new Broken('it ends within its geometry');
    const text = bytes.toString('latin1', start, this.#at);
    const value = Number(text);
    if (!Number.isFinite(value)) throw new Broken(`"${text.slice(0, 20)}" stands where a number is due`);
    return value;
  }

  /** A number of things that follow, each of at least one digit and a blank. */
  count(): number {
    const count = this.number();
    if (!Number.isInteger(count) || count < 0 || count > (this.#bytes.length - this.#at) / 2 + 1) {
      throw new Broken(`it claims ${count} entries, for which it is too short`);
    }
    return count;
  }

  skip(numbers: number): void {
    for (let n = 0; n < numbers; n++) this.number();
  }

  /** Shapes that are ended by their star, and behind them the reference to the whole: `+1 0`. */
  shapes(): void {
    if (!this.goTo('TShapes')) throw new Broken('there are no shapes');
    const count = this.count();
    const text = this.#bytes.toString('latin1', this.#at);
    const ended = text.split('*').length - 1;
    if (ended !== count) throw new Broken(`it claims ${count} shapes and holds ${ended}`);
    if (!/\*\s+[+-]?[ie]?\d+ \d+[\s\d]*$/.test(text)) throw new Broken('it ends within its shapes');
  }

  /** The next section; `null` leaves its records unread. */
  section(name: string, record: ((words: Words) => void) | null): void {
    if (!this.goTo(name)) throw new Broken(`there is no section ${name}`);
    this.records(name, record);
  }

  records(name: string, record: ((words: Words) => void) | null): void {
    const count = this.count();
    try {
      for (let n = 0; record !== null && n < count; n++) record(this);
    } catch (error) {
      if (error instanceof Broken) throw new Broken(`${name}: ${error.message}`);
      throw error;
    }
  }
}

function skipLocation(words: Words): void {
  if (words.number() === 1) words.skip(12);
  // A product of other locations with their powers, ended by 0.
  else while (words.number() !== 0) words.skip(1);
}

/** Numbers of the simple curves by type, for the plane and for space: line, circle, ellipse, parabola, hyperbola. */
const conics = { 2: [0, 4, 7, 8, 7, 8], 3: [0, 6, 13, 14, 13, 14] } as const;
const bezier = 6;
const spline = 7;
const trimmed = 8;
const offset = 9;

function skipCurve(words: Words, dimensions: 2 | 3): void {
  const type = words.number();
  const simple = conics[dimensions][type] ?? 0;
  if (simple > 0) {
    words.skip(simple);
    return;
  }
  switch (type) {
    case bezier: {
      const isRational = words.number() !== 0;
      words.skip((words.count() + 1) * (dimensions + Number(isRational)));
      break;
    }
    case spline: {
      const isRational = words.number() !== 0;
      words.skip(2);
      const [poles, knots] = [words.count(), words.count()];
      words.skip(poles * (dimensions + Number(isRational)) + 2 * knots);
      break;
    }
    case trimmed:
      words.skip(2);
      skipCurve(words, dimensions);
      break;
    case offset:
      words.skip(dimensions === 3 ? 4 : 1);
      skipCurve(words, dimensions);
      break;
    default:
      throw new Broken(`there is no curve of type ${type}`);
  }
}

/** Numbers of the simple surfaces by type: plane, cylinder, cone, sphere, torus. */
const quadrics = [0, 12, 13, 14, 13, 14];
const extrusion = 6;
const revolution = 7;
const bezierPatch = 8;
const splinePatch = 9;
const trimmedPatch = 10;
const offsetPatch = 11;

function skipSurface(words: Words): void {
  const type = words.number();
  const simple = quadrics[type] ?? 0;
  if (simple > 0) {
    words.skip(simple);
    return;
  }
  switch (type) {
    case extrusion:
      words.skip(3);
      skipCurve(words, 3);
      break;
    case revolution:
      words.skip(6);
      skipCurve(words, 3);
      break;
    case bezierPatch: {
      const isRational = words.number() + words.number() !== 0;
      words.skip((words.count() + 1) * (words.count() + 1) * (3 + Number(isRational)));
      break;
    }
    case splinePatch: {
      const isRational = words.number() + words.number() !== 0;
      words.skip(4);
      const poles = words.count() * words.count();
      const knots = words.count() + words.count();
      words.skip(poles * (3 + Number(isRational)) + 2 * knots);
      break;
    }
    case trimmedPatch:
      words.skip(4);
      skipSurface(words);
      break;
    case offsetPatch:
      words.skip(1);
      skipSurface(words);
      break;
    default:
      throw new Broken(`there is no surface of type ${type}`);
  }
}

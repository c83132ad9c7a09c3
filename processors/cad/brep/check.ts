import { readCurve, readLocations, readSurface } from './geometry.js';
import { readPolygon3d, readPolygonOnTriangulation, readTriangulation } from './meshes.js';
import { readShapes } from './shapes.js';
import { Broken, Words } from './words.js';

/**
 * Whether a BREP file holds together: its tables hold what their counts claim, every reference names an entry that is there, and every record has the
 * form that the kernel's reader expects. That reader trusts the file: at a word that is not the expected one it stops moving and goes on for ever, and
 * an index that is out of range reads foreign memory. Format: Open CASCADE Technology 7.6, "BRep Format", and its `BRepTools_ShapeSet`, `TopTools_ShapeSet`
 * and `GeomTools`, whose reading this follows word by word.
 * @returns what is wrong, or null
 */
export function brokenBrep(bytes: Uint8Array): string | null {
  const words = new Words(bytes);
  try {
    const version = versionOf(words);
    const locations = table(words, 'Locations', (earlier) => readLocations(words, earlier)).length;
    const curves2d = table(words, 'Curve2ds', () => readCurve(words, 2));
    const curves = table(words, 'Curves', () => readCurve(words, 3));
    const polygons3d = table(words, 'Polygon3D', () => readPolygon3d(words)).length;
    const polygons = table(words, 'PolygonOnTriangulations', () => readPolygonOnTriangulation(words));
    const surfaces = table(words, 'Surfaces', () => readSurface(words)).length;
    const triangulations = table(words, 'Triangulations', () => readTriangulation(words, version));
    readShapes(words, { version, locations, curves2d, curves, polygons3d, polygons, surfaces, triangulations });
    return null;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}

/** Lines before the one that names the version are passed over, as the kernel does. */
function versionOf(words: Words): number {
  const line = words.goToLine(/^CASCADE Topology V[123], \(c\) (?:Matra-Datavision|Open Cascade)\r*$/);
  if (line === null) throw new Broken('no line names a version of the format that the kernel knows');
  return Number(line['CASCADE Topology V'.length]);
}

/** A section: its name, how many records it has, and these. */
function table<T>(words: Words, name: string, record: (earlier: number) => T): T[] {
  try {
    const found = words.word();
    if (found !== name) throw new Broken(`the section is called ${JSON.stringify(found.slice(0, 30))}`);
    const entries: T[] = [];
    for (let count = words.count(); count > 0; count--) entries.push(record(entries.length));
    return entries;
  } catch (error) {
    if (error instanceof Broken) throw new Broken(`${name}: ${error.message}`);
    throw error;
  }
}

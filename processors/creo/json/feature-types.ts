/**
 * Names of the feature type numbers as the archive's exporter uses them. Several differ from PTC's `ProFeattype.h` (there 916 is a cut, 919 a
 * flange, 926 an axis), so a type that the export spells out goes before its number. Numbers that the exporter does not use follow PTC.
 */
const nameOfId: Readonly<Record<number, string>> = {
  911: 'HOLE',
  912: 'SHAFT',
  913: 'ROUND',
  914: 'CHAMFER',
  915: 'SLOT',
  916: 'DATUM_SURFACE',
  917: 'PROTRUSION',
  918: 'CUT',
  919: 'HOLE',
  920: 'ROUND',
  921: 'CHAMFER',
  922: 'DRAFT',
  923: 'DATUM_PLANE',
  924: 'DATUM_AXIS',
  925: 'DATUM_POINT',
  926: 'DATUM_CURVE',
  927: 'DRAFT',
  928: 'SHELL',
  942: 'SWEEP',
  949: 'SKETCH',
  979: 'CSYS',
  989: 'COPY_GEOM',
  1084: 'PATTERN',
  1104: 'GROUP',
  1232: 'ANALYSIS',
  1243: 'SURFACE',
};

/** Features that shape material, by the name under which the recogniser reports the same shape. The others are references and containers. */
const manufacturing: Readonly<Record<string, string>> = {
  HOLE: 'hole',
  ROUND: 'fillet',
  FILLET: 'fillet',
  CHAMFER: 'chamfer',
  CUT: 'cut',
  EXTRUDE_CUT: 'cut',
  PROTRUSION: 'protrusion',
  EXTRUDE: 'protrusion',
  DRAFT: 'draft',
  SWEEP: 'sweep',
  SHELL: 'shell',
  RIB: 'rib',
  SLOT: 'slot',
  BEND: 'bend',
  FLAT_PATTERN: 'flat_pattern',
  WALL: 'wall',
  FLANGE: 'flange',
};

export interface FeatureType {
  readonly id: number | null;
  /** Upper case with underscores; `TYPE_n` for a number that is not known; null where the export does not say. */
  readonly name: string | null;
  /** Kind for `cad_manufacturing_features`; null for a feature that shapes nothing. */
  readonly manufacturing: string | null;
}

const knownNames = new Set([...Object.values(nameOfId), ...Object.keys(manufacturing)]);

/** From the number, the name, or both: a known name, else a known number, else the name as it is. */
export function featureType(id: number | null, name: string | null): FeatureType {
  const spelled = name
    ?.toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?:PRO_FEAT_|FEAT_|FEATTYPE_)|^_+|_+$/g, '');
  const byName = spelled !== undefined && knownNames.has(spelled) ? spelled : undefined;
  const byNumber = id === null ? undefined : nameOfId[id];
  const resolved = byName ?? byNumber ?? (spelled !== undefined && spelled !== '' ? spelled : id === null ? null : `TYPE_${id}`);
  return { id, name: resolved, manufacturing: resolved === null ? null : (manufacturing[resolved] ?? null) };
}

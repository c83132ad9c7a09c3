import type { StepEntities } from './entities.js';

/** How much a file holds of what a model can consist of; kinds without any are left out. */
export type StepContents = Readonly<Record<string, number>>;

const kinds: readonly (readonly [kind: string, keyword: RegExp])[] = [
  ['solids', /^(?:MANIFOLD_SOLID_BREP|BREP_WITH_VOIDS|FACETED_BREP)$/],
  ['surface models', /^(?:SHELL_BASED_SURFACE_MODEL|FACE_BASED_SURFACE_MODEL)$/],
  ['sets of curves and surfaces', /^GEOMETRIC_(?:CURVE_)?SET$/],
  ['wireframes', /^(?:SHELL|EDGE)_BASED_WIREFRAME_MODEL$/],
  ['constructive solids', /^(?:CSG_SOLID|BOOLEAN_RESULT|EXTRUDED_AREA_SOLID|REVOLVED_AREA_SOLID|SWEPT_FACE_SOLID)$/],
  ['tessellated solids', /^TESSELLATED_(?:SOLID|SHELL)$/],
  ['tessellated faces', /^(?:COMPLEX_)?TRIANGULATED_(?:FACE|SURFACE_SET)$/],
  ['finite elements', /^(?:VOLUME|SURFACE|CURVE)_3D_ELEMENT_REPRESENTATION$/],
  ['dimensions', /^(?:DIMENSIONAL_SIZE|DIMENSIONAL_LOCATION|ANGULAR_LOCATION|ANGULAR_SIZE)(?:_WITH_PATH)?$/],
  ['datums', /^DATUM$/],
  [
    'annotations',
    /^(?:DRAUGHTING_)?ANNOTATION_(?:CURVE_|TEXT_|SYMBOL_|FILL_AREA_|PLACEHOLDER_)?OCCURRENCE$|^DRAUGHTING_CALLOUT$/,
  ],
  ['colours', /^(?:COLOUR_RGB|DRAUGHTING_PRE_DEFINED_COLOUR)$/],
  ['layers', /^PRESENTATION_LAYER_ASSIGNMENT$/],
];

/** Instances of several keywords at once, as geometric tolerances often are, are not counted. */
export function readContents({ counts }: StepEntities): StepContents {
  const contents: Record<string, number> = {};
  for (const [kind, keyword] of kinds) {
    let count = 0;
    for (const [name, times] of counts) if (keyword.test(name)) count += times;
    if (count > 0) contents[kind] = count;
  }
  return contents;
}

/** What the kernel leaves out of a file that it reads: a part of the model that nothing is measured of. */
export function unreadContents(contents: StepContents): string[] {
  const count = (kind: string): number => contents[kind] ?? 0;
  // A tessellated solid may be the picture of an exact one.
  const tessellated = count('tessellated solids') - count('solids') - count('surface models');
  const constructive = count('constructive solids');
  return [
    ...(tessellated > 0 ? [`${tessellated} tessellated solids or shells have no exact shape and are not measured`] : []),
    ...(constructive > 0 ? [`${constructive} constructive solids are not measured`] : []),
  ];
}

const shapes = [
  'sets of curves and surfaces',
  'wireframes',
  'constructive solids',
  'tessellated faces',
  'finite elements',
  'annotations',
] as const;

/** What a file holds instead of faces; null when nothing of the kind. */
export function describeContents(contents: StepContents): string | null {
  const found = shapes.filter((kind) => contents[kind] !== undefined).map((kind) => `${contents[kind] ?? 0} ${kind}`);
  return found.length === 0 ? null : found.join(', ');
}

/** What a parameter is about, by its name. Everything else is `custom`. */
export type ParameterCategory =
  | 'material'
  | 'weight'
  | 'density'
  | 'volume'
  | 'surface_area'
  | 'description'
  | 'part_number'
  | 'revision'
  | 'finish'
  | 'tolerance'
  | 'custom';

/** Names as Creo's start parts, PDM systems and drawing formats spell them; compared without case, blanks and punctuation. */
const aliases: Readonly<Record<Exclude<ParameterCategory, 'custom'>, readonly string[]>> = {
  material: [
    'MATERIAL',
    'MATL',
    'MAT',
    'MTRL',
    'MATERIAL_NAME',
    'MATERIAL_SPEC',
    'MATERIAL_DESC',
    'MATERIAL_DESCRIPTION',
    'MATERIAL_TYPE',
    'PTC_MATERIAL_NAME',
    'PTC_MATERIAL_DESCRIPTION',
    'PTC_ASSIGNED_MATERIAL',
    'PTC_MASTER_MATERIAL',
    'PTC_REPORTED_MATERIAL',
    'PRO_MATERIAL',
    'WERKSTOFF',
    'MATERIALE',
    'MATERIAU',
  ],
  weight: [
    'WEIGHT',
    'WT',
    'MASS',
    'MP_MASS',
    'PRO_MP_MASS',
    'PRO_MP_ALT_MASS',
    'PTC_WEIGHT',
    'PTC_MASS',
    'NET_WEIGHT',
    'GROSS_WEIGHT',
    'UNIT_WEIGHT',
    'PART_WEIGHT',
    'GEWICHT',
    'MASSE',
    'PESO',
  ],
  density: ['DENSITY', 'MP_DENSITY', 'PRO_MP_DENSITY', 'PRO_MP_ALT_DENSITY', 'MASS_DENSITY', 'PTC_MASS_DENSITY', 'DICHTE'],
  volume: ['VOLUME', 'VOL', 'MP_VOLUME', 'PRO_MP_VOLUME', 'PRO_MP_ALT_VOLUME', 'VOLUMEN'],
  surface_area: ['SURFACE_AREA', 'SURF_AREA', 'AREA', 'MP_AREA', 'PRO_MP_AREA', 'PRO_MP_ALT_AREA', 'TOTAL_AREA'],
  description: [
    'DESCRIPTION',
    'DESC',
    'DESCR',
    'TITLE',
    'PART_NAME',
    'PART_DESCRIPTION',
    'PTC_COMMON_NAME',
    'COMMON_NAME',
    'PTC_WM_DESCRIPTION',
    'SUB_DESCRIPTION',
    'DESCRIPTION1',
    'DESCRIPTION2',
    'DESCRIPTION3',
    'NOMENCLATURE',
    'BENENNUNG',
    'BEZEICHNUNG',
    'DENOMINAZIONE',
    'DESIGNATION',
  ],
  part_number: [
    'PART_NUMBER',
    'PARTNUMBER',
    'PART_NO',
    'PARTNO',
    'PART_NUM',
    'PN',
    'PTC_WM_NUMBER',
    'PTC_NUMBER',
    'NUMBER',
    'ITEM_NUMBER',
    'ITEM_NO',
    'DRAWING_NUMBER',
    'DRAWING_NO',
    'DWG_NO',
    'DWG_NUMBER',
    'DRAWNO',
    'STOCK_NUMBER',
    'TEILENUMMER',
    'SACHNUMMER',
    'CODICE',
  ],
  revision: [
    'REVISION',
    'REV',
    'REV_LEVEL',
    'REVISION_LEVEL',
    'REV_NO',
    'REVNUM',
    'PTC_WM_REVISION',
    'PROE_REVISION',
    'DRAWING_REV',
    'PART_REV',
    'ISSUE',
    'INDEX',
  ],
  finish: [
    'FINISH',
    'SURFACE_FINISH',
    'COATING',
    'PLATING',
    'PAINT',
    'COLOR',
    'COLOUR',
    'TREATMENT',
    'SURFACE_TREATMENT',
    'HEAT_TREATMENT',
    'HEAT_TREAT',
    'OBERFLAECHE',
  ],
  tolerance: [
    'TOLERANCE',
    'TOL',
    'GENERAL_TOLERANCE',
    'GEN_TOL',
    'LINEAR_TOL',
    'ANGULAR_TOL',
    'TOL_X',
    'TOL_XX',
    'TOL_XXX',
    'TOL_ANG',
    'TOLERANCE_STANDARD',
    'TOL_STANDARD',
  ],
};

const categoryByKey = new Map<string, ParameterCategory>();
for (const [category, names] of Object.entries(aliases)) {
  for (const name of names) categoryByKey.set(key(name), category as ParameterCategory);
}

/** `Part No.`, `PART_NO` and `partno` are one name; nothing is matched by a part of a name. */
export function categoryOf(parameterName: string): ParameterCategory {
  return categoryByKey.get(key(parameterName)) ?? 'custom';
}

function key(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '');
}

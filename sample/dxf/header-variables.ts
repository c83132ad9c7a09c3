import type { DxfVersion, Tag } from './tags.js';

/** What a file states about itself in HEADER. */
export interface HeaderFacts {
  /** $DWGCODEPAGE as written. */
  readonly codePageName: string;
  /** $INSUNITS: 1 inch, 4 mm, 0 none; null: variable absent. */
  readonly insertUnits: number | null;
  readonly metric: boolean;
  readonly extents: readonly [number, number, number, number];
  readonly dimensionScale: number;
  readonly textSize: number;
}

const point2 = (x: number, y: number): Tag[] => [
  [10, x],
  [20, y],
];
const point3 = (x: number, y: number): Tag[] => [...point2(x, y), [30, 0]];

/** The variables of a drawing, in the order in which AutoCAD writes them; R12 knows only the first list. */
export function headerVariables(version: DxfVersion, facts: HeaderFacts): [string, Tag[]][] {
  const [minX, minY, maxX, maxY] = facts.extents;
  const variables: [string, Tag[]][] = [
    ['$ACADVER', [[1, version]]],
    ['$DWGCODEPAGE', [[3, facts.codePageName]]],
    ['$INSBASE', point3(0, 0)],
    ['$EXTMIN', point3(minX, minY)],
    ['$EXTMAX', point3(maxX, maxY)],
    ['$LIMMIN', point2(0, 0)],
    ['$LIMMAX', point2(maxX, maxY)],
    ...integers(70, { ORTHOMODE: 0, REGENMODE: 1, FILLMODE: 1, QTEXTMODE: 0, MIRRTEXT: 0 }),
    ['$LTSCALE', [[40, facts.dimensionScale]]],
    ['$ATTMODE', [[70, 1]]],
    ...reals({ TEXTSIZE: facts.textSize, TRACEWID: 0.05 }),
    ['$TEXTSTYLE', [[7, 'STANDARD']]],
    ['$CLAYER', [[8, '0']]],
    ['$CELTYPE', [[6, 'BYLAYER']]],
    ['$CECOLOR', [[62, 256]]],
    ...reals({
      DIMSCALE: facts.dimensionScale,
      DIMASZ: 2.5,
      DIMEXO: 1,
      DIMDLI: 9,
      DIMRND: 0,
      DIMDLE: 0,
      DIMEXE: 1.5,
      DIMTP: 0,
      DIMTM: 0,
      DIMTXT: 2.5,
      DIMCEN: 1.5,
      DIMTSZ: 0,
    }),
    ...integers(70, { DIMTOL: 0, DIMLIM: 0, DIMTIH: 0, DIMTOH: 0, DIMSE1: 0, DIMSE2: 0, DIMTAD: 1, DIMZIN: 8 }),
    ['$DIMBLK', [[1, '']]],
    ...integers(70, { DIMASO: 1, DIMSHO: 1 }),
    ['$DIMPOST', [[1, '']]],
    ['$DIMAPOST', [[1, '']]],
    ...integers(70, { DIMALT: 0, DIMALTD: 2 }),
    ...reals({ DIMALTF: 25.4, DIMLFAC: 1 }),
    ...integers(70, { DIMTOFL: 1, DIMTIX: 0, DIMSOXD: 0, DIMSAH: 0 }),
    ['$DIMSTYLE', [[2, 'STANDARD']]],
    ...reals({ DIMTVP: 0, DIMTFAC: 0.7, DIMGAP: 1 }),
    ...integers(70, { LUNITS: 2, LUPREC: 4 }),
    ...reals({ SKETCHINC: 1, FILLETRAD: 0 }),
    ...integers(70, { AUNITS: 0, AUPREC: 2 }),
    ['$MENU', [[1, '.']]],
    ...reals({ ELEVATION: 0, PELEVATION: 0, THICKNESS: 0 }),
    ['$LIMCHECK', [[70, 0]]],
    ...reals({ CHAMFERA: 0, CHAMFERB: 0 }),
    ['$SKPOLY', [[70, 0]]],
    ['$USRTIMER', [[70, 1]]],
    ['$ANGBASE', [[50, 0]]],
    ...integers(70, { ANGDIR: 0, PDMODE: 0 }),
    ...reals({ PDSIZE: 0, PLINEWID: 0 }),
    ...integers(70, { SPLFRAME: 0, SPLINETYPE: 6, SPLINESEGS: 8, SURFTAB1: 6, SURFTAB2: 6, SURFTYPE: 6, SURFU: 6, SURFV: 6 }),
    ['$UCSNAME', [[2, '']]],
    ['$UCSORG', point3(0, 0)],
    ['$UCSXDIR', point3(1, 0)],
    ['$UCSYDIR', point3(0, 1)],
    ...integers(70, { USERI1: 0, USERI2: 0, USERI3: 0, USERI4: 0, USERI5: 0 }),
    ...reals({ USERR1: 0, USERR2: 0, USERR3: 0, USERR4: 0, USERR5: 0 }),
    ...integers(70, {
      WORLDVIEW: 1,
      SHADEDGE: 3,
      SHADEDIF: 70,
      TILEMODE: 1,
      MAXACTVP: 64,
      PLIMCHECK: 0,
      UNITMODE: 0,
      VISRETAIN: 1,
      PLINEGEN: 0,
      PSLTSCALE: 1,
    }),
  ];
  if (version === 'AC1009') return variables;
  variables.push(
    ['$CELTSCALE', [[40, 1]]],
    ...integers(70, { DIMDEC: 2, DIMTDEC: 2, DIMLUNIT: 2, DIMDSEP: 46, DIMAUNIT: 0, DIMADEC: 1 }),
    ['$MEASUREMENT', [[70, facts.metric ? 1 : 0]]],
    ['$CELWEIGHT', [[370, -1]]],
    ['$ENDCAPS', [[280, 0]]],
    ['$JOINSTYLE', [[280, 0]]],
    ['$LWDISPLAY', [[290, 0]]],
    ...(facts.insertUnits === null ? [] : ([['$INSUNITS', [[70, facts.insertUnits]]]] as [string, Tag[]][])),
    ['$PSTYLEMODE', [[290, 1]]],
    ['$EXTNAMES', [[290, 1]]],
  );
  return variables;
}

const integers = (code: number, values: Readonly<Record<string, number>>): [string, Tag[]][] =>
  Object.entries(values).map(([name, value]) => [`$${name}`, [[code, value]]]);
const reals = (values: Readonly<Record<string, number>>): [string, Tag[]][] => integers(40, values);

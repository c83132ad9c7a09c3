/** Words from which names and texts are made. Companies, projects and people are inventions. */

export const companies = [
  'NORTHGATE SHEET METAL',
  'ALDER & FINCH FABRICATION',
  'HARROW EQUIPMENT CO.',
  'PINE STREET METALWORKS',
] as const;

export const projectNames = [
  'HARBOR HOTEL',
  'CITY LIBRARY',
  'NORTH CLINIC',
  'RIVERSIDE SCHOOL',
  'OLD MILL LOFTS',
  'GRAND THEATER',
  'CEDAR HOSPITAL',
  'LAKESIDE CAFE',
  'AIRPORT CONCOURSE B',
  'MUSEUM ANNEX',
  'WEST END TOWER',
  'STADIUM CLUB',
  'MARKET HALL',
  'PARK PAVILION',
  'SOUTH TERMINAL',
  'UNIVERSITY LAB',
  'COURTHOUSE LOBBY',
  'BREWERY KITCHEN',
  'HILLTOP RESORT',
  'TRANSIT CENTER',
] as const;

export const partNouns: Readonly<Record<string, readonly string[]>> = {
  plate: ['MOUNTING PLATE', 'BASE PLATE', 'COVER PLATE', 'KICK PLATE', 'ACCESS PANEL'],
  bracket: ['ANGLE BRACKET', 'SUPPORT BRACKET', 'SHELF BRACKET', 'CLIP ANGLE'],
  pan: ['DRIP PAN', 'DRAWER PAN', 'HOUSING', 'TRAY', 'BACK BOX'],
  flange: ['PIPE FLANGE', 'BLIND FLANGE', 'MOTOR ADAPTER RING', 'SEAL RING'],
  gusset: ['GUSSET', 'STIFFENER', 'CORNER BRACE'],
  vent: ['VENT PANEL', 'LOUVER SCREEN', 'PERFORATED GRILLE', 'SPEAKER GRILLE'],
  mullion: ['MULLION', 'JAMB CHANNEL', 'HEAD CHANNEL', 'SILL TRIM'],
};

export const turnedNouns = ['SPINDLE', 'DRIVE SHAFT', 'HINGE PIN', 'STANDOFF', 'ROLLER AXLE', 'GUIDE BUSHING'] as const;

export const assemblyNouns = [
  'COUNTER ASSEMBLY',
  'HOOD ASSEMBLY',
  'DOOR FRAME ASSEMBLY',
  'CABINET ASSEMBLY',
  'SINK UNIT',
  'CART ASSEMBLY',
] as const;

export const hardware = [
  'HEX BOLT M6 X 20',
  'FLAT WASHER M6',
  'LOCK NUT M6',
  'PEM STUD FH-0420-8',
  'BLIND RIVET 4.8 X 12',
  'HINGE CONTINUOUS 2"',
  'GLASS CLIP',
  'LEVELING FOOT',
  'DOOR GASKET',
  'CAM LATCH',
  'DRAWER SLIDE 18"',
  'CASTER 4" LOCKING',
] as const;

export const shopNotes = [
  'REMOVE ALL BURRS AND SHARP EDGES.',
  'GRAIN DIRECTION AS SHOWN.',
  'BREAK CORNERS AFTER FORMING.',
  'PROTECT VISIBLE FACE WITH FILM.',
  'PART MUST BE FREE OF OIL.',
  'MARK PART NUMBER ON HIDDEN FACE.',
  'WELD ALL SEAMS CONTINUOUS AND GRIND SMOOTH.',
  'HARDWARE BY OTHERS.',
  'VERIFY ALL FIELD DIMENSIONS PRIOR TO FABRICATION.',
] as const;

export const revisionNotes = [
  'ISSUED FOR APPROVAL',
  'HOLE PATTERN CHANGED',
  'MATERIAL CHANGED',
  'RELEASED FOR FABRICATION',
  'FINISH ADDED',
  'AS BUILT',
] as const;

export const letterWords = [
  'please',
  'confirm',
  'the',
  'delivery',
  'of',
  'panels',
  'for',
  'level',
  'two',
  'before',
  'installation',
  'begins',
  'our',
  'price',
  'includes',
  'freight',
  'and',
  'packing',
  'field',
  'measurements',
  'are',
  'by',
  'others',
  'shop',
  'drawings',
  'will',
  'be',
  'submitted',
  'after',
  'approval',
  'material',
  'lead',
  'time',
  'is',
  'eight',
  'weeks',
  'from',
  'release',
  'all',
  'stainless',
  'surfaces',
  'receive',
  'a',
  'brushed',
  'finish',
] as const;

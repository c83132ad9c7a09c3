import type { FolderRule } from '../grammar.js';

export const folders: readonly FolderRule[] = [
  {
    name: 'thousand',
    pattern: String.raw`\d{2}000(?:['’]?S)?(?:[ _-]+(?:(?:-|TO) ?)?\d{2}999|[ _-]+(?:JOBS?|PROJECTS?|SERIES|FOLDERS?|FILES?|ARCHIVED?|OLD|OPEN|ACTIVE|CLOSED|COMPLETED?|DONE|FINISHED))?`,
    kind: 'thousand',
    examples: [
      { path: '88000/a.pdf', expect: { projectCode: null } },
      { path: "88000's/a.pdf", expect: { projectCode: null } },
      { path: '88000-88999/a.pdf', expect: { projectCode: null } },
      { path: '88000 JOBS/a.pdf', expect: { projectCode: null } },
      { path: '88000 - ARCHIVE/a.pdf', expect: { projectCode: null } },
      { path: '88000_CLOSED/a.pdf', expect: { projectCode: null } },
      { path: '88000/88617_X/a.pdf', expect: { projectCode: '88617', projectSource: 'folder' } },
    ],
  },
  {
    name: 'item_folder',
    pattern: '<job>-<item>(?:[ _-].*)?',
    kind: 'item',
    examples: [
      { path: '71736-004 CANOPY/a.pdf', expect: { projectCode: '71736', item: null, folderItem: '71736-004' } },
      // The same body in two items is two bodies.
      { path: '71736_X/71736-004/1a_os_body_4.prt.1', expect: { groupKey: 'job/71736/71736-004/name/1a_os_body_4' } },
    ],
  },
  {
    name: 'project',
    pattern: '(?:(?:JOB|PROJECT|PROJ)[ ._-]*(?:(?:NO|NUMBER|NR)[ ._-]*)?(?:#[ ]*)?|#[ ]*)?<job>(?:[ _-].*)?',
    kind: 'project',
    examples: [
      { path: '88617_HARBOR HOTEL/a.pdf', expect: { projectCode: '88617' } },
      { path: '88617 - HARBOR HOTEL/PDF/a.pdf', expect: { projectCode: '88617' } },
      { path: '88617/71736/a.pdf', expect: { projectCode: '71736' } },
      { path: 'Job #88617 HARBOR HOTEL/a.pdf', expect: { projectCode: '88617' } },
      { path: 'PROJECT 88617/a.pdf', expect: { projectCode: '88617' } },
      { path: 'Job No. 88617/a.pdf', expect: { projectCode: '88617' } },
    ],
  },
  {
    name: 'revision_folder',
    pattern: 'REV(?:ISION)?[ ._-]*<revision>(?:[ _(,-].*)?',
    kind: 'revision',
    examples: [
      { path: '88617_X/REV - 0/a.pdf', expect: { revision: '0' } },
      { path: '88617_X/Revision B/a.pdf', expect: { revision: 'B' } },
      { path: '88617_X/REVIEW/a.pdf', expect: { revision: null } },
    ],
  },
  {
    name: 'date_folder',
    pattern: String.raw`<month>\.<day>\.<year>(?:[ _-].*)?`,
    kind: 'revision',
    examples: [{ path: '88617_X/07.24.24/a.pdf', expect: { revision: '2024-07-24' } }],
  },
  {
    name: 'superseded_folder',
    pattern: String.raw`[_zx~]*[ _-]*(?:OLD(?:[ _-]+(?:FILES?|REVS?|REVISIONS?|DRAWINGS?|DWGS?|PDFS?|DXFS?|PARTS?|MODELS?|VERSIONS?|STUFF))?(?:[ _-]+<month>[._-]<day>[._-]<year>)?|DO[ _-]*NOT[ _-]*USE(?:[ _-]+OLD)?|NOT[ _-]*USED|ARCHIVED?|OBSOLETE|SUPERSEDED|VOID(?:ED)?|PREVIOUS(?:[ _-].*)?)`,
    kind: 'superseded',
    examples: [
      { path: '88617_X/OLD/a.pdf', expect: { superseded: 'OLD' } },
      { path: '88617_X/Old Files/PDF/a.pdf', expect: { superseded: 'Old Files' } },
      { path: '88617_X/DO NOT USE/a.pdf', expect: { superseded: 'DO NOT USE' } },
      { path: '88617_X/DO NOT USE - OLD/a.pdf', expect: { superseded: 'DO NOT USE - OLD' } },
      { path: '88617_X/OLD - 7.24.24/a.pdf', expect: { superseded: 'OLD - 7.24.24' } },
      { path: '88617_X/not used/a.pdf', expect: { superseded: 'not used' } },
      // A share's archive of finished jobs says nothing about the drawings in it.
      { path: 'Archive/88617_X/a.pdf', expect: { superseded: null } },
      { path: '88617_X/OLD TOWN LOBBY/a.pdf', expect: { superseded: null } },
    ],
  },
  {
    name: 'copy_folder',
    pattern: String.raw`(?:COPY|COPIES|COPY OF .+|.+ - COPY(?: \(\d{1,2}\))?|BACK[ _-]?UPS?)`,
    kind: 'copy',
    examples: [
      { path: '88617_X/PDF - Copy/a.pdf', expect: { copyMark: 'PDF - Copy' } },
      { path: '88617_X/Copy/a.pdf', expect: { copyMark: 'Copy' } },
    ],
  },
  {
    name: 'format_folder',
    pattern: String.raw`(?:DXF|PDF|DWG|STEP|STP|IGES|IGS|CAD|CREO|PRO-?E|JSON|2D|3D)(?:['’]?S)?(?:[ _-]+(?:FILES?|MODELS?|DRAWINGS?|EXPORTS?))?|MODELS?|DRAWINGS?|SHOP DRAWINGS?|FLATS?|FLAT PATTERNS?`,
    kind: 'format',
    examples: [
      { path: '88617_X/DXF/lobby desk.dxf', expect: { groupKey: 'folder/88617_x/name/lobby_desk' } },
      { path: '88617_X/Flat Patterns/lobby desk.dxf', expect: { groupKey: 'folder/88617_x/name/lobby_desk' } },
    ],
  },
];

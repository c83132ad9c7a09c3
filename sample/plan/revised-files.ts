import { drawingPdf, itemDrawing, itemIdentity, partSheet } from './item-files.js';
import type { JobBuilder } from './job-builder.js';
import { pdfForm } from './pdf-chance.js';

/** Copies, revisions and superseded files, as they pile up in job folders. */

/** The same part sheet twice in its folder: ` - Copy` or ` (1)`. */
export function copyBeside(builder: JobBuilder, path: string): void {
  const file = builder.files.find((candidate) => candidate.path === path);
  if (file === undefined) return;
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  builder.duplicate(
    file,
    path.slice(0, slash),
    `${path.slice(slash + 1, dot)}${builder.random.pick([' - Copy', ' (1)'])}${path.slice(dot)}`,
    { copy: true },
  );
}

/** `REV - 0/71736-004.pdf`, `REV - 1/...`, or folders with dates. */
export function revisedFolders(builder: JobBuilder, item: string): void {
  const { random } = builder;
  const shelf = builder.shelf('pdf', item);
  const drawing = itemDrawing(builder, item, 'part');
  const count = random.int(2, 3);
  for (let revision = 0; revision < count; revision++) {
    drawingPdf(
      builder,
      item,
      drawing,
      { folder: `${shelf}/REV - ${revision}`, revision: String(revision), superseded: revision < count - 1 },
      { form: pdfForm(builder) },
    );
  }
}

/** `71736-004_008_revB.dxf` */
export function revisedSuffixes(builder: JobBuilder, item: string, part: number): void {
  const style = builder.random.pick([
    (letter: string): string => `_rev${letter}`,
    (letter: string): string => `-REV-${letter}`,
    (letter: string): string => ` REV.0${letter.charCodeAt(0) - 64}`,
  ]);
  const letters = ['A', 'B', 'C'].slice(0, builder.random.int(2, 3));
  letters.forEach((letter, index) => {
    const suffix = style(letter);
    const revision = /REV\.(\d+)$/.exec(suffix)?.[1] ?? letter;
    partSheet(builder, item, part, { suffix, revision, superseded: index < letters.length - 1 });
  });
}

/** An older state of a part sheet in a folder that says so. */
export function oldFolder(builder: JobBuilder, item: string, part: number): void {
  const mark = builder.random.pick(['OLD', 'Old Files', 'DO NOT USE', 'Archive']);
  const current = partSheet(builder, item, part);
  if (current === null) return;
  const folder = current.path.slice(0, current.path.lastIndexOf('/'));
  if (builder.random.chance(0.5)) {
    builder.duplicate(current, `${folder}/${mark}`, current.path.slice(folder.length + 1), { copy: true, superseded: true });
  } else {
    builder.add({
      folder: `${folder}/${mark}`,
      name: current.path.slice(folder.length + 1),
      content: {
        type: 'flat',
        partKey: `${builder.job}/${item}_${part}/old`,
        partNumber: `${item}_${String(part).padStart(3, '0')}`,
        revision: '',
        habits: {},
        lettering: false,
        truncated: false,
      },
      identity: itemIdentity(item),
      codes: current.codes,
      superseded: true,
    });
  }
}

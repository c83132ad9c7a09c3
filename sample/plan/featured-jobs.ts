import { genericDxf, genericFile, genericFlat, genericLetter, genericPdf, junkFile, nameIdentity } from './generic-files.js';
import {
  creoChain,
  creoJson,
  drawingDxf,
  drawingPdf,
  itemDrawing,
  itemIdentity,
  oldPartSheet,
  openingDrawing,
  partSheet,
  sheetDrawing,
} from './item-files.js';
import type { JobBuilder } from './job-builder.js';
import { modelFamily } from './model-families.js';
import { copyToEarlierJob, customerPart, strayItem, vendorDrawing, vendorStyle } from './shared-files.js';

/** The first three jobs hold every special kind once, so that 80 files show all of them. */
export const featuredJobs: readonly ((builder: JobBuilder) => void)[] = [itemJob, libraryJob, oldJob];

/** Items with part sheets, models, revisions, copies; folders by type. */
function itemJob(builder: JobBuilder): void {
  const { job, head } = builder;
  const [first, second, third, fourth] = [builder.item(1), builder.item(2), builder.item(3), builder.item(4)];
  const codes = (item: string): { job: string; item: string } => ({ job, item: item.slice(-3) });
  drawingDxf(
    builder,
    first,
    itemDrawing(builder, first, 'part'),
    { revision: 'B', suffix: '_revB' },
    { title: 'attributes', habits: { version: 'AC1015', binary: false, codePage: 'ANSI_1252', units: 'stated' } },
  );
  drawingPdf(builder, first, itemDrawing(builder, first, 'part'));
  partSheet(builder, first, 1, {}, { version: 'AC1009', binary: false });
  partSheet(builder, first, 2, {}, { version: 'AC1015', binary: false, units: 'stated' });
  partSheet(builder, first, 3, {}, { version: 'AC1032', binary: false, units: 'stated' });
  partSheet(builder, first, 4, {}, { version: 'AC1015', binary: true });
  drawingPdf(builder, `${first}_D-1`, itemDrawing(builder, first, 'part'), {}, { form: 'stroked' });
  creoChain(builder, first, 'prt', [2, 5], itemIdentity(first), codes(first), builder.shelf('cad', first));
  creoJson(
    builder,
    `${first}.prt.json`,
    { model: first, creoType: 'prt', dialect: 1, partKey: `${job}/${first}_001` },
    itemIdentity(first),
    codes(first),
    builder.shelf('cad', first),
  );
  drawingDxf(
    builder,
    second,
    itemDrawing(builder, second, 'assembly'),
    {},
    { title: 'texts', habits: { version: 'AC1015', binary: false, units: 'stated' } },
  );
  drawingPdf(builder, second, itemDrawing(builder, second, 'assembly'), {}, { pages: 2 });
  partSheet(builder, second, 1, {}, { version: 'AC1015', binary: false, units: 'unitless' });
  partSheet(builder, second, 2, {}, { version: 'AC1015', binary: false, codePage: 'dos932', units: 'stated' });
  partSheet(builder, second, 3, {}, { version: 'AC1015', binary: false, codePage: 'utf8-claims-1252', units: 'absent' });
  partSheet(builder, second, 4, {}, { version: 'AC1009', binary: true });
  const copied = partSheet(builder, second, 5);
  if (copied !== null) builder.duplicate(copied, builder.shelf('dxf', second), `${second}_005 - Copy.dxf`, { copy: true });
  creoChain(builder, second, 'asm', [3], itemIdentity(second), codes(second), builder.shelf('cad', second));
  creoJson(
    builder,
    `${second}_export.json`,
    { model: second, creoType: 'asm', dialect: 2, partKey: `${job}/${second}_001` },
    itemIdentity(second),
    codes(second),
    builder.shelf('cad', second),
  );
  const shelf = builder.shelf('pdf', third);
  drawingPdf(builder, third, itemDrawing(builder, third, 'turned'), {
    folder: `${shelf}/REV - 0`,
    revision: '0',
    superseded: true,
  });
  drawingPdf(
    builder,
    third,
    itemDrawing(builder, third, 'turned'),
    { folder: `${shelf}/REV - 1`, revision: '1' },
    { form: 'mixed' },
  );
  partSheet(builder, third, 1, { suffix: '_revA', revision: 'A', superseded: true });
  partSheet(builder, third, 1, { suffix: '_revB', revision: 'B' });
  const current = partSheet(builder, third, 2);
  if (current !== null)
    builder.duplicate(current, `${builder.shelf('dxf', third)}/OLD`, `${third}_002.dxf`, { copy: true, superseded: true });
  partSheet(builder, fourth, 1, {}, { version: 'AC1015', binary: false }, true);
  builder.add({
    folder: builder.shelf('dxf', fourth),
    name: `${fourth}.dxf`,
    content: { type: 'empty' },
    identity: itemIdentity(fourth),
    codes: codes(fourth),
  });
  drawingPdf(builder, fourth, itemDrawing(builder, fourth, 'part'), {}, { defect: 'user_password' });
  modelFamily(builder, builder.item(5), { shape: 'bracket', variants: 1, instances: 3 });
  const sheet = sheetDrawing(builder, 12, 'opening');
  drawingPdf(builder, sheet.number, sheet, { folder: builder.shelf('pdf') }, { form: 'scanned' });
  drawingDxf(
    builder,
    sheet.number,
    sheet,
    { folder: builder.shelf('dxf') },
    { title: 'paper', habits: { version: 'AC1032', binary: false } },
  );
  genericPdf(builder, builder.shelf('pdf'), 'PLAN', 'plan');
  genericDxf(builder, builder.shelf('pdf'), 'PLAN', 'plan', { title: 'attributes' });
  genericLetter(builder, builder.shelf('office'), 'QUOTE', 'QUOTATION');
  genericFile(builder, builder.shelf('office'), 'head_bom', 'csv', { type: 'bom_csv', number: job, project: head.project });
  junkFile(builder, builder.shelf('dxf'), `~$${second}.dxf`);
  junkFile(builder, builder.shelf('pdf'), 'Thumbs.db');
}

/** Folders by item, extensions in capitals, openings, customer and vendor parts, mislabelled and broken files. */
function libraryJob(builder: JobBuilder): void {
  const { job, head } = builder;
  const [first, second, third] = [builder.item(1), builder.item(2), builder.item(3)];
  const codes = (item: string): { job: string; item: string } => ({ job, item: item.slice(-3) });
  drawingDxf(
    builder,
    first,
    itemDrawing(builder, first, 'turned'),
    { upperExtension: true },
    { title: 'attributes', habits: { version: 'AC1032', binary: false } },
  );
  drawingPdf(builder, first, itemDrawing(builder, first, 'turned'), { upperExtension: true });
  for (let part = 1; part <= 2; part++) partSheet(builder, first, part, { upperExtension: true });
  strayItem(builder, first, 1);
  drawingPdf(builder, second, itemDrawing(builder, second, 'part'), {}, { defect: 'owner_password' });
  drawingDxf(builder, second, itemDrawing(builder, second, 'part'), {}, { exploded: true });
  partSheet(builder, second, 1);
  creoChain(builder, second, 'prt', [4], itemIdentity(second), codes(second), builder.shelf('cad', second));
  creoJson(
    builder,
    `${second}_extracted.json`,
    { model: second, creoType: 'prt', dialect: 3, partKey: `${job}/${second}_001` },
    itemIdentity(second),
    codes(second),
    builder.shelf('cad', second),
  );
  drawingPdf(builder, third, itemDrawing(builder, third, 'part'), {}, { defect: 'truncated' });
  builder.add({
    folder: builder.shelf('dxf', third),
    name: `${third}_001.dxf`,
    content: { type: 'plain_text' },
    identity: itemIdentity(third),
    codes: { ...codes(third), part: '001' },
  });
  builder.add({
    folder: builder.shelf('dxf', third),
    name: `${third}_002.dxf`,
    content: {
      type: 'flat',
      partKey: `${job}/${third}_002`,
      partNumber: `${third}_002`,
      revision: '',
      habits: { version: 'AC1015', binary: false },
      lettering: false,
      truncated: true,
    },
    identity: itemIdentity(third),
    codes: { ...codes(third), part: '002' },
  });
  const mislabelled = itemDrawing(builder, third, 'part');
  drawingPdf(builder, third, { ...mislabelled, codes: { ...mislabelled.codes, part: '003' } }, {}, {}, `${third}_003.dxf`);
  builder.add({
    folder: builder.shelf('pdf', third),
    name: `${third}_D-2.pdf`,
    content: { type: 'png' },
    identity: itemIdentity(third),
    codes: codes(third),
  });
  const { base, ...opening } = openingDrawing(builder, 112, 'RHR');
  drawingPdf(builder, base, opening, { folder: builder.shelf('pdf') }, { form: 'stroked' });
  drawingDxf(
    builder,
    base,
    opening,
    { folder: builder.shelf('dxf') },
    { habits: { version: 'AC1009', binary: false }, title: 'texts' },
  );
  const customer = customerPart(builder, 1);
  if (customer !== null) copyToEarlierJob(builder, customer, 1);
  const vendor = vendorStyle(builder, 0);
  if (vendor !== null) copyToEarlierJob(builder, vendor, 1);
  vendorDrawing(builder);
  const sheet = sheetDrawing(builder, 5, 'assembly');
  drawingPdf(builder, sheet.number, sheet, { folder: builder.shelf('pdf') }, { defect: 'leading_junk' });
  const next = sheetDrawing(builder, 6, 'plan');
  drawingPdf(builder, next.number, next, { folder: builder.shelf('pdf') }, { defect: 'long_leading_junk' });
  genericPdf(builder, builder.shelf('pdf'), 'PLAN', 'plan', { form: 'stroked' });
  genericFile(builder, builder.shelf('office'), 'Material Requisition', 'pdf', {
    type: 'pdf_parts_list',
    number: job,
    project: head.project,
  });
  genericFile(builder, builder.shelf('office'), 'site photo', 'jpg', { type: 'photo' });
  builder.add({
    folder: builder.shelf('office', first),
    name: `BOM_${first}.xlsx`,
    content: { type: 'bom_xlsx', number: first, project: head.project },
    identity: itemIdentity(first),
    codes: codes(first),
  });
  junkFile(builder, builder.shelf('dxf'), 'plot.tmp');
}

/** Old part numbers without items, generic names, a Creo model without a code, an item of the first job. */
function oldJob(builder: JobBuilder): void {
  const folder = builder.head.folder;
  oldPartSheet(builder, 121);
  const number = `${builder.job}_121`;
  drawingPdf(
    builder,
    number,
    { drawing: 'part', number, identity: { kind: 'part', key: number }, codes: { job: builder.job, part: '121' } },
    { folder },
  );
  genericDxf(builder, folder, 'Drawing1', 'part');
  genericFlat(builder, folder, 'mullion_a');
  const base = '1a_os_body_4';
  creoChain(builder, base, 'prt', [12], nameIdentity(folder, base), {}, folder);
  creoJson(
    builder,
    `${base}_data.json`,
    { model: base, creoType: 'prt', dialect: 4, partKey: `${builder.job}/${base}` },
    nameIdentity(folder, base),
    {},
    folder,
  );
  genericFile(builder, folder, 'job', 'xml', { type: 'job_xml', number: builder.job, project: builder.head.project });
  junkFile(builder, folder, 'Drawing1.dwl');
}

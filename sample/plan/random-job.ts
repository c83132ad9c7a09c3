import { familyNames } from '../solid/families.js';
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
import type { DrawingKind } from './content-spec.js';
import type { JobBuilder } from './job-builder.js';
import { modelFamily } from './model-families.js';
import { pdfForm, rareDefect } from './pdf-chance.js';
import { copyBeside, oldFolder, revisedFolders, revisedSuffixes } from './revised-files.js';
import { copyToEarlierJob, customerPart, strayItem, vendorDrawing, vendorStyle } from './shared-files.js';

/** One job as chance has it: about 70 % DXF, 23 % PDF, the rest others, with the archive's usual disorder. */
export function planRandomJob(builder: JobBuilder): void {
  const { random, head } = builder;
  if (head.oldNumbers) oldSheets(builder);
  const items = random.int(3, 10);
  const first = random.pick([1, 1, 1, 101, 201]);
  for (let index = 0; index < items; index++) planItem(builder, builder.item(first + index));
  const sheets = random.int(2, 7);
  for (let sheet = 1; sheet <= sheets; sheet++) {
    const drawing = sheetDrawing(builder, sheet, random.pick(['plan', 'opening', 'assembly', 'part']));
    drawingPdf(
      builder,
      drawing.number,
      drawing,
      { folder: builder.shelf('pdf') },
      {
        form: pdfForm(builder),
        pages: random.weighted([
          [1, 8],
          [2, 2],
          [3, 1],
        ]),
      },
    );
    if (random.chance(0.35)) drawingDxf(builder, drawing.number, drawing, { folder: builder.shelf('dxf') });
  }
  openings(builder);
  if (random.chance(0.4)) {
    const plan = { shape: random.pick(familyNames), variants: random.int(1, 3), instances: random.int(2, 4) };
    modelFamily(builder, builder.item(random.int(60, 80)), plan);
  }
  generics(builder);
  shared(builder);
  oddities(builder);
}

function planItem(builder: JobBuilder, item: string): void {
  const { random } = builder;
  const drawing = itemDrawing(
    builder,
    item,
    random.weighted<DrawingKind>([
      ['part', 5],
      ['assembly', 2],
      ['turned', 1],
      ['opening', 1],
    ]),
  );
  const upperExtension = random.chance(0.15);
  const parts = random.int(2, 10);
  for (let part = 1; part <= parts; part++) {
    const sheet = partSheet(builder, item, part, { upperExtension }, {}, random.chance(0.04));
    if (sheet !== null && random.chance(0.02)) copyBeside(builder, sheet.path);
  }
  if (random.chance(0.4)) drawingDxf(builder, item, drawing, { upperExtension }, { exploded: random.chance(0.08) });
  if (random.chance(0.12)) revisedFolders(builder, item);
  else if (random.chance(0.8)) {
    drawingPdf(
      builder,
      item,
      drawing,
      { upperExtension },
      {
        form: pdfForm(builder),
        defect: rareDefect(builder),
        pages: random.weighted([
          [1, 9],
          [2, 1],
        ]),
      },
    );
  }
  if (random.chance(0.25)) drawingPdf(builder, `${item}_D-1`, drawing, {}, { form: pdfForm(builder) });
  if (random.chance(0.12)) revisedSuffixes(builder, item, parts + 1);
  if (random.chance(0.1)) oldFolder(builder, item, parts + 5);
  if (random.chance(0.25)) {
    const content = { type: random.pick(['bom_csv', 'bom_xlsx'] as const), number: item, project: builder.head.project } as const;
    const extension = content.type === 'bom_csv' ? 'csv' : 'xlsx';
    builder.add({
      folder: builder.shelf('office', item),
      name: `BOM_${item}.${extension}`,
      content,
      identity: itemIdentity(item),
      codes: drawing.codes,
    });
  }
  if (random.chance(0.1)) creoModels(builder, item);
}

/** Versions from 1 to a highest number, most of the older ones purged. */
export function versionsWithGaps(builder: JobBuilder): number[] {
  const highest = builder.random.weighted([[builder.random.int(1, 6), 5] as const, [builder.random.int(7, 66), 1] as const]);
  return Array.from({ length: highest }, (_, index) => index + 1).filter(
    (version) => version === highest || builder.random.chance(3 / (highest + 1)),
  );
}

function creoModels(builder: JobBuilder, item: string): void {
  const { random } = builder;
  const creoType = random.pick(['prt', 'prt', 'asm'] as const);
  const [identity, codes, folder] = [itemIdentity(item), { job: builder.job, item: item.slice(-3) }, builder.shelf('cad', item)];
  creoChain(builder, item, creoType, versionsWithGaps(builder), identity, codes, folder);
  if (random.chance(0.4)) creoChain(builder, item, 'drw', [random.int(1, 9)], identity, codes, folder);
  if (random.chance(0.5)) {
    const dialect = random.pick([1, 2, 3, 4] as const);
    const name = random.pick([
      `${item}.${creoType}.json`,
      `${item}_extracted.json`,
      `${item}_export.json`,
      `${item}_data.json`,
      `${item}_metadata.json`,
    ]);
    creoJson(builder, name, { model: item, creoType, dialect, partKey: `${builder.job}/${item}_001` }, identity, codes, folder);
  }
}

const hands = ['RHR', 'LHR', 'RH', 'LH', null] as const;

function openings(builder: JobBuilder): void {
  const { random } = builder;
  if (random.chance(0.5)) return;
  const start = random.int(100, 400);
  const count = random.int(2, 8);
  for (let index = 0; index < count; index++) {
    const { base, ...drawing } = openingDrawing(builder, start + index, random.pick(hands));
    drawingPdf(builder, base, drawing, { folder: builder.shelf('pdf') }, { form: pdfForm(builder) });
    if (random.chance(0.4)) drawingDxf(builder, base, drawing, { folder: builder.shelf('dxf') });
  }
}

function oldSheets(builder: JobBuilder): void {
  const { random } = builder;
  const start = random.int(1, 600);
  const count = random.int(4, 20);
  for (let index = 0; index < count; index++) {
    oldPartSheet(builder, start + index);
    if (!random.chance(0.15)) continue;
    const number = `${builder.job}_${String(start + index).padStart(3, '0')}`;
    const drawing = {
      drawing: 'part',
      number,
      identity: { kind: 'part', key: number },
      codes: { job: builder.job, part: number.slice(-3) },
    } as const;
    drawingPdf(builder, number, drawing, { folder: builder.shelf('pdf') }, { form: pdfForm(builder) });
  }
}

function generics(builder: JobBuilder): void {
  const { random } = builder;
  const [pdf, dxf, office] = [builder.shelf('pdf'), builder.shelf('dxf'), builder.shelf('office')];
  if (random.chance(0.8)) {
    const base = random.pick(['PLAN', 'PLANS', 'Plan']);
    genericPdf(builder, pdf, base, 'plan', { form: pdfForm(builder), pages: random.int(1, 3) });
    if (random.chance(0.4)) genericDxf(builder, pdf, base, 'plan');
  }
  if (random.chance(0.7)) genericLetter(builder, office, 'QUOTE', 'QUOTATION');
  if (random.chance(0.4))
    genericFile(builder, office, 'head_bom', 'csv', { type: 'bom_csv', number: builder.job, project: builder.head.project });
  if (random.chance(0.5)) genericFlat(builder, dxf, random.pick(['mullion_a', 'MULLION_A', 'mullion_b']));
  if (random.chance(0.4))
    genericFile(builder, office, 'Material Requisition', 'pdf', {
      type: 'pdf_parts_list',
      number: builder.job,
      project: builder.head.project,
    });
  if (random.chance(0.3)) genericPdf(builder, pdf, 'ELECTRICAL DIAGRAM', 'plan', { form: 'stroked' });
  if (random.chance(0.4)) genericDxf(builder, dxf, 'Drawing1', 'part');
  if (random.chance(0.3)) genericFlat(builder, dxf, `Temp0${random.int(1000, 9999)}`);
  if (random.chance(0.3)) genericDxf(builder, dxf, 'VISION_IS', 'opening');
  if (random.chance(0.3)) {
    const base = random.pick(['1a_os_body_4', '2b_shelf_left', 'frame_weldment', 'door_skin']);
    const folder = builder.shelf('cad');
    creoChain(builder, base, 'prt', versionsWithGaps(builder), nameIdentity(folder, base), {}, folder);
    if (random.chance(0.5)) {
      creoJson(
        builder,
        `${base}_data.json`,
        { model: base, creoType: 'prt', dialect: random.pick([1, 2, 3, 4] as const), partKey: `${builder.job}/${base}` },
        nameIdentity(folder, base),
        {},
        folder,
      );
    }
  }
  if (random.chance(0.25)) genericFile(builder, office, 'site photo', 'jpg', { type: 'photo' });
  if (random.chance(0.15))
    genericFile(builder, office, 'job', 'xml', { type: 'job_xml', number: builder.job, project: builder.head.project });
  if (random.chance(0.5)) junkFile(builder, random.pick([pdf, dxf, office]));
}

function shared(builder: JobBuilder): void {
  const { random } = builder;
  if (random.chance(0.3)) {
    for (let serial = 1; serial <= 3; serial++) {
      const part = customerPart(builder, serial);
      if (part !== null && random.chance(0.5)) copyToEarlierJob(builder, part, random.int(1, 3));
    }
  }
  if (random.chance(0.25)) {
    const style = vendorStyle(builder, random.int(0, 2));
    if (style !== null) copyToEarlierJob(builder, style, 1);
    if (style !== null && random.chance(0.5)) copyToEarlierJob(builder, style, 2);
  }
  if (random.chance(0.15)) vendorDrawing(builder);
  if (random.chance(0.3)) strayItem(builder, builder.item(random.int(1, 3)), random.int(1, 3));
}

function oddities(builder: JobBuilder): void {
  const { random } = builder;
  const item = builder.item(90);
  const codes = { job: builder.job, item: '090' };
  if (random.chance(0.12))
    builder.add({
      folder: builder.shelf('dxf', item),
      name: `${item}.dxf`,
      content: { type: 'empty' },
      identity: itemIdentity(item),
      codes,
    });
  if (random.chance(0.04))
    builder.add({
      folder: builder.shelf('pdf', item),
      name: `${item}.pdf`,
      content: { type: 'png' },
      identity: itemIdentity(item),
      codes,
    });
  if (random.chance(0.03))
    builder.add({
      folder: builder.shelf('dxf', item),
      name: `${item}_001.dxf`,
      content: { type: 'plain_text' },
      identity: itemIdentity(item),
      codes: { ...codes, part: '001' },
    });
}

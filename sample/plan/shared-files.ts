import { drawingPdf, itemDrawing, partSheet } from './item-files.js';
import { jobHead, shelfFolder } from './job-head.js';
import type { JobBuilder } from './job-builder.js';
import type { PlannedFile } from './planned-file.js';

/** Files that lie in more than one job's folder, or in another job's than their own. */

const vendorPrefixes = ['KD', 'TRX', 'HGL', 'PV', 'SDL'] as const;

/** `30-210011517.dxf`: a part number of the customer, unique to the job that drew it. */
export function customerPart(builder: JobBuilder, serial: number): PlannedFile | null {
  const code = `${builder.random.pick(['30', '41', '52'])}-${builder.job}${String(serial).padStart(4, '0')}`;
  return builder.add({
    folder: builder.shelf('dxf'),
    name: `${code}.dxf`,
    content: {
      type: 'flat',
      partKey: `customer/${code}`,
      partNumber: code,
      revision: '',
      habits: {},
      lettering: false,
      truncated: false,
    },
    identity: { kind: 'customer_part', key: code },
    codes: { customer_part: code },
  });
}

/** `KD-1050-A`: a bought style whose catalogue drawing lies in several jobs. */
export function vendorStyle(builder: JobBuilder, serial: number): PlannedFile | null {
  const code = `${builder.random.pick(vendorPrefixes)}-${1000 + builder.head.index * 3 + serial}-A`;
  const file = {
    drawing: 'part',
    number: code,
    identity: { kind: 'vendor_style', key: code },
    codes: { vendor_style: code },
  } as const;
  return drawingPdf(builder, code, file, { folder: builder.shelf('pdf') });
}

/** `DWG-12345-REV-A.dxf`: a vendor's drawing with its revision in the name. */
export function vendorDrawing(builder: JobBuilder): PlannedFile | null {
  const code = `DWG-${builder.job}`;
  return builder.add({
    folder: builder.shelf('dxf'),
    name: `${code}-REV-A.dxf`,
    content: {
      type: 'flat',
      partKey: `vendor/${code}`,
      partNumber: code,
      revision: 'A',
      habits: {},
      lettering: false,
      truncated: false,
    },
    identity: { kind: 'vendor_style', key: code },
    codes: { vendor_style: code, revision: 'A' },
  });
}

/** Copies a file into the folder of an earlier job; false when there is none. Generic names stay with their own folder there. */
export function copyToEarlierJob(builder: JobBuilder, file: PlannedFile, jobsBack: number): void {
  if (builder.head.index < jobsBack) return;
  const other = jobHead(builder.seed, builder.head.index - jobsBack);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  builder.duplicate(file, shelfFolder(other, file.format === 'dxf' ? 'dxf' : 'pdf', null), name, {
    copy: true,
    folderJob: other.number,
  });
}

/** An item of this job whose file lies in the folder of an earlier job; its own code counts. */
export function strayItem(builder: JobBuilder, item: string, jobsBack: number): void {
  if (builder.head.index < jobsBack) return;
  const other = jobHead(builder.seed, builder.head.index - jobsBack);
  const folder = shelfFolder(other, 'dxf', null);
  if (builder.random.chance(0.5)) partSheet(builder, item, builder.random.int(40, 60), { folder });
  else drawingPdf(builder, item, itemDrawing(builder, item, 'part'), { folder, suffix: '_D-9' });
}

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDxf } from 'dxf-parser';
import { PDFParse } from 'pdf-parse';
import pg from 'pg';
import sharp from 'sharp';
import { createWorker, OEM, PSM } from 'tesseract.js';
import { limits } from '../../processors/pdf/limits.js';
import { svgOf } from './plain-svg.js';
import { serveContest } from './serve.js';

/**
 * The plain script of those who need what the fleet makes of a drawing, as far as the usual packages reach: its text, scans and lettering
 * drawn as lines read by OCR, a preview and a thumbnail of each sheet (dxf-parser, pdf-parse, sharp, tesseract.js, pg; a process per core,
 * a row per file). It still finds no title block, no dimension, no parts list and no word's place, and does not read what stands on its side.
 * Parameters: the database, the folder for pictures.
 */
const DxfParser = createRequire(import.meta.url)('dxf-parser') as new () => { parseSync(text: string): IDxf };
const [databaseUrl = '', folder = ''] = process.argv.slice(2);
const [ocrDpi, previewEdge, thumbnailEdge] = [200, 1024, 256];
let pictures = 0;

const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const data = join(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'), '..', '4.0.0_best_int');
const ocr = await createWorker('eng', OEM.LSTM_ONLY, { langPath: data, gzip: true, cacheMethod: 'none' });
await ocr.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: String(ocrDpi) });

async function readDxf(path: string): Promise<unknown> {
  const drawing = new DxfParser().parseSync(await readFile(path, 'utf8'));
  await keepPictures(Buffer.from(svgOf(drawing)));
  return drawing;
}

async function readPdf(path: string): Promise<unknown> {
  const parser = new PDFParse({ data: await readFile(path) });
  try {
    const { pages } = await parser.getText();
    const texts: string[] = [];
    for (const { num, text } of pages) {
      const isText = text.replace(/\s/g, '').length >= limits.textlessCharacters;
      texts.push(text);
      if (num > (isText ? limits.previewPages : limits.ocrPages)) continue;
      const size = isText ? { desiredWidth: previewEdge } : { scale: ocrDpi / 72 };
      const shot = await parser.getScreenshot({ partial: [num], imageDataUrl: false, ...size });
      const picture = Buffer.from(shot.pages[0]?.data ?? []);
      if (!isText) texts.push((await ocr.recognize(picture)).data.text);
      if (num <= limits.previewPages) await keepPictures(picture);
    }
    return texts;
  } finally {
    await parser.destroy();
  }
}

async function keepPictures(picture: Buffer): Promise<void> {
  const number = pictures++;
  for (const edge of [previewEdge, thumbnailEdge]) {
    const resized = sharp(picture).resize(edge, edge, { fit: 'inside' });
    await writeFile(join(folder, `${process.pid}-${number}-${edge}.png`), await resized.png().toBuffer());
  }
}

serveContest(
  async ({ path, name, format }) => {
    const facts = JSON.stringify(await (format === 'dxf' ? readDxf(path) : readPdf(path))).replaceAll('\\u0000', '');
    await client.query('INSERT INTO plain_script_results (name, facts) VALUES ($1, $2)', [name, facts]);
  },
  async () => {
    await ocr.terminate();
    await client.end();
  },
);

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PDFDocument from 'pdfkit';

export interface BenchDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const generatedSheets = 20;

/** The corpus' drawings where there is one, and generated sheets in any case, so that the benchmark runs everywhere. */
export async function benchDocuments(): Promise<BenchDocument[]> {
  const folder = path.resolve(process.env['EXTRACTION_CORPUS'] ?? '../shared/corpus', 'pdf');
  const real = existsSync(folder) ? readdirSync(folder).filter((name) => /\.pdf$/i.test(name)) : [];
  if (real.length === 0) console.warn(`no drawings at ${folder}: measured on generated sheets alone`);
  const documents: BenchDocument[] = real.map((name) => ({ name, bytes: new Uint8Array(readFileSync(path.join(folder, name))) }));
  for (let sheet = 1; sheet <= generatedSheets; sheet++) {
    documents.push({ name: `generated-${sheet}.pdf`, bytes: await generatedSheet(sheet) });
  }
  return documents;
}

/** A sheet with a ruled form, part geometry in chords, and numbers at four angles; the same for the same `seed`. */
function generatedSheet(seed: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pen = new PDFDocument({ size: [841.89, 595.28], margin: 0 });
    const chunks: Buffer[] = [];
    pen.on('data', (chunk: Buffer) => chunks.push(chunk));
    pen.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pen.on('error', reject);
    for (let index = 0; index < 60; index++) {
      const [x, y] = [60 + ((index * 97 + seed * 31) % 640), 40 + ((index * 53 + seed * 17) % 360)];
      pen
        .save()
        .translate(x, y)
        .rotate([0, 90, 30, 315][index % 4] ?? 0)
        .fontSize(9);
      pen.text(`${index % 5 === 0 ? 'R' : ''}${(seed * 1.25 + index * 3.1).toFixed(2)}`, 0, 0, { lineBreak: false }).restore();
      pen.moveTo(x, y + 3);
      for (let step = 1; step <= 40; step++) pen.lineTo(x + 20 * Math.sin(step / 6), y + 20 * Math.cos(step / 6));
      pen.stroke();
    }
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 4; column++) {
        pen.rect(440 + column * 95, 440 + row * 22, 95, 22).stroke();
        pen
          .fontSize(7)
          .text(`FIELD ${row}.${column}: ${seed * 100 + row}`, 443 + column * 95, 446 + row * 22, { lineBreak: false });
      }
    }
    pen.end();
  });
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { documentOf, silent } from './drawings.js';

const corpus = path.resolve(process.env['EXTRACTION_CORPUS'] ?? '../shared/corpus', 'pdf');
const scorer = path.resolve(corpus, '../../tools/pdf-score.mjs');
const present = existsSync(path.join(corpus, 'truth')) && existsSync(scorer);
if (!present)
  console.warn(`NOT MEASURED: no drawings with truth at ${corpus}; set EXTRACTION_CORPUS. Generated drawings are tested alone.`);

describe.runIf(present)('real drawings', () => {
  test('title block, dimensions and parts lists against truth read by eye', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pdf-corpus-'));
    try {
      const facts = path.join(folder, 'facts.jsonl');
      const lines: string[] = [];
      for (const name of readdirSync(corpus).filter((file) => /\.pdf$/i.test(file))) {
        const file = path.join(corpus, name);
        lines.push(JSON.stringify({ file, ...(await extract(documentOf(new Uint8Array(readFileSync(file)), name), silent)) }));
      }
      writeFileSync(facts, lines.join('\n'));
      const report = execFileSync(process.execPath, [scorer, facts, path.join(corpus, 'truth')], { encoding: 'utf8' });
      const scores = JSON.parse(report.trim().split('\n').at(-1) ?? '{}') as Record<string, number>;
      expect(scores['title_block_f1']).toBeGreaterThanOrEqual(0.9);
      expect(scores['dimensions_f1']).toBeGreaterThanOrEqual(0.85);
      expect(scores['tolerances_f1']).toBeGreaterThanOrEqual(0.85);
      expect(scores['bom_f1']).toBeGreaterThanOrEqual(0.9);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

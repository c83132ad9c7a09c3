import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTable, type ExportFormat } from '../../../adapters/export/write-table.js';
import { compareRuns } from '../../../adapters/postgres/compare-runs.js';
import { exportColumns, exportPages, exportedTables, type ExportedTable } from '../../../adapters/postgres/export-rows.js';
import { renderComparison } from '../../../cli/commands/diff.js';
import { readReport, type RunReport } from '../../../cli/report.js';
import { writeReport } from '../../../cli/report/write-report.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedTwoRuns } from './two-runs.js';

let database: TestDatabase;
let runs: { before: number; after: number };
const folder = mkdtempSync(join(tmpdir(), 'fleet-export-'));

beforeAll(async () => {
  database = await openTestDatabase();
  runs = await seedTwoRuns(database.sql);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function exported(table: ExportedTable, format: ExportFormat): Promise<{ path: string; rows: number }> {
  const path = join(folder, `${table}.${format}`);
  const columns = await exportColumns(database.sql, table);
  return { path, rows: await writeTable(path, format, columns, exportPages(database.sql, table, columns, runs.after)) };
}

describe('two runs compared', () => {
  it('tells gained, lost and changed per field, and states that differ', async () => {
    const comparison = await compareRuns(database.sql, runs.before, runs.after);
    expect(comparison).toMatchObject({ compared: 2, incomparable: 0 });
    expect(comparison.states).toEqual([{ before: 'failed TIMEOUT', after: 'completed', files: 1, example: 'c.pdf' }]);
    expect(comparison.fields).toEqual([
      expect.objectContaining({ field: 'dimensions', gained: 0, lost: 0, changed: 1 }),
      expect.objectContaining({ field: 'material', gained: 1, lost: 0, changed: 0 }),
      {
        field: 'scale',
        gained: 0,
        lost: 1,
        changed: 0,
        examples: [{ file: 'b|<b>.pdf', before: '1:2', after: null }],
      },
    ]);
    expect(renderComparison(comparison)).toContain('b|<b>.pdf: 4 -> 7');
  });

  it('finds nothing between a run and itself', async () => {
    const comparison = await compareRuns(database.sql, runs.after, runs.after);
    expect(comparison).toMatchObject({ compared: 3, states: [], fields: [] });
  });
});

describe('an export', () => {
  it('writes every row once, over page borders', async () => {
    const { path, rows } = await exported('dimensions', 'jsonl');
    const values = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { value: number }).value);
    expect(rows).toBe(4500);
    expect(new Set(values).size).toBe(4500);
  });

  it('quotes CSV and disarms what a spreadsheet would run', async () => {
    const dimensions = readFileSync((await exported('dimensions', 'csv')).path, 'utf8');
    expect(dimensions.split('\r\n')[1]).toContain('"R ""1"", x"');
    const metadata = readFileSync((await exported('metadata', 'csv')).path, 'utf8');
    expect(metadata).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('writes Parquet that another reader reads, with types and nulls', async () => {
    const { path } = await exported('dimensions', 'parquet');
    const bytes = readFileSync(path);
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) });
    expect(rows).toHaveLength(4500);
    expect(rows[0]).toMatchObject({ file: 'a.pdf', value: 1.5, unit: 'mm', quantity: 1n, fit: null });
  });

  it.each(Object.keys(exportedTables) as ExportedTable[])('can write %s in each format', async (table) => {
    for (const format of ['csv', 'jsonl', 'parquet'] as const)
      expect((await exported(table, format)).rows).toBeGreaterThanOrEqual(0);
  });
});

describe('the report', () => {
  it('is written as Markdown, HTML, CSV and JSON, with markup from file names escaped', async () => {
    const report = await readReport(database.sql, runs.before);
    expect(writeReport(report, 'md')).toContain('| failed TIMEOUT | 1 |');
    const html = writeReport({ ...report, failures: [{ errorClass: 'X', files: 1, example: '<b>', error: null }] }, 'html');
    expect(html).toContain('<i class="bad" style="width:50.00%"></i>');
    expect(html).toContain('<td>&lt;b&gt;</td>');
    expect(html).not.toContain('<td><b>');
    expect(writeReport(report, 'csv')).toContain('Ledger,failed TIMEOUT,files,1\r\n');
    const checkpoint = { ...report.checkpoints[0], phase: 'link', open: false, passed: true, misses: [], acceptedReason: null };
    const figures = {
      linkedShare: 0.8675,
      byMethod: { auto_folder: 86, auto_project: 56 },
      topProjects: [{ files: 118, project: '82084' }],
      recurringNames: [],
    };
    const times = { startedAt: new Date(0), createdAt: new Date(1000) };
    const linked = writeReport({ ...report, checkpoints: [{ ...checkpoint, ...times, figures }] } as RunReport, 'md');
    expect(linked).toContain('| linked share | 86.8 % |');
    expect(linked).toContain('| by method | auto\\_folder 86, auto\\_project 56 |');
    expect(linked).toContain('## Linking (A6): top projects\n\n| project | files |\n| --- | ---: |\n| 82084 | 118 |');
    expect(linked).toContain('| recurring names | none |');
    const phases = (['pdf', 'dxf', 'extract'] as const).map((phase, place) => ({
      ...checkpoint,
      ...times,
      phase,
      figures: { open: place, total: 9 },
    }));
    const documents = writeReport({ ...report, checkpoints: phases } as RunReport, 'md');
    expect(documents).toContain(
      '## Documents (B7)\n\n| figure | PDF | DXF |\n| --- | ---: | ---: |\n| total | 9 | 9 |\n| open | 0 | 1 |',
    );
    expect(documents.match(/^## .*$/gmu)).toEqual([
      '## Quality',
      '## Failures',
      '## Checkpoints',
      '## Ledger',
      '## Documents (B7)',
    ]);
    expect(JSON.parse(writeReport(report, 'json'))).toMatchObject({ ledger: { inputs: 3 } });
  });
});

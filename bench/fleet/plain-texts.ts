import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFParse } from 'pdf-parse';
import pg from 'pg';
import { serveContest } from './serve.js';

/**
 * What a good engineer writes first with the usual packages: dxf-parser, pdf-parse and pg, a process per core, a row per file. It has no
 * queue, no retries, no limits, and extracts far less. Parameter: the database.
 */
// The package's types describe its ES build; Node loads the other one, which is the class itself.
const DxfParser = createRequire(import.meta.url)('dxf-parser') as new () => { parseSync(text: string): unknown };
const [databaseUrl = ''] = process.argv.slice(2);
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();

async function parse(path: string, format: string): Promise<unknown> {
  if (format === 'dxf') return new DxfParser().parseSync(await readFile(path, 'utf8'));
  const parser = new PDFParse({ data: await readFile(path) });
  try {
    return await parser.getText();
  } finally {
    await parser.destroy();
  }
}

serveContest(
  async ({ path, name, format }) => {
    const facts = JSON.stringify(await parse(path, format)).replaceAll('\\u0000', '');
    await client.query('INSERT INTO plain_script_results (name, facts) VALUES ($1, $2)', [name, facts]);
  },
  () => client.end(),
);

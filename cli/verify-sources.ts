import type { Sql } from '../adapters/postgres/connect.js';
import type { Check } from '../adapters/postgres/verify-check.js';
import { SourceUnusable } from '../adapters/source/source.js';
import { Sources } from '../adapters/source/sources.js';
import { objectStorage, type Config } from './config.js';

/**
 * Whether this machine can read the configured bucket and the sources of the runs that have not ended.
 * @param planned a folder or bucket that a run is planned over
 */
export async function verifySources(sql: Sql, config: Config, planned: string | undefined): Promise<Check[]> {
  const uris = await unfinishedSources(sql);
  if (planned !== undefined && !uris.includes(planned)) uris.unshift(planned);
  if (config.S3_BUCKET !== undefined) uris.unshift(`s3://${config.S3_BUCKET}`);
  const sources = new Sources(sql, { storage: objectStorage(config) });
  try {
    const checks: Check[] = [];
    for (const uri of uris) checks.push({ check: `source ${uri}`, ...(await readable(sources, uri)) });
    return checks;
  } finally {
    sources.close();
  }
}

async function readable(sources: Sources, uri: string): Promise<Pick<Check, 'ok' | 'detail'>> {
  try {
    await sources.of(uri).check();
    return { ok: true, detail: 'readable' };
  } catch (error) {
    if (error instanceof SourceUnusable) return { ok: false, detail: error.message };
    throw error;
  }
}

/** None in a database without our tables; its other checks tell that. */
async function unfinishedSources(sql: Sql): Promise<string[]> {
  const [table] = await sql<{ there: boolean }[]>`SELECT to_regclass('runs') IS NOT NULL AS there`;
  if (!table?.there) return [];
  const rows = await sql<{ uri: string }[]>`
    SELECT DISTINCT s.uri FROM runs r JOIN sources s ON s.id = r.source_id WHERE r.status IN ('inventory', 'running') ORDER BY s.uri`;
  return rows.map((row) => row.uri);
}

import type { CompiledGrammar } from '../../../processors/link/compile.js';
import { linkParser } from '../../../processors/link/parse.js';
import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import { identityRow, type IdentityRow } from './identity-row.js';
import { sourceOfRun } from './source.js';

/** Rows of one statement: its JSON stays near 3 MB. */
const pageRows = 5000;

interface StaleFile {
  id: number;
  path: string;
  format: string;
  digest: string;
}

export interface IdRange {
  readonly runId: number;
  /** Exclusive. */
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/**
 * Reads the identities of a range of files (A2 to A4, the parsing part). Only files without an identity, or whose path, format or
 * grammar has changed since, are read; so a second run reads nothing. Ranges may run at the same time.
 */
export async function identify(sql: Sql, grammar: CompiledGrammar, { runId, from, to }: IdRange): Promise<void> {
  const sourceId = await sourceOfRun(sql, runId);
  const parse = linkParser(grammar);
  for (let cursor = from; ;) {
    const files = await staleFiles(sql, sourceId, grammar.fingerprint, cursor, to);
    const last = files.at(-1);
    if (last === undefined) return;
    await save(
      sql,
      sourceId,
      files.map((file) => identityRow(file.id, file.digest, parse(file.path, file.format))),
    );
    if (files.length < pageRows) return;
    cursor = last.id;
  }
}

async function staleFiles(sql: Sql, sourceId: number, fingerprint: string, from: number, to: number): Promise<StaleFile[]> {
  return sql<StaleFile[]>`
    SELECT f.id, f.normalized_path AS path, f.detected_format AS format, d.digest
    FROM files f
    LEFT JOIN file_identities i ON i.file_id = f.id
    CROSS JOIN LATERAL (SELECT left(encode(sha256(convert_to(
      f.normalized_path || E'\n' || f.detected_format || E'\n' || ${fingerprint}, 'UTF8')), 'hex'), 16) AS digest) d
    WHERE f.source_id = ${sourceId} AND f.id > ${from} AND f.id <= ${to} AND f.status = 'present'
      AND i.input_digest IS DISTINCT FROM d.digest
    ORDER BY f.id LIMIT ${pageRows}`;
}

/** Puts every file where its name says; `settle` then lets decisions and numbers inside files speak. */
async function save(sql: Sql, sourceId: number, rows: readonly IdentityRow[]): Promise<void> {
  const plain = JSON.stringify(rows);
  // Paths come from Postgres and are storable, unless a team's pattern cut a surrogate pair in two.
  const json = plain.includes('\\ud') ? jsonText(rows) : plain;
  await sql`
    INSERT INTO file_identities AS i (file_id, source_id, input_digest, group_key, parsed_key, kind, scope, title, base_name, exact, generic,
      role, representation, preference, slot, project_code, project_source, job, item, part, sheet, document, opening, hand, customer_part,
      vendor_style, revision, revision_kind, revision_rank, creo_type, creo_version, copy_mark, superseded, folder_hash, scope_hash, rules)
    SELECT r.file_id, ${sourceId}, r.input_digest, r.parsed_key, r.parsed_key, r.kind, r.scope, r.title, r.base_name,
      r.exact, r.generic, r.role::member_role, r.representation, r.preference, r.slot, r.project_code, r.project_source, r.job, r.item, r.part,
      r.sheet, r.document, r.opening, r.hand, r.customer_part, r.vendor_style, r.revision, r.revision_kind, r.revision_rank, r.creo_type,
      r.creo_version, r.copy_mark, r.superseded, r.folder_hash, r.scope_hash, r.rules
    FROM jsonb_to_recordset(${json}::text::jsonb) AS r (file_id BIGINT, input_digest TEXT, parsed_key TEXT, kind TEXT, scope TEXT, title TEXT,
      base_name TEXT, exact BOOLEAN, generic BOOLEAN, role TEXT, representation TEXT, preference SMALLINT, slot TEXT, project_code TEXT,
      project_source TEXT, job TEXT, item TEXT, part TEXT, sheet TEXT, document TEXT, opening TEXT, hand TEXT, customer_part TEXT,
      vendor_style TEXT, revision TEXT, revision_kind TEXT, revision_rank INT, creo_type TEXT, creo_version INT, copy_mark TEXT,
      superseded TEXT, folder_hash BIGINT, scope_hash BIGINT, rules TEXT[])
    ON CONFLICT (file_id) DO UPDATE SET input_digest = EXCLUDED.input_digest,
      group_key = EXCLUDED.parsed_key,
      parsed_key = EXCLUDED.parsed_key, kind = EXCLUDED.kind, scope = EXCLUDED.scope, title = EXCLUDED.title,
      base_name = EXCLUDED.base_name, exact = EXCLUDED.exact, generic = EXCLUDED.generic, role = EXCLUDED.role,
      representation = EXCLUDED.representation, preference = EXCLUDED.preference, slot = EXCLUDED.slot,
      project_code = EXCLUDED.project_code, project_source = EXCLUDED.project_source, job = EXCLUDED.job, item = EXCLUDED.item,
      part = EXCLUDED.part, sheet = EXCLUDED.sheet, document = EXCLUDED.document, opening = EXCLUDED.opening, hand = EXCLUDED.hand,
      customer_part = EXCLUDED.customer_part, vendor_style = EXCLUDED.vendor_style, revision = EXCLUDED.revision,
      revision_kind = EXCLUDED.revision_kind, revision_rank = EXCLUDED.revision_rank, creo_type = EXCLUDED.creo_type,
      creo_version = EXCLUDED.creo_version, copy_mark = EXCLUDED.copy_mark, superseded = EXCLUDED.superseded,
      folder_hash = EXCLUDED.folder_hash, scope_hash = EXCLUDED.scope_hash, rules = EXCLUDED.rules`;
}

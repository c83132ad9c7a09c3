import type { Sql } from '../../../adapters/postgres/connect.js';
import { indexSteps } from '../../../adapters/postgres/index-steps.js';

/** A small archive as the fleet would have stored it, written by plain SQL so that the search is judged against nothing of its own. */
export interface Archive {
  readonly runId: number;
  /** File ids by name. */
  readonly file: Readonly<Record<ArchiveFile, number>>;
  /** Group ids by name. */
  readonly group: Readonly<Record<'flange' | 'bracket', number>>;
}

const names = [
  // Members of the group `flange`, and of `bracket`.
  'FL-2041.pdf',
  'FL-2041.dxf',
  'BR-7.dxf',
  // The same content as FL-2041.pdf in another folder; it has no extraction and no group.
  'copy of FL-2041.pdf',
  // In no group: a drawing in inches.
  'INCH-1.pdf',
  // Extracted once, gone since.
  'GONE.pdf',
  // A model, in `flange`.
  'fl-2041.prt.3',
] as const;
export type ArchiveFile = (typeof names)[number];

export async function seedArchive(sql: Sql): Promise<Archive> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('file:///archive') RETURNING id`;
  const [run] = await sql<{ id: number }[]>`
    INSERT INTO runs (source_id, status) VALUES (${source?.id ?? 0}, 'running') RETURNING id`;
  const runId = run?.id ?? 0;
  const file = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await addFile(sql, source?.id ?? 0, runId, name)] as const)),
  ) as Record<ArchiveFile, number>;
  const group = {
    flange: await addGroup(sql, source?.id ?? 0, 'FL-2041', '12345', [
      file['FL-2041.pdf'],
      file['FL-2041.dxf'],
      file['fl-2041.prt.3'],
    ]),
    bracket: await addGroup(sql, source?.id ?? 0, 'BR-7', '12399', [file['BR-7.dxf']]),
  };
  await addFacts(sql, runId, file);
  await skipCopy(sql, runId, file['copy of FL-2041.pdf'], file['FL-2041.pdf']);
  await index(sql, runId);
  return { runId, file, group };
}

async function addFile(sql: Sql, sourceId: number, runId: number, name: ArchiveFile): Promise<number> {
  const hash = name.endsWith('FL-2041.pdf') ? 'aaaa' : name;
  const format = name.endsWith('.dxf') ? 'dxf' : name.includes('.prt') ? 'creo_prt' : 'pdf';
  const key = name.startsWith('copy') ? `old/${name}` : name;
  const [row] = await sql<{ id: number }[]>`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, status, last_seen_run)
    VALUES (${sourceId}, ${key}, ${key}, ${name}, ${format === 'creo_prt' ? 'prt' : format}, ${format}, 1000, ${hash},
      ${name === 'GONE.pdf' ? 'missing' : 'present'}, ${runId})
    RETURNING id`;
  return row?.id ?? 0;
}

/** As a run leaves a file whose content it has read under another name. */
async function skipCopy(sql: Sql, runId: number, fileId: number, sameAs: number): Promise<void> {
  await sql`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, skip_reason, content_hash, same_as_file_id)
    VALUES (${runId}, ${fileId}, 'pdf_extract', 'skipped', 'DUPLICATE_CONTENT', 'aaaa', ${sameAs})`;
}

async function addGroup(sql: Sql, sourceId: number, name: string, project: string, fileIds: readonly number[]): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    INSERT INTO document_groups (source_id, identity_key, name, project_code, item_number, linking_method, linking_confidence)
    VALUES (${sourceId}, ${name}, ${name}, ${project}, '10', 'auto_filename', 0.95) RETURNING id`;
  const id = row?.id ?? 0;
  await sql`
    INSERT INTO document_group_members (group_id, file_id, is_primary)
    SELECT ${id}, f, n = 1 FROM unnest(${[...fileIds]}::bigint[]) WITH ORDINALITY AS u (f, n)`;
  return id;
}

async function addFacts(sql: Sql, runId: number, file: Record<ArchiveFile, number>): Promise<void> {
  const flange = await addMetadata(sql, runId, file['FL-2041.pdf'], 'pdf', { drawing: 'FL-2041', title: 'FLANGE, WELD NECK' });
  const flangeDxf = await addMetadata(sql, runId, file['FL-2041.dxf'], 'dxf', { drawing: 'FL-2041' });
  const bracket = await addMetadata(sql, runId, file['BR-7.dxf'], 'dxf', { part: 'BR-7-A', title: 'BRACKET' });
  const inch = await addMetadata(sql, runId, file['INCH-1.pdf'], 'pdf', { drawing: 'INCH-1' });
  const gone = await addMetadata(sql, runId, file['GONE.pdf'], 'pdf', { drawing: 'GONE' });
  const model = await addMetadata(sql, runId, file['fl-2041.prt.3'], 'creo_part', {});
  const dimension = async (of: Owner, value: number, unit: string | null, type: string, label: string) => {
    await sql`
      INSERT INTO extracted_dimensions (metadata_id, file_id, value, unit, unit_source, dimension_type, label, source_page, measured_or_stored)
      VALUES (${of.metadataId}, ${of.fileId}, ${value}, ${unit}, 'stated', ${type}, ${label}, 1, 'printed')`;
  };
  await dimension(flange, 25.4, 'mm', 'linear', '25.4 ±0.1');
  await dimension(flange, 120, 'mm', 'diameter', 'Ø120 h7');
  await dimension(flange, 45, 'deg', 'angular', '45°');
  await dimension(flangeDxf, 120.0000001, 'mm', 'diameter', 'Ø120');
  await dimension(inch, 1, 'inch', 'linear', '1.000"');
  await dimension(bracket, 25.5, null, 'linear', '25.5');
  await dimension(bracket, 100, 'mm', 'linear', '100% CHECKED_A');
  await dimension(gone, 25.4, 'mm', 'linear', '25.4');
  const material = async (of: Owner, name: string, spec: string | null, thickness: number | null, unit: string | null) => {
    await sql`
      INSERT INTO extracted_materials (metadata_id, file_id, material_name, material_spec, finish, thickness, thickness_unit)
      VALUES (${of.metadataId}, ${of.fileId}, ${name}, ${spec}, 'ZINC PLATED', ${thickness}, ${unit})`;
  };
  await material(flange, 'STAINLESS STEEL 304', 'ASTM A240', 6, 'mm');
  await material(bracket, 'STAINLES STEEL', null, 0.25, 'inch');
  await material(inch, 'ALUMINIUM 6061-T6', 'ASTM B209', null, null);
  const text = async (of: Owner, page: number, words: string) => {
    await sql`INSERT INTO extracted_text (metadata_id, file_id, page, layer, text) VALUES (${of.metadataId}, ${of.fileId}, ${page}, 'NOTES', ${words})`;
  };
  await text(flange, 1, 'FLANGE, WELD NECK\nBREAK ALL SHARP EDGES 0.5 MAX\nSEE DRAWING AB-12C FOR GASKET');
  await text(flange, 2, 'TORQUE <b>40</b> NM & CHECK');
  await text(bracket, 1, 'BRACKET FOR GASKET PRESS. ALL WELDS CONTINUOUS');
  await text(inch, 1, 'ALL SHARP CORNERS BROKEN');
  const parameter = async (of: Owner, name: string, value: string, numeric: number | null, designated: boolean) => {
    await sql`
      INSERT INTO extracted_parameters (metadata_id, file_id, name, value, value_numeric, value_type, category, is_designated)
      VALUES (${of.metadataId}, ${of.fileId}, ${name}, ${value}, ${numeric}, ${numeric === null ? 'string' : 'real'}, 'mass', ${designated})`;
  };
  await parameter(model, 'PRO_MP_MASS', '12.50', 12.5, true);
  await parameter(model, 'PRO_MP_AREA', '0.8', 0.8, false);
  await parameter(model, 'DESCRIPTION', 'Weld neck flange', null, true);
  await sql`
    INSERT INTO extracted_bom_items (metadata_id, file_id, item_number, part_number, description, quantity)
    VALUES (${bracket.metadataId}, ${bracket.fileId}, '1', 'FL-2041', 'Flange supplied by others', 2)`;
}

interface Owner {
  readonly fileId: number;
  readonly metadataId: number;
}

async function addMetadata(
  sql: Sql,
  runId: number,
  fileId: number,
  source: string,
  { drawing = null, part = null, title = null }: { drawing?: string | null; part?: string | null; title?: string | null },
): Promise<Owner> {
  const jobType = source === 'creo_part' ? 'creo_part' : `${source}_extract`;
  const [job] = await sql<{ id: number }[]>`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, extractor, extractor_version, completed_at)
    VALUES (${runId}, ${fileId}, ${jobType}, 'completed', 'pdfium', '1', now()) RETURNING id`;
  const [row] = await sql<{ id: number }[]>`
    INSERT INTO extracted_metadata (file_id, extraction_job_id, source_type, extractor, extractor_version, drawing_number, part_number, title)
    VALUES (${fileId}, ${job?.id ?? 0}, ${source}, 'pdfium', '1', ${drawing}, ${part}, ${title}) RETURNING id`;
  return { fileId, metadataId: row?.id ?? 0 };
}

/** The index phase over these rows; links of models are the link phase's. */
async function index(sql: Sql, runId: number): Promise<void> {
  for (const step of indexSteps(sql, () => Promise.resolve())) await step.run({ runId, from: 0, to: Number.MAX_SAFE_INTEGER });
}

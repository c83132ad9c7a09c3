import type { BomItemFact, MaterialFact, TableFact } from '../../../queues/contract/facts.js';
import type { BlockGraph } from '../block-graph.js';
import type { Container, Drawing } from '../drawing.js';
import type { Bounds } from '../flat-pattern/contour.js';
import { attributeTitle } from './attribute-title.js';
import { materialsOf } from './materials.js';
import { isNotesHeading, notesOf } from './notes.js';
import { partsOfAttributes, partsOfGrid, partsOfRows } from './parts-list.js';
import { placedTexts, type PlacedText } from './placed-text.js';
import { RulingLines } from './ruling-lines.js';
import { readStatements, type Statements } from './statements.js';
import { columnOf } from './table-columns.js';
import { textTables, type TextTable } from './text-table.js';
import { textTitle } from './text-title.js';
import { readLabel } from './title-fields.js';
import type { TitleResult } from './title-result.js';

/** What the texts of a drawing say about the part, its sheet and its parts list. */
export interface SheetFindings {
  readonly title: TitleResult | null;
  readonly statements: Statements;
  readonly notes: string[];
  readonly revisions: Record<string, string>[];
  readonly bomItems: BomItemFact[];
  readonly materials: MaterialFact[];
  /** Tables drawn as texts; those that are entities are known already. */
  readonly tables: TableFact[];
  /** Places on the model's plane that hold a form or a table. */
  readonly modelForms: Bounds[];
  /** A paper layout with a title block shows the model as a drawing. */
  readonly hasPaperForm: boolean;
}

/** Sheets with more texts are maps; searching them for forms would cost more than all else. */
const maxTexts = 20_000;

export function readSheet(drawing: Drawing, graph: BlockGraph, entityTables: readonly TableFact[]): SheetFindings {
  const lines = readableLines(drawing);
  const layouts = !mayHoldForm(lines) ? [] : drawing.containers.filter(({ role }) => role === 'model' || role === 'paper');
  const pages = layouts.map((layout) => readPage(drawing, graph, layout));
  const tables = pages.flatMap((page) => page.tables);
  const grid = pages.reduce<TitleResult | null>(
    (best, { title }) => (title !== null && title.fields.size > (best?.fields.size ?? 0) ? title : best),
    null,
  );
  const attributes = attributeTitle(drawing, graph);
  const title = mergeTitles(attributes, grid);
  const modelForms = pages.flatMap((page, index) => (layouts[index]?.role === 'model' ? page.forms : []));
  if (attributes?.bounds != null && attributes.container === drawing.model.id) modelForms.push(attributes.bounds);
  const hasPaperForm =
    pages.some(({ title: form }, index) => form !== null && layouts[index]?.role === 'paper') ||
    (attributes?.container != null && drawing.containerAt(attributes.container).role === 'paper');
  const bomItems = [
    ...entityTables.flatMap(({ rows }) => partsOfGrid(rows, 'ACAD_TABLE')),
    ...tables
      .filter(({ kind }) => kind === 'parts')
      .flatMap(({ columns, headings, rows }) => partsOfRows(columns, headings, rows, 'text table')),
  ];
  return {
    title,
    statements: readStatements(lines),
    notes: pages.flatMap((page) => notesOf(page.texts)),
    revisions: tables.filter(({ kind }) => kind === 'revisions').flatMap(revisionRecords),
    bomItems: bomItems.length > 0 ? bomItems : partsOfAttributes(drawing, (id) => graph.knownName(id)),
    materials: materialsOf({
      material: title?.fields.get('material') ?? null,
      finish: title?.fields.get('finish') ?? null,
      texts: lines,
    }),
    tables: tables
      .filter(({ rows }) => rows.length > 0)
      .map(({ headings, rows }) => ({ rows: [[...headings], ...rows.map((row) => [...row])] })),
    modelForms,
    hasPaperForm,
  };
}

/** Visible lettering in file order, line by line. */
function readableLines(drawing: Drawing): string[] {
  const lines: string[] = [];
  for (const { text, source, visible } of drawing.texts) {
    if (!visible || (source !== 'text' && source !== 'mtext' && source !== 'attrib')) continue;
    if (text.includes('\n')) lines.push(...text.split('\n').map((line) => line.trim()));
    else lines.push(text);
  }
  return lines;
}

/** Without so many words that forms are made of, no form is looked for: most flat patterns have none. */
const fewestFormWords = 2;

function mayHoldForm(lines: readonly string[]): boolean {
  let words = 0;
  for (const line of lines) {
    if (isNotesHeading(line)) return true;
    if (line.length > 120 || (readLabel(line) === null && columnOf(line) === null)) continue;
    words += 1;
    if (words >= fewestFormWords) return true;
  }
  return false;
}

interface Page {
  readonly texts: readonly PlacedText[];
  readonly tables: readonly TextTable[];
  readonly title: TitleResult | null;
  readonly forms: readonly Bounds[];
}

function readPage(drawing: Drawing, graph: BlockGraph, layout: Container): Page {
  const texts = placedTexts(drawing, graph, layout);
  if (texts.length < 3 || texts.length > maxTexts) return { texts, tables: [], title: null, forms: [] };
  const rules = new RulingLines(drawing, graph, layout);
  const tables = textTables(texts, rules);
  const title = textTitle(texts, rules, new Set(tables.flatMap((table) => (table.rows.length > 0 ? table.texts : []))));
  const forms = tables.filter(({ rows }) => rows.length > 0).map(({ bounds }) => bounds);
  if (title?.bounds != null) forms.push(title.bounds);
  return { texts, tables, title, forms };
}

/** Attributes say what they are, so they win; a grid may hold fields that are plain text beside them. */
function mergeTitles(attributes: TitleResult | null, grid: TitleResult | null): TitleResult | null {
  if (attributes === null || grid === null) return attributes ?? grid;
  return { ...attributes, fields: new Map([...grid.fields, ...attributes.fields]) };
}

function revisionRecords({ headings, rows }: TextTable): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(headings.map((heading, index) => [heading, row[index] ?? ''] as const)));
}

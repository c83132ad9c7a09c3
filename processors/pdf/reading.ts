import { partsListOf, type Carry } from './bom/parts-list.js';
import { turnedPage, type QuarterTurns, type TurnedPage } from './layout/turned.js';
import { notesOf } from './notes/notes.js';
import { revisionsOf } from './notes/revisions.js';
import type { Page } from './page.js';
import { balloons } from './symbols/balloons.js';
import type { Line } from './text/lines.js';
import { readFreeBlock } from './title-block/free-block.js';
import type { Field } from './title-block/labels.js';
import type { FieldValue } from './title-block/block-reader.js';
import { readTitleBlock } from './title-block/title-block.js';
import { zoneMarks } from './title-block/zones.js';

/** What one page says, before the document is put together. */
export interface Reading {
  readonly page: Page;
  readonly fields: Partial<Record<Field, FieldValue>>;
  /** Fields that the page's form has a place for. */
  readonly labelled: ReadonlySet<Field>;
  readonly list: ReturnType<typeof partsListOf>;
  readonly notes: readonly string[];
  readonly revisions: readonly Record<string, string>[];
  /** Lines that are no dimensions whatever they look like. */
  readonly taken: ReadonlySet<Line>;
}

/** A sheet is read as it is shown, and where text runs up or down it or stands on its head, as it is read from there. */
export function readPage(page: Page, carry: Carry, fileName: string): Reading {
  const shown = readLevel(page, carry, fileName);
  const level = { ...shown, taken: new Set([...shown.taken, ...balloons(page)]) };
  const views = turnsOf(page).map((turns) => {
    const turned = turnedPage(page, turns);
    return readingBack(readLevel(turned.page, { spans: null }, fileName), turned);
  });
  if (views.length === 0) return level;
  const all = [level, ...views];
  const best = all.reduce((most, view) => (view.labelled.size > most.labelled.size ? view : most));
  return {
    page,
    fields: best.fields,
    labelled: best.labelled,
    list: {
      items: all.flatMap((view) => view.list.items),
      tables: all.flatMap((view) => view.list.tables),
      lines: level.list.lines,
    },
    notes: all.flatMap((view) => view.notes),
    revisions: all.flatMap((view) => view.revisions),
    taken: new Set(all.flatMap((view) => [...view.taken])),
  };
}

/** A form has several lines of words; single dimensions up the page are no reason to turn it. */
const fewestTurnedLines = 4;

function turnsOf({ lines }: Page): QuarterTurns[] {
  const worded = lines.filter((line) => /\p{L}{2}/u.test(line.text));
  const count = (has: (line: Line) => boolean) => worded.filter(has).length >= fewestTurnedLines;
  const turns: QuarterTurns[] = [];
  if (count((line) => line.sin > 0.99)) turns.push(1);
  if (count((line) => line.cos < -0.99)) turns.push(2);
  if (count((line) => line.sin < -0.99)) turns.push(3);
  return turns;
}

function readingBack(reading: Reading, turned: TurnedPage): Reading {
  const fields: Partial<Record<Field, FieldValue>> = {};
  for (const [name, value] of Object.entries(reading.fields)) {
    fields[name as Field] = { ...value, box: turned.boxBack(value.box) };
  }
  return { ...reading, fields, taken: new Set([...reading.taken].map(turned.original)) };
}

/** What is level on a page, and free of drawn outlines, which are not turned with it: its title block, parts list, notes and revisions. */
function readLevel(page: Page, carry: Carry, fileName: string): Reading {
  const zones = zoneMarks(page);
  const list = partsListOf(page, carry);
  const revisions = revisionsOf(page);
  const block = readTitleBlock(page, new Set([...zones, ...list.lines, ...revisions.lines]), fileName);
  const free = block.labelled.size > 0 ? null : readFreeBlock(page);
  const notes = notesOf(page);
  return {
    page,
    fields: free ? free.fields : block.fields,
    labelled: free ? new Set(Object.keys(free.fields) as Field[]) : block.labelled,
    list,
    notes: notes.texts,
    revisions: revisions.rows,
    taken: new Set([...zones, ...list.lines, ...revisions.lines, ...block.lines, ...notes.lines, ...(free?.lines ?? [])]),
  };
}

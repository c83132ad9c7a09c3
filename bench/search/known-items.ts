import type { Sql } from '../../adapters/postgres/connect.js';
import { countWithPhrase, pickPhrase } from '../../search/checks/fulltext-items.js';
import { countExact, firstPage, knownItem, sameNumber, sameText, type KnownItem } from '../../search/checks/known-item.js';
import { DimensionQuery, EverythingQuery, FulltextQuery, MaterialQuery, ProjectQuery } from '../../search/contract/parameters.js';
import type {
  DimensionDetail,
  MaterialDetail,
  ProjectDetail,
  Result,
  SignalDetail,
  TextDetail,
} from '../../search/contract/results.js';
import { mmPer } from '../../search/criteria/units.js';
import { searchDimensions } from '../../search/queries/dimensions.js';
import { searchEverything } from '../../search/queries/everything.js';
import { searchFulltext } from '../../search/queries/fulltext.js';
import { searchMaterials } from '../../search/queries/materials.js';
import { searchProjects } from '../../search/queries/projects.js';
import type { DrawingTruth } from './archive-truth.js';

export type ItemKind = 'number' | 'dimension' | 'material' | 'project' | 'phrase';
export const itemKinds: readonly ItemKind[] = ['number', 'dimension', 'material', 'project', 'phrase'];

/** Items asked for per kind. */
const perKind = 100;

export interface Recall {
  readonly asked: number;
  readonly found: number;
  readonly misses: readonly string[];
  readonly timesMs: readonly number[];
}

/**
 * Asks for what the truth says stands in the drawings, evenly over the archive. Found is a drawing among the first ten results; where
 * more than ten answer equally well, all ten must carry exactly what was asked for.
 */
export async function askForKnownItems(sql: Sql, drawings: readonly DrawingTruth[], kind: ItemKind): Promise<Recall> {
  const items = evenly(
    drawings.flatMap((drawing) => itemOf[kind](drawing) ?? []),
    perKind,
  );
  const misses: string[] = [];
  const timesMs: number[] = [];
  for (const item of items) {
    const start = performance.now();
    const { isFound, judgingMs } = await item.ask(sql);
    timesMs.push(performance.now() - start - judgingMs);
    if (!isFound) misses.push(item.description);
  }
  return { asked: items.length, found: items.length - misses.length, misses, timesMs };
}

const itemOf: Readonly<Record<ItemKind, (drawing: DrawingTruth) => KnownItem | null>> = {
  number: ({ path, number }) => {
    if (number === null) return null;
    const query = EverythingQuery.parse({ q: number, ...firstPage });
    return knownItem<SignalDetail>({
      description: `number ${number} of ${path}`,
      search: (snapshot) => searchEverything(snapshot, query),
      isItem: holds(path),
      exactOnes: countExact(({ signal, snippet }) => signal === 'number' && sameText(snippet, number)),
    });
  },
  dimension: ({ path, dimensions }) => {
    // Not the first ones, which are often the origin of all: the one in the middle.
    const dimension = dimensions[Math.floor(dimensions.length / 2)];
    if (dimension === undefined) return null;
    const { value, unit } = dimension;
    const query = DimensionQuery.parse({ value: String(value), unit, ...firstPage });
    const mm = value * (mmPer(unit) ?? Number.NaN);
    return knownItem<DimensionDetail>({
      description: `dimension ${value} ${unit} of ${path}`,
      search: (snapshot) => searchDimensions(snapshot, query),
      isItem: holds(path),
      exactOnes: countExact((detail) => sameNumber(detail.value_mm, mm)),
    });
  },
  material: ({ path, material }) => {
    if (material === null) return null;
    const query = MaterialQuery.parse({ material, ...firstPage });
    return knownItem<MaterialDetail>({
      description: `material "${material}" of ${path}`,
      search: (snapshot) => searchMaterials(snapshot, query),
      isItem: holds(path),
      exactOnes: countExact((detail) => sameText(detail.material_name, material)),
    });
  },
  project: ({ path, project }) => {
    if (project === null) return null;
    const query = ProjectQuery.parse({ code: project, ...firstPage });
    return knownItem<ProjectDetail>({
      description: `project ${project} of ${path}`,
      search: (snapshot) => searchProjects(snapshot, query),
      isItem: holds(path),
      exactOnes: countExact((detail) => sameText(detail.project_code, project)),
    });
  },
  phrase: ({ path, texts }) => {
    // One piece of text at a time: what stands beside it on the sheet is no part of a phrase.
    const phrases = texts.filter((text) => !/[\\%<]/u.test(text)).flatMap((text) => pickPhrase(text) ?? []);
    const [phrase] = phrases.sort((a, b) => b.length - a.length);
    if (phrase === undefined) return null;
    const query = FulltextQuery.parse({ q: `"${phrase}"`, ...firstPage });
    return knownItem<TextDetail>({
      description: `phrase "${phrase}" of ${path}`,
      search: (snapshot) => searchFulltext(snapshot, query),
      isItem: holds(path),
      exactOnes: (results, sql) => countWithPhrase(results, phrase, sql),
    });
  },
};

const holds =
  (path: string) =>
  ({ files }: Result<unknown>): boolean =>
    files.some((file) => file.path === path);

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, at) => items[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  );
}

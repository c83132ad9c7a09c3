import { z } from 'zod';
import type { Sql } from '../adapters/postgres/connect.js';
import {
  DimensionQuery,
  EverythingQuery,
  FulltextQuery,
  MaterialQuery,
  ParameterQuery,
  ProjectQuery,
} from './contract/parameters.js';
import {
  DimensionDetail,
  Facets,
  FusedResult,
  MaterialDetail,
  ParameterDetail,
  ProjectDetail,
  ProjectStatistics,
  TextDetail,
  listOf,
  resultOf,
  type Result,
  type ResultFile,
} from './contract/results.js';
import { searchDimensions } from './queries/dimensions.js';
import { searchEverything } from './queries/everything.js';
import { searchFulltext } from './queries/fulltext.js';
import { searchMaterials } from './queries/materials.js';
import { searchParameters } from './queries/parameters.js';
import { searchProjects } from './queries/projects.js';
import { previewsOf } from './queries/previews.js';
import { readSnapshot, type Reading, type Snapshot, type SnapshotSettings } from './queries/snapshot.js';

interface Paged {
  readonly limit: number;
  readonly offset: number;
}

interface FoundPage {
  readonly total: number;
  readonly results: readonly Result<unknown>[];
}

/** One list of the API: what may be asked, what is answered, and the query between them. */
export interface Endpoint {
  readonly path: string;
  readonly type: string;
  readonly summary: string;
  readonly parameters: z.ZodType;
  readonly response: z.ZodObject;
  /** What is asked with these parameters, and how it is read. */
  readonly question: (input: unknown, parse: Parse) => Question;
}

/** A question whose parameters the schema has parsed. */
export interface Question {
  /** Equal for two questions that have the same answer. */
  readonly key: string;
  /** Its answer as JSON. */
  readonly read: (sql: Sql) => Promise<Reading<string>>;
}

/** Parses with a schema or throws what the caller of the API should be told. */
type Parse = <Schema extends z.ZodType>(schema: Schema, input: unknown) => z.output<Schema>;

interface Definition<Schema extends z.ZodType<Paged>, Found extends FoundPage> {
  readonly path: string;
  readonly type: string;
  readonly summary: string;
  readonly parameters: Schema;
  readonly response: z.ZodObject;
  readonly search: (snapshot: Snapshot, query: z.output<Schema>) => Promise<Found>;
  readonly settings?: (query: z.output<Schema>) => SnapshotSettings;
  /** The criteria as they are told back, where their own names would collide with `type`, the kind of query. */
  readonly echo?: (criteria: Omit<z.output<Schema>, 'limit' | 'offset'>) => Record<string, unknown>;
  /** What stands beside the list. */
  readonly besides?: (found: Found) => Record<string, unknown>;
}

function list<Schema extends z.ZodType<Paged>, Found extends FoundPage>(definition: Definition<Schema, Found>): Endpoint {
  const { path, type, summary, parameters, response, search, settings, echo, besides } = definition;
  return {
    path,
    type,
    summary,
    parameters,
    response,
    question: (input, parse) => {
      const query = parse(parameters, input);
      const { limit, offset, ...criteria } = query;
      const read = async (snapshot: Snapshot): Promise<string> => {
        const found = await search(snapshot, query);
        const previews = await previewsOf(snapshot, fileIdsOf(found));
        return JSON.stringify({
          query: { type, ...(echo?.(criteria) ?? criteria) },
          pagination: { limit, offset, total: found.total },
          result_count: found.results.length,
          ...besides?.(found),
          results: found.results.map((result) => ({ ...result, files: result.files.map((file) => withPreview(file, previews)) })),
        });
      };
      return { key: `${path} ${JSON.stringify(query)}`, read: (sql) => readSnapshot(sql, read, settings?.(query)) };
    },
  };
}

const fileIdsOf = ({ results }: FoundPage): number[] => results.flatMap(({ files }) => files.map(({ id }) => id));

function withPreview({ match_details, ...file }: ResultFile<unknown>, previews: ReadonlyMap<number, string>): object {
  return { ...file, preview: previews.get(file.id) ?? null, match_details };
}

/** Every list the API offers, in the order of its documentation. */
export const endpoints: readonly Endpoint[] = [
  list({
    path: '/api/search',
    type: 'everything',
    summary:
      'One box: part and drawing numbers first, then words, what is spelled alike and what is like it by vectors, fused by reciprocal rank; with facets',
    parameters: EverythingQuery,
    response: listOf('everything', FusedResult).extend({ facets: Facets }),
    search: searchEverything,
    settings: () => ({ readsByIndex: true }),
    besides: ({ facets }) => ({ facets }),
  }),
  list({
    path: '/api/search/dimensions',
    type: 'dimensions',
    summary: 'Documents by dimension; inches and millimetres are compared by value',
    parameters: DimensionQuery,
    response: listOf('dimensions', resultOf(DimensionDetail)),
    search: searchDimensions,
    echo: ({ type: dimensionType, ...criteria }) => ({
      ...criteria,
      ...(dimensionType === undefined ? {} : { dimension_type: dimensionType }),
    }),
  }),
  list({
    path: '/api/search/parameters',
    type: 'parameters',
    summary: 'Documents by model parameter',
    parameters: ParameterQuery,
    response: listOf('parameters', resultOf(ParameterDetail)),
    search: searchParameters,
  }),
  list({
    path: '/api/search/materials',
    type: 'materials',
    summary: 'Documents by material, specification, finish and thickness',
    parameters: MaterialQuery,
    response: listOf('materials', resultOf(MaterialDetail)),
    search: searchMaterials,
    settings: ({ threshold }) => (threshold === undefined ? {} : { similarityThreshold: threshold }),
  }),
  list({
    path: '/api/search/projects',
    type: 'projects',
    summary: 'Document groups of a project, with all their files',
    parameters: ProjectQuery,
    response: listOf('projects', resultOf(ProjectDetail)).extend({ stats: z.array(ProjectStatistics).optional() }),
    search: searchProjects,
    besides: ({ statistics }) => (statistics === null ? {} : { stats: statistics }),
  }),
  list({
    path: '/api/search/fulltext',
    type: 'fulltext',
    summary: 'Documents by the words in them',
    parameters: FulltextQuery,
    response: listOf('fulltext', resultOf(TextDetail)),
    search: searchFulltext,
    settings: () => ({ readsByIndex: true }),
  }),
];

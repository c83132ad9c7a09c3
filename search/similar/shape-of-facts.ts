import { extentsOf, pointsOf } from '../../adapters/postgres/embed/read-models.js';
import type { Facts } from '../../queues/contract/facts.js';
import { chiralityOf } from '../../processors/embed/chirality.js';
import { embedFile } from '../../processors/embed/embed-file.js';
import { embedModel } from '../../processors/embed/embed-model.js';
import { embedPicture, pictureKind } from '../../processors/embed/embed-picture.js';
import type { Encoders, Picture } from '../../processors/embed/encoders.js';
import { readGenome } from '../../processors/embed/genome.js';
import { fileKinds, type Embedding } from '../../processors/embed/kinds.js';
import { embedText } from '../../processors/embed/text.js';
import type { SimilarSignal } from '../contract/similar.js';
import { mmPer, parseUnit } from '../criteria/units.js';
import type { QueryShape } from './signals.js';

export interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

/** The vectors of an uploaded document, computed as those of the archive are. */
export async function shapeOfFacts(facts: Facts, pictures: readonly NamedPicture[], encoders: Encoders): Promise<QueryShape> {
  const { cad, metadata } = facts;
  const genome = readGenome(cad === null ? null : { faces: cad.face_list, adjacency: cad.adjacency });
  const extents = extentsOf(cad?.bounding_box ?? null);
  // Titles and numbers of the document itself; its name on the asker's disk says nothing.
  const text = [metadata.title, metadata.drawing_number, metadata.part_number, metadata.material, metadata.finish].join(' ');
  const solid = genome === null ? null : { genome, extents: extents ?? [], volume: cad?.volume ?? null, area: cad?.area ?? null };
  const shared = await embedFile(
    {
      text,
      dimensions: dimensionsInMm(facts),
      pattern: metadata.properties?.['flat_pattern'],
      unit: metadata.units ?? null,
      solid,
      preview: pictures[0]?.picture ?? null,
    },
    encoders,
  );
  const views = pictures.filter(({ name }) => name.startsWith('view')).map(({ picture }, id) => ({ id, picture }));
  const points = cad !== null && 'point_cloud' in cad ? pointsOf(cad.point_cloud) : null;
  const model = cad === null ? null : await embedModel({ genome, points, text, views }, encoders);
  const embeddings: Embedding<string>[] = [...(model?.embeddings.filter(({ kind }) => kind !== 'clip_text') ?? []), ...shared];
  return { ...split(embeddings), chirality: genome === null ? null : chiralityOf(genome), extents, excluded: [] };
}

/** A picture is compared with the views of models and the previews of drawings. */
export async function shapeOfPicture(picture: Picture, encoders: Encoders): Promise<QueryShape> {
  const vector = await embedPicture(picture, encoders);
  const { method, version } = pictureKind(encoders);
  const signals: readonly SimilarSignal[] = ['view', 'image'];
  if (vector === null) {
    return { ...nothing, missing: signals.map((signal) => ({ signal, reason: 'the picture is empty' })) };
  }
  return { ...nothing, vectors: signals.map((signal) => ({ signal, method, version, vector })) };
}

/** Words alone. */
export function shapeOfText(text: string): QueryShape {
  const vector = embedText(text);
  const { method, version } = fileKinds.text;
  return vector === null
    ? { ...nothing, missing: [{ signal: 'text', reason: 'no letter and no digit in it' }] }
    : { ...nothing, vectors: [{ signal: 'text', method, version, vector }] };
}

/** A shape with the words asked for in place of its own. */
export function withText(shape: QueryShape, text: string): QueryShape {
  const words = shapeOfText(text);
  const others = <Item extends { signal: SimilarSignal }>(items: readonly Item[]): Item[] =>
    items.filter(({ signal }) => signal !== 'text');
  return {
    ...shape,
    vectors: [...others(shape.vectors), ...words.vectors],
    missing: [...others(shape.missing), ...words.missing],
  };
}

const nothing: QueryShape = { vectors: [], missing: [], chirality: null, extents: null, excluded: [] };

function split(embeddings: readonly Embedding<string>[]): Pick<QueryShape, 'vectors' | 'missing'> {
  return {
    vectors: embeddings.flatMap((embedding) => {
      if (embedding.status === 'missing') return [];
      const { kind, method, version, vector } = embedding;
      return [{ signal: kind as SimilarSignal, method, version, vector }];
    }),
    missing: embeddings.flatMap((embedding) =>
      embedding.status === 'missing' ? [{ signal: embedding.kind as SimilarSignal, reason: embedding.reason }] : [],
    ),
  };
}

function dimensionsInMm({ dimensions }: Facts): { type: string; valueMm: number }[] {
  return dimensions.flatMap(({ value, unit, dimension_type: type }) => {
    const known = unit === null ? null : parseUnit(unit);
    const mm = known === null ? null : mmPer(known);
    return value === null || mm === null || type === 'angular' || type === 'roughness' ? [] : [{ type, valueMm: value * mm }];
  });
}

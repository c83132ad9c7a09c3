import { definitions, element, plain, table } from './dom.js';

/** Everything extracted from one file, with what extracted it; or why there is nothing. */
export function factsOf({ file, extractions, jobs }) {
  return extractions.length === 0 ? [nothing(jobs)] : extractions.map((extraction) => extractionOf(extraction, file));
}

function nothing([job]) {
  const reason =
    job === undefined
      ? 'It has not been queued for extraction.'
      : [job.status, job.skip_reason, job.error_class, job.last_error].filter(Boolean).join(' · ');
  return element('article.sheet', {}, element('h2', {}, 'Nothing extracted'), element('p', {}, reason));
}

function extractionOf(extraction, file) {
  const { extractor, extractor_version: version, fallback_reason: fallback, facts_from_file_id: from } = extraction;
  const provenance = [
    // A version may begin with the name of what it is a version of.
    String(version).startsWith(extractor) ? version : `${extractor} ${version}`,
    fallback && `because ${fallback}`,
    from !== file.id && `read from file ${from}, which has the same content`,
  ];
  return element(
    'article.sheet',
    {},
    element('h2', {}, 'Extracted'),
    element('p.about', {}, provenance.filter(Boolean).join(' · ')),
    definitions(
      Object.fromEntries(Object.entries(extraction.metadata).map(([key, value]) => [key.replaceAll('_', ' '), shown(value)])),
    ),
    ...lists.flatMap(([title, key, columns]) =>
      extraction[key].length === 0 ? [] : [element('h3', {}, headingOf(title, extraction, key)), table(extraction[key], columns)],
    ),
    ...(extraction.cad === null ? [] : modelOf(extraction)),
    ...(extraction.texts.length === 0 ? [] : [element('h3', {}, 'Text'), ...extraction.texts.map(textOf)]),
  );
}

/** A model: its measures, its features and what it is made of. */
function modelOf({ cad, features, assembly }) {
  const rows = features.map(({ feature_type, parameters, source, face_ids }) => ({
    type: feature_type.replaceAll('_', ' '),
    sizes: Object.entries(parameters)
      .filter(([, value]) => value !== false)
      .map(([name, value]) => (value === true ? words(name) : `${words(name)} ${shown(value)}`))
      .join(', '),
    faces: face_ids.length,
    source,
  }));
  return [
    element('h3', {}, 'Model'),
    definitions(scalars(cad)),
    ...section('Features', rows, [
      ['Feature', 'type'],
      ['Sizes', 'sizes'],
      ['Faces', 'faces'],
      ['From', 'source'],
    ]),
    ...section('Components', assembly, [
      ['Component', 'child_name'],
      ['Instance', 'instance_name'],
      ['Count', 'instance_count'],
      ['Kind', 'relation_type'],
    ]),
  ];
}

const section = (title, rows, columns) =>
  rows.length === 0 ? [] : [element('h3', {}, `${title} (${rows.length})`), table(rows, columns)];

function headingOf(title, extraction, key) {
  const total = extraction.counts[key] ?? extraction[key].length;
  const shownRows = extraction[key].length;
  return shownRows < total ? `${title} (the first ${shownRows} of ${total})` : `${title} (${shownRows})`;
}

const lists = [
  [
    'Dimensions',
    'dimensions',
    [
      ['Label', 'label'],
      ['Value', 'value'],
      ['Unit', 'unit'],
      ['mm', 'value_mm'],
      ['Kind', 'dimension_type'],
      ['Upper', 'tolerance_plus'],
      ['Lower', 'tolerance_minus'],
      ['Fit', 'fit'],
      ['Count', 'quantity'],
      ['Layer', 'layer'],
      ['Page', 'source_page'],
    ],
  ],
  [
    'Materials',
    'materials',
    [
      ['Material', 'material_name'],
      ['Specification', 'material_spec'],
      ['Finish', 'finish'],
      ['Thickness', 'thickness'],
      ['Unit', 'thickness_unit'],
    ],
  ],
  [
    'Parameters',
    'parameters',
    [
      ['Name', 'name'],
      ['Value', 'value'],
      ['Unit', 'units'],
      ['Category', 'category'],
    ],
  ],
  [
    'Parts list',
    'bom_items',
    [
      ['Item', 'item_number'],
      ['Part', 'part_number'],
      ['Description', 'description'],
      ['Quantity', 'quantity'],
      ['Material', 'material'],
    ],
  ],
  [
    'Blocks',
    'blocks',
    [
      ['Name', 'name'],
      ['Entities', 'entity_count'],
      ['Inserts', 'inserts'],
      ['Drawn', 'inserts_expanded'],
    ],
  ],
];

function textOf({ page, layer, text }) {
  const place = [page !== null && `page ${page}`, layer !== null && `layer ${layer}`].filter(Boolean).join(', ');
  return element('div', {}, element('span.about', {}, place), element('pre', {}, text));
}

function shown(value) {
  if (typeof value === 'number') return plain(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Columns of a model that speak of its row, not of the part. */
const ofTheRow = ['id', 'status', 'created_at', 'updated_at', 'thumbnail_key'];

/** Units as columns end in them, and as they are written. */
const unitsOfColumns = { mm: 'mm', mm2: 'mm²', cm2: 'cm²', cm3: 'cm³', g: 'g', kg: 'kg' };
const unitAtEnd = /_(mm2|mm|cm2|cm3|kg|g)$/u;

const words = (name) => name.replaceAll('_', ' ');

function withUnit([key, value]) {
  const unit = typeof value === 'number' ? unitAtEnd.exec(key)?.[1] : undefined;
  if (unit === undefined) return [words(key), shown(value)];
  return [words(key.slice(0, -unit.length - 1)), `${shown(value)} ${unitsOfColumns[unit]}`];
}

function scalars(record) {
  const usual = Object.entries(record).filter(
    ([key, value]) => !ofTheRow.includes(key) && (typeof value !== 'object' || Array.isArray(value)),
  );
  return Object.fromEntries(usual.map(withUnit));
}

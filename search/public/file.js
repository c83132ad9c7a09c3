import { element, table } from './dom.js';

/** One file with everything extracted from it. */
export async function showFile(id, { results, say, isCurrent }) {
  say('Loading …');
  const response = await fetch(`../api/files/${encodeURIComponent(id)}`).catch(() => null);
  const view = await response?.json().catch(() => null);
  if (!isCurrent()) return;
  if (!response?.ok || !view) {
    results.replaceChildren();
    say(view?.error ?? 'The search service does not answer. Try again in a moment.', true);
    return;
  }
  say('');
  const { file, groups, copies, extractions, jobs } = view;
  results.replaceChildren(
    element(
      'article.sheet',
      {},
      element('h2', {}, file.filename),
      definitions({
        Path: file.path,
        Format: file.type.replaceAll('_', ' '),
        Size: `${file.size.toLocaleString()} bytes`,
        Group: groups
          .map((group) => [group.name, group.project_code && `project ${group.project_code}`].filter(Boolean).join(', '))
          .join('; '),
        'Same content as': copies.map((copy) => copy.path).join('; '),
        Status: file.status === 'present' ? '' : file.status,
      }),
      file.content_url === null
        ? null
        : element('p', {}, element('a', { href: `..${file.content_url}`, download: '' }, 'Download')),
    ),
    ...(extractions.length === 0 ? [nothing(jobs)] : extractions.map((extraction) => extractionOf(extraction, file.id))),
  );
}

function nothing([job]) {
  const reason =
    job === undefined
      ? 'It has not been queued for extraction.'
      : [job.status, job.skip_reason, job.error_class, job.last_error].filter(Boolean).join(' · ');
  return element('article.sheet', {}, element('h2', {}, 'Nothing extracted'), element('p', {}, reason));
}

function extractionOf(extraction, fileId) {
  const { extractor, extractor_version: version, fallback_reason: fallback, facts_from_file_id: from } = extraction;
  const provenance = [
    `${extractor} ${version}`,
    fallback && `because ${fallback}`,
    from !== fileId && `read from file ${from}, which has the same content`,
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
    ...(extraction.cad === null ? [] : [element('h3', {}, 'Model'), definitions(scalars(extraction.cad))]),
    ...(extraction.texts.length === 0 ? [] : [element('h3', {}, 'Text'), ...extraction.texts.map(textOf)]),
  );
}

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

function definitions(entries) {
  const filled = Object.entries(entries).filter(([, value]) => value !== '' && value !== null);
  return element('dl', {}, ...filled.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, String(value))]));
}

function shown(value) {
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : value;
}

function scalars(record) {
  const usual = Object.entries(record).filter(
    ([key, value]) => key !== 'id' && (typeof value !== 'object' || Array.isArray(value)),
  );
  return Object.fromEntries(usual.map(([key, value]) => [key.replaceAll('_', ' '), shown(value)]));
}

import { element, table } from './dom.js';
import { count, words } from './format.js';

/** What a run found that the one before did not, and the other way round. */
export function diff(answer) {
  if (answer === null) return [];
  if (answer.state === 'computing') return element('p.quiet', {}, 'comparing … (minutes for a million files)');
  if (answer.state === 'failed') return element('p.bad', {}, 'The comparison failed; the log of the dashboard says why.');
  const { before, after, compared, incomparable, states, fields } = answer.comparison;
  const older = incomparable === 0 ? '' : `; ${count(incomparable)} more were extracted before fields were kept`;
  return [
    element('p', {}, `Run ${before} against run ${after}: ${count(compared)} files completed in both${older}.`),
    ...(states.length > 0 ? titled('Files whose state differs', states, stateColumns) : []),
    ...(fields.length > 0
      ? titled('Fields that differ', fields, fieldColumns)
      : [element('p.quiet', {}, compared === 0 ? 'Nothing to compare.' : 'No field differs.')]),
  ];
}

const titled = (title, rows, columns) => [element('h3', {}, title), table(title, rows, columns)];

const stateColumns = [
  ['Was', (row) => row.before],
  ['Is', (row) => row.after],
  ['Files', (row) => count(row.files), 'number'],
  ['Example', (row) => element('span.path', {}, row.example), 'rest'],
];

const fieldColumns = [
  ['Field', (row) => element('b', {}, words(row.field))],
  ['Gained', (row) => count(row.gained), 'number'],
  ['Lost', (row) => count(row.lost), 'number'],
  ['Changed', (row) => count(row.changed), 'number'],
  ['Example', (row) => exampleOf(row.examples[0]), 'rest'],
];

function exampleOf(example) {
  if (example === undefined) return '–';
  return element(
    'span.path',
    {},
    `${example.file}: `,
    element('code', {}, `${example.before ?? 'nothing'} → ${example.after ?? 'nothing'}`),
  );
}

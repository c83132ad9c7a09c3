import { element, table } from './dom.js';
import { gauge } from './gauge.js';
import { count, duration, figure, moment, percent, rate, words } from './format.js';

/** Shares of failed files at which the product speaks of a warning and of an alarm; 5 % is the gate of a phase. */
const failedShareLevels = [
  [0.2, 'bad'],
  [0.1, 'bad'],
  [0.05, 'warn'],
];

function tile(title, value, detail, level = '') {
  return element(
    'div',
    { class: `tile ${level}` },
    element('h3', {}, title),
    element('p.value', {}, value),
    element('p.detail', {}, detail),
  );
}

export function summary({ run, phases }) {
  const extract = phases.find((phase) => phase.name === 'extract');
  const { total, completed, failed, skipped, open } = extract.counts;
  const readable = completed + failed;
  const failedShare = readable === 0 ? 0 : failed / readable;
  const level = failedShareLevels.find(([share]) => failedShare >= share)?.[1] ?? '';
  const inputs = run.inventory.inputs;
  const isOver = run.finished_at !== null;
  return [
    tile(
      'Files',
      inputs === undefined ? '–' : count(inputs),
      inputs === undefined ? 'taking the inventory' : inventoryOf(run.inventory),
    ),
    tile(
      'Done',
      total === 0 ? '–' : percent((total - open) / total),
      total === 0
        ? 'no job yet'
        : `of ${count(total)} to extract: ${count(completed)} completed, ${count(failed)} failed, ${count(skipped)} skipped, ${count(open)} open`,
    ),
    tile('Failed', readable === 0 ? '–' : percent(failedShare), `${count(failed)} of ${count(readable)} read`, level),
    tile(
      'Speed',
      extract.files_per_s === null ? '–' : rate(extract.files_per_s),
      extract.eta_s === null
        ? open === 0 && total > 0
          ? 'extraction is done'
          : 'no estimate yet'
        : `${duration(extract.eta_s)} of extraction left`,
    ),
    tile(
      isOver ? 'Took' : 'Running for',
      duration(run.elapsed_s),
      `${isOver ? 'ended' : 'since'} ${moment(isOver ? run.finished_at : run.created_at)}`,
    ),
  ];
}

/** The three most frequent formats; with the others they make up all files. */
function inventoryOf({ byFormat = {}, inputs, junk = 0, unreadable = 0 }) {
  const formats = Object.entries(byFormat).sort(([, a], [, b]) => b - a);
  const named = formats.slice(0, 3).map(([format, files]) => `${count(files)} ${format.replaceAll('_', ' ')}`);
  const others = inputs - junk - unreadable - formats.slice(0, 3).reduce((sum, [, files]) => sum + files, 0);
  const more = { 'of other formats': others, junk, missing: unreadable };
  const rest = Object.entries(more).filter(([, files]) => files > 0);
  return [...named, ...rest.map(([what, files]) => `${count(files)} ${what}`)].join(', ') || 'none';
}

const checkpointStates = { open: 'at work', passed: 'passed', accepted: 'accepted', held: 'holds the run' };

export function checkpoints(rows) {
  if (rows.length === 0) return element('p.quiet', {}, 'No phase has begun yet.');
  const stateOf = (row) => (row.open ? 'open' : row.passed ? 'passed' : row.acceptedReason === null ? 'held' : 'accepted');
  return table('Checkpoints of the run', rows, [
    ['Phase', (row) => element('b', {}, row.phase)],
    ['State', (row) => element('span', { class: `pill ${stateOf(row)}` }, checkpointStates[stateOf(row)])],
    ['Took', (row) => (row.open ? '–' : duration((Date.parse(row.createdAt) - Date.parse(row.startedAt)) / 1000)), 'number'],
    ['Figures', (row) => figuresOf(row), 'rest'],
  ]);
}

/** Figures with a threshold, each beside its own; the others when asked for, but for lists, which are in the report. */
function figuresOf({ phase, figures, thresholds, misses, open, passed, acceptedReason }) {
  if (open) return element('span.quiet', {}, 'computed at its end');
  const gated = Object.keys(thresholds);
  const others = Object.keys(figures).filter((name) => !gated.includes(name) && name !== 'run' && !Array.isArray(figures[name]));
  const item = (name) =>
    element(
      'li',
      {},
      `${words(name)} `,
      element('b', {}, figure(figures[name] ?? null, name)),
      thresholdOf(thresholds[name], name),
    );
  return element(
    'div',
    {},
    element('ul.figures', {}, ...gated.map(item)),
    others.length > 0 &&
      element(
        'details',
        { 'data-key': `figures ${phase}` },
        element('summary.quiet', {}, `${count(others.length)} more figures`),
        element('ul.figures', {}, ...others.map(item)),
      ),
    !passed && element('p.miss', {}, misses.join('; ')),
    acceptedReason !== null && element('p', {}, `Accepted: ${acceptedReason}`),
  );
}

function thresholdOf(threshold, name) {
  if (threshold === undefined) return null;
  const bounds = [];
  if (threshold.atLeast !== undefined) bounds.push(`at least ${figure(threshold.atLeast, name)}`);
  if (threshold.atMost !== undefined) bounds.push(`at most ${figure(threshold.atMost, name)}`);
  return element('span.quiet', {}, ` ${bounds.join(', ')}`);
}

const skipWords = {
  DUPLICATE_CONTENT: 'the same content as another file, which stands for it',
  OLDER_VERSION: 'an older version of a Creo model',
  JUNK: 'junk by its name',
  UNREADABLE: 'missing: the inventory could not read it (fleet failures --missing)',
};

export function skipped(reasons) {
  if (reasons.length === 0) return element('p.quiet', {}, 'Every file was taken up.');
  return element(
    'ul.reasons',
    {},
    ...reasons.map(({ reason, files }) => {
      const [code, format] = reason.split(':');
      const text =
        code === 'NO_PROCESSOR'
          ? `no processor for ${format.replaceAll('_', ' ')}`
          : (skipWords[code] ?? words(code.toLowerCase()));
      return element('li', {}, element('b.count', {}, count(files)), element('span', {}, text));
    }),
  );
}

export function quality({ targets, by_type: types }) {
  if (types.length === 0) return element('p.quiet', {}, 'Nothing has been extracted yet.');
  return [...targets.map(targetOf), table('What the extractions hold', types, typeColumns)];
}

const targetOf = ({ name, share, target, of }) =>
  gauge(name, share === null ? 'none in this run' : `${percent(share)} of ${count(of)}`, share, target);

const ofCompleted = (key) => (row) => (row.completed === 0 ? '–' : percent(row[key] / row.completed, 0));
const typeColumns = [
  ['Kind', (row) => row.job_type.replace('_extract', '').replaceAll('_', ' ')],
  ['Files', (row) => count(row.completed), 'number'],
  ['Text', ofCompleted('with_text'), 'number'],
  ['Dim.', ofCompleted('with_dimensions'), 'number'],
  ['Param.', ofCompleted('with_parameters'), 'number'],
  ['BOM', ofCompleted('with_bom'), 'number'],
];

/** Seconds without a heartbeat: later than a beat should be; and what the product calls a stall. */
const lateS = 60;
const stalledS = 300;

export function workers(rows) {
  if (rows.length === 0) {
    return element(
      'p.quiet',
      {},
      'No worker has registered. ',
      element('code', {}, 'fleet worker --queues pdf,dxf'),
      ' starts one.',
    );
  }
  return table('Workers', rows, [
    ['Worker', (row) => element('b', {}, row.worker_id)],
    ['State', (row) => element('span', { class: `pill ${workerLevel(row)}` }, workerWords(row))],
    ['Heartbeat', (row) => `${duration(row.heartbeat_age_s)} ago`, 'number'],
    ['In work', (row) => `${count(row.in_flight)} of ${count(row.concurrency)}`, 'number'],
    ['Memory', (row) => (row.rss_mb === null ? '–' : `${count(row.rss_mb)} MB`), 'number'],
    ['Disk', (row) => diskOf(row.disk_used_percent), 'number'],
    ['Queues', (row) => row.queues.join(', ')],
    ['Version', (row) => row.version],
  ]);
}

function workerLevel({ state, heartbeat_age_s: age, held_by: reasons }) {
  if (state === 'stopped') return 'waiting';
  if (state === 'lost' || age >= stalledS) return 'held';
  return age >= lateS || state === 'draining' || reasons.length > 0 ? 'accepted' : 'passed';
}

function workerWords({ state, heartbeat_age_s: age, held_by: reasons }) {
  if (state !== 'running') return state;
  if (age >= stalledS) return 'stalled';
  if (age >= lateS) return 'late';
  return reasons.length > 0 ? `no work: ${reasons.join(', ')}` : 'running';
}

/** From 80 % on it is worth a look; from 90 % on the worker takes no work. */
function diskOf(used) {
  if (used === null) return '–';
  const text = `${Math.round(used)} %`;
  return used >= 80 ? element('b', { class: used >= 90 ? 'bad' : 'warn' }, text) : text;
}

export const runLevels = { inventory: 'open', running: 'open', held: 'held', completed: 'passed', cancelled: 'waiting' };

export function runs(rows) {
  return table('All runs', rows, [
    ['Run', (row) => element('a', { href: `?run=${row.id}`, 'data-key': `run ${row.id}` }, `Run ${row.id}`), 'whole'],
    ['State', (row) => element('span', { class: `pill ${runLevels[row.status] ?? ''}` }, row.status)],
    ['Files', (row) => (row.inventory.inputs === undefined ? '–' : count(row.inventory.inputs)), 'number'],
    ['Started', (row) => moment(row.created_at), 'whole'],
    ['Took', (row) => (row.finished_at === null ? '–' : duration(row.elapsed_s)), 'number'],
    ['Source', (row) => element('span.path', {}, row.source), 'rest'],
  ]);
}

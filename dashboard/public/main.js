import { element, renew } from './dom.js';
import { follow } from './live.js';
import { phaseGraph } from './phase-graph.js';
import * as sections from './sections.js';
import { throughputPlot } from './throughput-plot.js';

const place = (id) => document.getElementById(id);
const choice = place('run-choice');

/** `latest` follows the newest run, also when a new one begins. */
let chosen = new URLSearchParams(location.search).get('run') ?? 'latest';
let progress = null;
let throughput = null;
const down = new Set();
let lastAnswerAt = 0;

const follows = [
  followRun('progress', 2_000, showProgress),
  followRun('throughput', 5_000, showThroughput),
  followRun('failures', 5_000, (data) => data && renew(place('failures'), data.failures, sections.failures)),
  followRun('skipped', 5_000, (data) => data && renew(place('skipped'), data.skipped, sections.skipped)),
  followRun('checkpoints', 3_000, (data) => data && renew(place('checkpoints'), data.checkpoints, sections.checkpoints)),
  followRun('quality', 10_000, (data) => data && renew(place('quality'), data, sections.quality)),
];
follow(
  () => 'api/workers',
  3_000,
  ({ workers }) => renew(place('workers'), workers, sections.workers),
  stateOf('workers'),
);
follow(
  () => 'api/runs',
  5_000,
  ({ runs }) => showRuns(runs),
  stateOf('runs'),
);

function followRun(part, everyMs, onData) {
  return follow(() => `api/runs/${encodeURIComponent(chosen)}/${part}`, everyMs, onData, stateOf(part));
}

function stateOf(part) {
  return (isUp) => {
    if (isUp) {
      down.delete(part);
      lastAnswerAt = Date.now();
    } else down.add(part);
    showLive();
  };
}

function showLive() {
  const live = place('live');
  const text =
    down.size === 0
      ? 'live'
      : lastAnswerAt === 0
        ? 'no answer yet, trying again'
        : 'no answer: the figures are old, trying again';
  // A status that is written anew is read out anew.
  if (live.textContent !== text) live.textContent = text;
  live.classList.toggle('down', down.size > 0);
}

function showProgress(data) {
  progress = data;
  place('empty').hidden = data !== null;
  place('run').hidden = data === null;
  if (data === null) {
    place('empty').querySelector('h2').textContent = chosen === 'latest' ? 'Nothing has run yet' : `There is no run ${chosen}`;
    place('run-status').hidden = true;
    return;
  }
  const { run } = data;
  renew(place('alerts'), { run: { id: run.id }, phases: data.phases.filter((phase) => phase.state === 'held') }, sections.alerts);
  renew(place('summary'), { run: { ...run, elapsed_s: Math.round(run.elapsed_s) }, phases: data.phases }, sections.summary);
  const status = place('run-status');
  status.hidden = false;
  status.textContent = run.status;
  status.className = `pill ${sections.runLevels[run.status] ?? ''}`;
  document.title = `${titleOf(data)} · Extraction fleet`;
  drawGraph();
}

/** What the tab says while the page is not seen. */
function titleOf({ run, phases }) {
  const share = phases.find((phase) => phase.name === 'extract').done_share;
  return run.status === 'running' && share !== null
    ? `${Math.floor(share * 100)} % run ${run.id}`
    : `Run ${run.id} ${run.status}`;
}

function showThroughput(data) {
  throughput = data;
  drawPlot();
}

function drawGraph() {
  const width = Math.floor(place('phases').clientWidth);
  if (progress !== null && width > 0)
    renew(place('phases'), { phases: progress.phases, width }, ({ phases }) => phaseGraph(phases, width));
}

function drawPlot() {
  const width = Math.floor(place('throughput').clientWidth);
  const isRunning = progress?.run.status === 'running';
  if (throughput !== null && width > 0) {
    renew(place('throughput'), { ...throughput, width, isRunning }, (data) => throughputPlot(data, width, isRunning));
  }
}

function showRuns(rows) {
  place('runs-card').hidden = rows.length === 0;
  renew(
    place('runs'),
    rows.map((row) => ({ ...row, elapsed_s: row.finished_at === null ? 0 : row.elapsed_s })),
    sections.runs,
  );
  choice.hidden = rows.length === 0;
  renew(
    choice,
    rows.map(({ id }) => id),
    (ids) => [
      element('option', { value: 'latest' }, 'Newest run'),
      ...ids.map((id) => element('option', { value: id }, `Run ${id}`)),
    ],
  );
  choice.value = chosen;
}

function choose(run) {
  chosen = run;
  history.replaceState(null, '', run === 'latest' ? location.pathname : `?run=${encodeURIComponent(run)}`);
  choice.value = run;
  for (const again of follows) again();
}

choice.addEventListener('change', () => choose(choice.value));
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="?run="]');
  if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  choose(new URLSearchParams(link.getAttribute('href')).get('run'));
  place('main').focus();
  scrollTo({ top: 0 });
});
new ResizeObserver(() => {
  drawGraph();
  drawPlot();
}).observe(place('main'));

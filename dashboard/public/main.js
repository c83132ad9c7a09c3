import { recent, standing } from './alerts.js';
import { coverage } from './coverage.js';
import { creo } from './creo.js';
import { diff } from './diff.js';
import { element, renew } from './dom.js';
import { failures } from './failures.js';
import { follow, send } from './live.js';
import { phaseGraph } from './phase-graph.js';
import { reviews } from './reviews.js';
import * as sections from './sections.js';
import { throughputPlot } from './throughput-plot.js';

const place = (id) => document.getElementById(id);
const choice = place('run-choice');
const before = place('before-choice');

/** `latest` follows the newest run, also when a new one begins. */
let chosen = new URLSearchParams(location.search).get('run') ?? 'latest';
let progress = null;
let throughput = null;
let failed = null;
let alerts = [];
let reviewQueue = null;
let administering = 'off';
/** What came of replays, by run and class. */
const said = {};
/** Why decisions about groups were not taken, by group. */
let refused = {};
const down = new Set();
let lastAnswerAt = 0;

const follows = [
  followRun('progress', 2_000, showProgress),
  followRun('throughput', 5_000, showThroughput),
  followRun('failures', 5_000, showFailures),
  followRun('skipped', 5_000, (data) => data && renew(place('skipped'), data.skipped, sections.skipped)),
  followRun('checkpoints', 3_000, (data) => data && renew(place('checkpoints'), data.checkpoints, sections.checkpoints)),
  followRun('quality', 10_000, (data) => data && renew(place('quality'), data, sections.quality)),
  followRun('coverage', 10_000, (data) => data && renew(place('coverage'), data, coverage)),
  followRun('reviews', 10_000, showReviews),
];
const followDiff = follow(
  () => (before.value === '' ? null : `api/runs/${encodeURIComponent(chosen)}/diff?before=${encodeURIComponent(before.value)}`),
  2_000,
  (data) => renew(place('diff'), data, diff),
  stateOf('diff'),
);
followEverywhere('access', 60_000, (data) => {
  administering = data.administering;
  drawFailures();
  drawReviews();
});
followEverywhere('alerts', 3_000, (data) => {
  alerts = data.alerts;
  renew(place('told'), alerts, recent);
  drawStanding();
});
followEverywhere('creo', 5_000, ({ services }) => renew(place('creo'), services, creo));
followEverywhere('workers', 3_000, ({ workers }) => renew(place('workers'), workers, sections.workers));
followEverywhere('runs', 5_000, ({ runs }) => showRuns(runs));

function followEverywhere(part, everyMs, onData) {
  return follow(() => `api/${part}`, everyMs, onData, stateOf(part));
}

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
    drawStanding();
    return;
  }
  const { run } = data;
  drawStanding();
  drawFailures();
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

function drawStanding() {
  const held = progress?.phases.filter((phase) => phase.state === 'held') ?? [];
  const open = alerts.filter((alert) => alert.resolved_at === null);
  renew(place('alerts'), { run: progress?.run.id, phases: held, alerts: open }, standing);
}

function showFailures(data) {
  failed = data;
  drawFailures();
}

function drawFailures() {
  if (failed === null) return;
  const isRunning = progress?.run.status === 'running';
  renew(place('failures'), { failures: failed.failures, administering, isRunning, said: said[failed.run_id] ?? {} }, failures);
}

async function tryAgain(name) {
  const run = failed.run_id;
  const answer = await send('POST', `api/runs/${run}/replay`, { error_class: name });
  said[run] = { ...said[run], [name]: answer.error ?? `${answer.files} files are tried again.` };
  drawFailures();
  for (const again of follows) again();
}

function showReviews(data) {
  reviewQueue = data;
  drawReviews();
}

function drawReviews() {
  if (reviewQueue !== null) renew(place('reviews'), { queue: reviewQueue, administering, refused }, reviews);
}

/** A decision about a group of documents; the queue is read again at once. */
async function decide(group, method, address, body) {
  const { error } = await send(method, address, body);
  refused = error === undefined ? {} : { [group]: error };
  drawReviews();
  for (const again of follows) again();
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
  showOthers(rows.map(({ id }) => id));
}

/** Runs that the shown one can be compared with: those before it. */
function showOthers(ids) {
  const shownRun = chosen === 'latest' ? ids[0] : Number(chosen);
  const older = ids.filter((id) => id < shownRun);
  const wanted = before.value;
  place('compare').hidden = older.length === 0;
  renew(before, older, () => [
    element('option', { value: '' }, 'none'),
    ...older.map((id) => element('option', { value: id }, `Run ${id}`)),
  ]);
  before.value = older.includes(Number(wanted)) ? wanted : '';
  if (before.value === '') renew(place('diff'), null, diff);
}

function choose(run) {
  chosen = run;
  history.replaceState(null, '', run === 'latest' ? location.pathname : `?run=${encodeURIComponent(run)}`);
  choice.value = run;
  for (const again of follows) again();
}

choice.addEventListener('change', () => choose(choice.value));
before.addEventListener('change', () => {
  renew(place('diff'), null, diff);
  followDiff();
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-replay]');
  if (button === null) return;
  button.disabled = true;
  void tryAgain(button.dataset.replay);
});
document.addEventListener('click', (event) => {
  const group = event.target.closest('button[data-accept]')?.dataset.accept;
  if (group !== undefined) void decide(group, 'POST', `api/groups/${group}/accept`, {});
});
document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-move]');
  if (form === null) return;
  event.preventDefault();
  const wanted = form.elements.group.value.trim();
  const group = /^\d+$/.test(wanted) ? Number(wanted) : wanted;
  void decide(form.dataset.from, 'PUT', `api/files/${form.dataset.move}/group`, { group });
});
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

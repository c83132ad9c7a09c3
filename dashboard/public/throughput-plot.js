import { element, svg } from './dom.js';
import { clock, count, duration, rate } from './format.js';

const height = 210;
const margin = { left: 46, right: 8, top: 10, bottom: 24 };
const order = ['pdf', 'dxf', 'creo', 'cad'];
const titles = { pdf: 'PDF', dxf: 'DXF', creo: 'Creo', cad: 'STEP, IGES' };

/**
 * Files per second over the run, the kinds stacked.
 * @param {{from: string | null, step_s: number, series: Record<string, number[]>}} throughput
 * @param {boolean} isRunning the last step is not over then, and is left out
 */
export function throughputPlot({ from, step_s: step, series }, width, isRunning) {
  const kinds = order.filter((kind) => series[kind] !== undefined);
  const length = (series[kinds[0]]?.length ?? 0) - (isRunning ? 1 : 0);
  if (from === null || length < 2)
    return element('p.quiet', {}, isRunning ? 'No file has been read yet.' : 'Too few files had to be read for a plot.');
  const perMinute = Math.max(...totals(series, kinds, length)) / step < 2;
  const factor = (perMinute ? 60 : 1) / step;
  const top = niceTop(Math.max(...totals(series, kinds, length)) * factor);
  const x = (index) => margin.left + (index / (length - 1)) * (width - margin.left - margin.right);
  const y = (value) => height - margin.bottom - (value / top) * (height - margin.top - margin.bottom);
  const picture = svg(
    'svg.plot',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': spoken(series, kinds, length, step) },
    ...[0, 0.5, 1].map((share) =>
      svg(
        'g.grid',
        {},
        svg('line', { x1: margin.left, x2: width - margin.right, y1: y(top * share), y2: y(top * share) }),
        svg('text', { x: margin.left - 8, y: y(top * share) + 4, 'text-anchor': 'end' }, axisNumber(top * share)),
      ),
    ),
    ...areas(series, kinds, length, factor, x, y),
    ...times(new Date(from), step, length, x),
  );
  return [
    legend(series, kinds, length, step, { perMinute, isRunning }),
    picture,
    element(
      'p.quiet.unit',
      {},
      `files per ${perMinute ? 'minute' : 'second'}, in steps of ${duration(step)}; ` +
        `the figures above are ${isRunning ? 'of the last minute or step' : 'means of the run'}`,
    ),
  ];
}

function totals(series, kinds, length) {
  return Array.from({ length }, (_, index) => kinds.reduce((sum, kind) => sum + series[kind][index], 0));
}

function areas(series, kinds, length, factor, x, y) {
  const floor = new Array(length).fill(0);
  return kinds.map((kind) => {
    const lower = floor.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
    for (let index = 0; index < length; index++) floor[index] += series[kind][index] * factor;
    const upper = floor.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
    return svg('path', { class: `area ${kind}`, d: `M${upper.join('L')}L${lower.reverse().join('L')}Z` });
  });
}

function times(start, step, length, x) {
  const isShort = length * step < 600;
  const at = (index) => clock(new Date(start.getTime() + index * step * 1000), isShort);
  const marks = [
    [0, 'start'],
    [Math.round((length - 1) / 2), 'middle'],
    [length - 1, 'end'],
  ];
  return marks.map(([index, anchor]) => svg('text.time', { x: x(index), y: height - 6, 'text-anchor': anchor }, at(index)));
}

/** In the unit of the axis. */
function inUnit(perSecond, perMinute) {
  const value = perSecond * (perMinute ? 60 : 1);
  const digits = value === 0 || value >= 100 ? 0 : value < 1 ? 2 : 1;
  return `${value >= 100 ? count(Math.round(value)) : value.toFixed(digits)}/${perMinute ? 'min' : 's'}`;
}

/** What each kind does now, the mean of its last steps; of a run that has ended, the mean of all. */
function legend(series, kinds, length, step, { perMinute, isRunning }) {
  const last = isRunning ? Math.min(length, Math.max(1, Math.ceil(60 / step))) : length;
  return element(
    'ul.legend',
    {},
    ...kinds.map((kind) => {
      const files = series[kind].slice(length - last, length).reduce((sum, value) => sum + value, 0);
      return element(
        'li',
        {},
        element('span', { class: `swatch ${kind}` }),
        `${titles[kind]} `,
        element('b', {}, inUnit(files / (last * step), perMinute)),
      );
    }),
  );
}

function spoken(series, kinds, length, step) {
  const sums = totals(series, kinds, length);
  return `Throughput: ${count(sums.reduce((a, b) => a + b, 0))} files in ${duration(length * step)}, at most ${rate(Math.max(...sums) / step)}`;
}

function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 4, 5, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power;
}

const axisNumber = (value) => (value >= 10 || Number.isInteger(value) ? count(Math.round(value)) : value.toPrecision(2));

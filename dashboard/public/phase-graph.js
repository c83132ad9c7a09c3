import { element, svg } from './dom.js';
import { count, duration, percent, rate } from './format.js';

const nodeHeight = 82;
const gap = 14;
const columnGap = 40;
const framePadding = 14;
/** Room for an arrow from a phase to the one below. */
const drop = 24;
/** Inside the frame side by side, and behind it one after the other. */
const kinds = ['pdf', 'dxf', 'creo', 'cad'];
const last = ['index', 'embed', 'search'];
const frameTitle = 26;
/** Below these widths the picture runs from top to bottom, or holds the kinds of extraction in one column. */
const narrow = 720;
const wide = 1000;

const signs = { waiting: '○', running: '●', passed: '✓', accepted: '✓', held: '!', 'left out': '–' };

/**
 * The phases and what waits for what: link, then the four kinds of extraction side by side, then index, vectors, search.
 * @param {number} width pixels at hand; a narrow picture runs from top to bottom
 */
export function phaseGraph(phases, width) {
  const layout = width < narrow ? downwards(width) : sideways(width);
  const byName = new Map(phases.map((phase) => [phase.name, phase]));
  const extract = byName.get('extract');
  const picture = svg(
    'svg.graph',
    { viewBox: `0 0 ${width} ${layout.height}`, width, height: layout.height, 'aria-hidden': 'true' },
    svg(
      'defs',
      {},
      svg(
        'marker',
        { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
        svg('path.arrow', { d: 'M0 0 8 4 0 8z' }),
      ),
    ),
    frameOf(layout.frame, extract),
    ...layout.edges.map((path) => svg('path.edge', { d: path, 'marker-end': 'url(#arrow)' })),
    ...Object.entries(layout.nodes).map(([name, box]) => nodeOf(byName.get(name), box)),
  );
  return [picture, spoken(phases)];
}

function sideways(width) {
  const columns = width < wide ? 1 : 2;
  const rows = 4 / columns;
  const nodeWidth = (width - 2 * columnGap - 2 * framePadding - (columns - 1) * gap) / (2 + columns);
  const frameHeight = frameTitle + rows * nodeHeight + (rows - 1) * gap + framePadding;
  const stackHeight = last.length * nodeHeight + (last.length - 1) * drop;
  const height = Math.max(frameHeight, stackHeight);
  const middle = height / 2;
  const node = (x, y) => ({ x, y, width: nodeWidth });
  const frame = {
    x: nodeWidth + columnGap,
    y: middle - frameHeight / 2,
    width: columns * nodeWidth + (columns - 1) * gap + 2 * framePadding,
    height: frameHeight,
  };
  const inside = (place) =>
    node(
      frame.x + framePadding + (place % columns) * (nodeWidth + gap),
      frame.y + frameTitle + Math.floor(place / columns) * (nodeHeight + gap),
    );
  const right = frame.x + frame.width;
  const stackTop = middle - stackHeight / 2;
  const stack = last.map((name, place) => [name, node(right + columnGap, stackTop + place * (nodeHeight + drop))]);
  return {
    height,
    frame,
    nodes: {
      link: node(0, middle - nodeHeight / 2),
      ...Object.fromEntries(kinds.map((name, place) => [name, inside(place)])),
      ...Object.fromEntries(stack),
    },
    edges: [
      `M${nodeWidth} ${middle}H${frame.x}`,
      `M${right} ${middle}h${columnGap / 2}V${stackTop + nodeHeight / 2}H${right + columnGap}`,
      ...stack.slice(1).map(([, { x, y }]) => `M${x + nodeWidth / 2} ${y - drop}V${y}`),
    ],
  };
}

function downwards(width) {
  const node = (y, inset = 0) => ({ x: inset, y, width: width - 2 * inset });
  const frame = { x: 0, y: nodeHeight + drop, width, height: frameTitle + 4 * nodeHeight + 3 * gap + framePadding };
  const inside = (place) => node(frame.y + frameTitle + place * (nodeHeight + gap), framePadding);
  const end = frame.y + frame.height;
  const stack = last.map((name, place) => [name, node(end + drop + place * (nodeHeight + drop))]);
  return {
    height: end + last.length * (nodeHeight + drop),
    frame,
    nodes: {
      link: node(0),
      ...Object.fromEntries(kinds.map((name, place) => [name, inside(place)])),
      ...Object.fromEntries(stack),
    },
    edges: [frame.y, ...stack.map(([, { y }]) => y)].map((to) => `M${width / 2} ${to - drop}V${to}`),
  };
}

function frameOf({ x, y, width, height }, extract) {
  return svg(
    'g',
    { class: `frame ${classOf(extract.state)}` },
    svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 12 }),
    svg('text.title', { x: x + framePadding, y: y + 18 }, `${signs[extract.state]} ${extract.title}`),
    svg(
      'text.figure',
      { x: x + width - framePadding, y: y + 18, 'text-anchor': 'end' },
      extract.done_share === null ? '' : percent(extract.done_share),
    ),
  );
}

function nodeOf(phase, { x, y, width }) {
  const bar = width - 24;
  const share = phase.done_share ?? 0;
  return svg(
    'g',
    { class: `node ${classOf(phase.state)}`, transform: `translate(${x} ${y})` },
    svg('rect.box', { x: 0.5, y: 0.5, width: width - 1, height: nodeHeight - 1, rx: 9 }),
    svg('text.sign', { x: 12, y: 24 }, signs[phase.state]),
    svg('text.title', { x: 30, y: 24 }, phase.title),
    svg(
      'text.figure',
      { x: width - 12, y: 24, 'text-anchor': 'end' },
      phase.done_share === null ? '' : percent(phase.done_share),
    ),
    svg('rect.track', { x: 12, y: 35, width: bar, height: 5, rx: 2.5 }),
    share > 0 && svg('rect.done', { x: 12, y: 35, width: Math.max(5, bar * share), height: 5, rx: 2.5 }),
    ...[firstLine(phase), secondLine(phase)]
      .filter((line) => line !== '')
      .map((line, place) => svg('text.detail', { x: 12, y: 57 + 16 * place }, line)),
  );
}

const classOf = (state) => state.replace(' ', '-');

function firstLine({ state, counts }) {
  if (counts !== null && counts.total > 0) return `${count(counts.total - counts.open)} of ${count(counts.total)}`;
  if (state === 'waiting' || state === 'left out') return stateWords[state];
  return counts === null ? '' : 'no such files';
}

const stateWords = {
  waiting: 'waiting',
  running: 'at work',
  passed: 'passed',
  accepted: 'accepted',
  held: 'holds the run',
  'left out': 'left out',
};

function secondLine({ state, counts, files_per_s: perSecond, eta_s: eta, started_at: start, ended_at: end }) {
  const failed = counts?.failed ? `${count(counts.failed)} failed` : '';
  if (state === 'running' && perSecond !== null) return joined(rate(perSecond), eta === null ? failed : `${duration(eta)} left`);
  if (state === 'waiting' || state === 'left out') return '';
  const took = start !== null && end !== null ? ` in ${duration((Date.parse(end) - Date.parse(start)) / 1000)}` : '';
  return joined(`${stateWords[state]}${state === 'passed' ? took : ''}`, failed);
}

const joined = (...parts) => parts.filter((part) => part !== '').join(' · ');

/** The same as sentences, for those who do not see the picture. */
function spoken(phases) {
  const lines = phases.map((phase) =>
    element('li', {}, joined(phase.title, stateWords[phase.state], firstLine(phase), secondLine(phase))),
  );
  return element('ol.hidden', {}, ...lines);
}

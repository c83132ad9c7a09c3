import { element } from './dom.js';
import { gauge } from './gauge.js';
import { count, moment, percent, words } from './format.js';

/** Vectors by kind: how many there are, by which method, and why the others are missing. */
export function coverage({ computed_at: at, kinds, missing_by_reason: reasons }) {
  if (at === null) return element('p.quiet', {}, 'Counted when the phase Vectors ends.');
  if (kinds.length === 0) return element('p.quiet', {}, 'No model and no drawing has a vector.');
  const missing = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return [
    ...kinds.map(kindOf),
    missing.length > 0 &&
      element(
        'details',
        { 'data-key': 'missing' },
        element('summary', {}, `Why ${count(missing.reduce((sum, [, vectors]) => sum + vectors, 0))} are missing`),
        element(
          'ul.reasons',
          {},
          ...missing.map(([reason, vectors]) =>
            element('li', {}, element('b.count', {}, count(vectors)), element('span', {}, words(reason))),
          ),
        ),
      ),
    element('p.quiet.unit', {}, `counted ${moment(at)}`),
  ].filter((part) => part !== false);
}

function kindOf({ kind, method, version, ready, missing }) {
  const all = ready + missing;
  const share = all === 0 ? null : ready / all;
  return gauge(
    [words(kind), element('span.quiet', {}, method === 'none' ? ' no network' : ` ${method} ${version}`)],
    share === null ? 'none' : `${percent(share)} of ${count(all)}`,
    share,
  );
}

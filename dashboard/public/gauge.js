import { element } from './dom.js';
import { percent } from './format.js';

/**
 * A share as a bar, beside its words.
 * @param {number | null} share of 1; null where there is nothing to measure
 * @param {number} [target] marked on the bar; without one no share is too small
 */
export function gauge(name, words, share, target) {
  const level = share === null || target === undefined ? 'plain' : share >= target ? 'good' : 'warn';
  const bar = element(
    'div',
    { class: `gauge ${level}`, 'aria-hidden': 'true' },
    element('i', {}),
    target !== undefined && element('u', {}),
  );
  // Widths by the object model: a style attribute would need the policy to allow inline styles.
  bar.firstChild.style.width = `${(share ?? 0) * 100}%`;
  if (target !== undefined) bar.lastChild.style.left = `${target * 100}%`;
  return element(
    'div.target',
    {},
    element('div', {}, ...[name].flat()),
    element(
      'div',
      {},
      element('b', {}, words),
      target !== undefined && element('span.quiet', {}, ` target ${percent(target, 0)}`),
    ),
    bar,
  );
}

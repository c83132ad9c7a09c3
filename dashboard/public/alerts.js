import { element } from './dom.js';
import { duration, moment } from './format.js';

/** When the fleet has lost its network, each worker is an alert; the page is still to be seen. */
const shownAtOnce = 4;
/** The worst first. */
const severities = ['critical', 'warning', 'info'];

/** What a person has to do something about, in words: phases that hold the run, then alerts that hold. */
export function standing({ run, phases, alerts }) {
  const held = phases
    .filter((phase) => phase.state === 'held')
    .map((phase) =>
      element(
        'div.alert.critical',
        {},
        element('b', {}, `${phase.title} holds the run: `),
        phase.misses.join('; ') || 'its checkpoint did not pass',
        element('span.hint', {}, 'After mending: ', element('code', {}, `fleet checkpoint retry ${run} ${phase.name}`)),
      ),
    );
  // The sentence above says more of it.
  const others = alerts.filter((alert) => alert.resolved_at === null && alert.condition !== 'checkpoint-failed');
  const shown = others.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
  const more = shown.length > shownAtOnce ? shown.splice(shownAtOnce - 1) : [];
  return [
    ...held,
    ...shown.map((alert) => element('div', { class: `alert ${alert.severity}` }, alert.message)),
    ...more
      .slice(0, 1)
      .map(({ severity }) =>
        element('div', { class: `alert ${severity}` }, element('a', { href: '#told-title' }, `${more.length} more alerts hold`)),
      ),
  ];
}

const levels = { info: 'passed', warning: 'accepted', critical: 'held' };

/** The newest alerts with what became of them. */
export function recent(alerts) {
  if (alerts.length === 0) return element('p.quiet', {}, 'Nothing has been reported.');
  return element('ul.told', {}, ...alerts.map(alertOf));
}

function alertOf({ severity, message, raised_at: raised, resolved_at: resolved, is_event: isEvent, told }) {
  const lasted = resolved === null ? 'holds' : `over after ${duration((Date.parse(resolved) - Date.parse(raised)) / 1000)}`;
  const receivers = told.length === 0 ? 'nobody told' : `told: ${told.join(', ')}`;
  return element(
    'li',
    {},
    element('span', { class: `pill ${resolved !== null && !isEvent ? 'waiting' : levels[severity]}` }, severity),
    element('div', {}, message, element('div.quiet', {}, [moment(raised), ...(isEvent ? [] : [lasted]), receivers].join(' · '))),
  );
}

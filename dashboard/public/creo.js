import { element } from './dom.js';
import { count, moment } from './format.js';

const states = { grpc: ['passed', 'asked for models'], json: ['accepted', 'passed over: exports and headers are read instead'] };

/** Whether the fleet asks the Creo service, and when it changed its mind. */
export function creo(services) {
  if (services.length === 0) return element('p.quiet', {}, 'No worker has asked a Creo service.');
  return services.map((service) => {
    const [level, sentence] = states[service.state];
    return element(
      'div.service',
      {},
      element(
        'p',
        {},
        element('b', {}, service.url),
        ' ',
        element('span', { class: `pill ${level}` }, service.state),
        ' ',
        sentence,
      ),
      element(
        'p.quiet',
        {},
        `since ${moment(service.state_since)} · ${count(service.failed_calls)} of the last ${count(service.calls)} calls failed`,
        service.state === 'json' && service.next_probe_at !== null ? ` · next probe ${moment(service.next_probe_at)}` : '',
      ),
      service.switches.length > 0 && element('ul.told', {}, ...service.switches.map(switchOf)),
    );
  });
}

function switchOf({ switched_at: at, from_state: from, to_state: to, reason, calls, transport_failures: failures }) {
  return element(
    'li',
    {},
    element('span', { class: `pill ${states[to]?.[0] ?? ''}` }, `${from} → ${to}`),
    element(
      'div',
      {},
      reason,
      element('div.quiet', {}, `${moment(at)} · ${count(failures)} of ${count(calls)} calls had failed`),
    ),
  );
}

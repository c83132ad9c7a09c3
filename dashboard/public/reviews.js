import { element } from './dom.js';
import { count } from './format.js';

/** Document groups that wait for a person, by reason; the first of them with their members. */
export function reviews({ waiting, by_reason: reasons, groups }) {
  if (waiting === 0) return element('p.quiet', {}, 'No group of documents asks for a look.');
  return [
    element(
      'ul.reasons',
      {},
      ...reasons.map(({ meaning, groups: files }) =>
        element('li', {}, element('b.count', {}, count(files)), element('span', {}, meaning)),
      ),
    ),
    ...groups.map(groupOf),
    element(
      'p.quiet.unit',
      {},
      `${count(groups.length)} of ${count(waiting)} shown. A group is right as it is: `,
      element('code', {}, 'fleet link accept GROUP'),
      '; a file belongs elsewhere: ',
      element('code', {}, 'fleet link set FILE GROUP'),
    ),
  ];
}

function groupOf({ id, name, project_code: project, method, confidence, reasons, members }) {
  return element(
    'details.failure',
    { 'data-key': `group ${id}` },
    element(
      'summary',
      {},
      element('b', {}, name),
      element('span.quiet', {}, ` group ${id}${project === null ? '' : ` · ${project}`} · ${reasons.join('; ')}`),
    ),
    element(
      'ul',
      {},
      ...members.map((member) =>
        element(
          'li',
          {},
          element('span.path', {}, member.path),
          element(
            'div.quiet',
            {},
            [member.role?.replaceAll('_', ' ') ?? 'no role', ...(member.is_primary ? ['primary'] : [])].join(', '),
          ),
        ),
      ),
    ),
    element('p.quiet', {}, `found by ${method.replace('auto_', '')}, confidence ${confidence}`),
  );
}

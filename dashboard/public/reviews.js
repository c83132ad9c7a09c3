import { element } from './dom.js';
import { count } from './format.js';

/**
 * Document groups that wait for a person, by reason; the first of them with their members, and for an administrator what to decide.
 * @param {{queue: object, administering: 'allowed' | 'locked' | 'off', refused: Record<number, string>}} data `refused`: why a decision
 *   about a group was not taken, by group
 */
export function reviews({ queue: { waiting, by_reason: reasons, groups }, administering, refused }) {
  if (waiting === 0) return element('p.quiet', {}, 'No group of documents asks for a look.');
  return [
    element(
      'ul.reasons',
      {},
      ...reasons.map(({ meaning, groups: files }) =>
        element('li', {}, element('b.count', {}, count(files)), element('span', {}, meaning)),
      ),
    ),
    ...groups.map((group) => groupOf(group, administering === 'allowed', refused[group.id])),
    element('p.quiet.unit', {}, `${count(groups.length)} of ${count(waiting)} shown. `, ...howToDecide(administering)),
  ];
}

function howToDecide(administering) {
  if (administering === 'allowed') return ['What you decide holds through every later run.'];
  if (administering === 'locked') return [element('a', { href: 'unlock' }, 'Administer'), ' to decide.'];
  return [
    'A group is right as it is: ',
    element('code', {}, 'fleet link accept GROUP'),
    '; a file belongs elsewhere: ',
    element('code', {}, 'fleet link set FILE GROUP'),
  ];
}

function groupOf({ id, name, project_code: project, method, confidence, reasons, members }, decides, refusal) {
  return element(
    'details.failure',
    { 'data-key': `group ${id}` },
    element(
      'summary',
      {},
      element('b', {}, name),
      element('span.quiet', {}, ` group ${id}${project === null ? '' : ` · ${project}`} · ${reasons.join('; ')}`),
    ),
    element('ul', {}, ...members.map((member) => memberOf(member, id, decides))),
    element('p.quiet', {}, `found by ${method.replace('auto_', '')}, confidence ${confidence}`),
    decides && element('p', {}, element('button', { type: 'button', 'data-accept': id }, 'The group is right')),
    refusal !== undefined && element('p.bad', { role: 'status' }, refusal),
  );
}

function memberOf({ file_id: file, path, role, is_primary: isPrimary }, group, decides) {
  return element(
    'li',
    {},
    element('span.path', {}, path),
    element('div.quiet', {}, [role?.replaceAll('_', ' ') ?? 'no role', ...(isPrimary ? ['primary'] : [])].join(', ')),
    decides &&
      element(
        'form.move',
        { 'data-move': file, 'data-from': group },
        element('label', { for: `move-${file}` }, 'belongs to'),
        element('input', {
          id: `move-${file}`,
          name: 'group',
          required: '',
          maxlength: 200,
          placeholder: 'group number, or a name',
        }),
        element('button', {}, 'Move'),
      ),
  );
}

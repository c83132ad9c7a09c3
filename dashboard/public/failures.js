import { element } from './dom.js';
import { count } from './format.js';

const explanations = {
  FILE_EMPTY: 'the file has no bytes',
  FILE_ENCRYPTED: 'needs a password',
  FILE_CORRUPT: 'cannot be read as its format',
  FILE_MISSING: 'vanished from the source',
  FILE_TOO_LARGE: 'beyond the size limit',
  FORMAT_MISMATCH: 'is not what its name says',
  TIMEOUT: 'took longer than its limit',
  MEMORY: 'needed more memory than its limit',
  CRASH: 'killed the process that read it',
  OUTPUT_TOO_LARGE: 'gave more than can be stored',
  RATE_LIMITED: 'the storage asked to slow down',
  STORAGE_UNAVAILABLE: 'the storage did not answer',
  DATABASE_UNAVAILABLE: 'the database did not answer',
  CREO_UNAVAILABLE: 'no Creo session answered',
  CREO_MODEL_ERROR: 'Creo could not open the model',
  KERNEL_ERROR: 'the CAD kernel gave up',
  INTERNAL: 'a fault of the fleet itself',
};

/**
 * @param {{failures: object[], administering: 'allowed' | 'locked' | 'off', isRunning: boolean, said: Record<string, string>}} data `said`: what
 *   came of replays, by class
 */
export function failures({ failures: classes, administering, isRunning, said }) {
  if (classes.length === 0) return element('p.quiet', {}, 'No file has failed.');
  return classes.map(({ error_class: name, files, examples }) =>
    element(
      'details.failure',
      { 'data-key': name },
      element(
        'summary',
        {},
        element('b', {}, count(files)),
        ' ',
        element('code', {}, name),
        element('span.quiet', {}, ` ${explanations[name] ?? ''}`),
      ),
      element('ul', {}, ...examples.map(exampleOf)),
      files > examples.length &&
        element(
          'p.quiet',
          {},
          `and ${count(files - examples.length)} more: `,
          element('code', {}, `fleet failures --class ${name}`),
        ),
      replayOf(name, files, administering, isRunning),
      said[name] !== undefined && element('p', { role: 'status' }, said[name]),
    ),
  );
}

function replayOf(name, files, administering, isRunning) {
  if (administering === 'off')
    return element('p.quiet', {}, 'Try them again: ', element('code', {}, `fleet replay --class ${name}`));
  if (isRunning) return element('p.quiet', {}, 'They can be tried again when the run has ended.');
  if (administering === 'locked')
    return element('p.quiet', {}, element('a', { href: 'unlock' }, 'Administer'), ' to try them again.');
  return element(
    'p',
    {},
    element('button', { type: 'button', 'data-replay': name }, `Try ${files === 1 ? 'it' : `these ${count(files)}`} again`),
  );
}

function exampleOf({ path, error, attempts }) {
  return element(
    'li',
    {},
    element('span.path', {}, path),
    element('div.quiet', {}, error ?? 'no message', attempts > 1 ? ` (${attempts} attempts)` : ''),
  );
}

import { table } from '../../cli/table.js';
import type { Section } from './observe-run.js';
import type { PhaseTimes } from './phase-times.js';

interface Timed {
  readonly inputs: number;
  readonly times: PhaseTimes;
}

export function printSections(sections: readonly Section[]): void {
  const mb = (value: number): string => value.toFixed(0);
  console.log(
    table(
      [
        'until',
        'seconds',
        'Redis MB',
        'coordinator MB',
        'worker MB',
        'Postgres MB',
        'connections',
        'dashboard ms: median',
        'longest',
      ],
      sections.map((section) => {
        const answers = [...section.answersMs].sort((a, b) => a - b);
        return [
          section.name,
          section.seconds.toFixed(1),
          section.redisMb.toFixed(1),
          mb(section.coordinatorMb),
          mb(section.workerMb),
          mb(section.databaseMb),
          String(section.connections),
          (answers[Math.floor(answers.length / 2)] ?? 0).toFixed(0),
          (answers.at(-1) ?? 0).toFixed(0),
        ];
      }),
    ),
  );
}

/** The cost of a file by phase, of a small and a large run. */
export function printPhases(small: Timed, large: Timed): void {
  const microseconds = ({ inputs, times }: Timed, phase: keyof PhaseTimes): number => (times[phase] / inputs) * 1e6;
  const phases = Object.keys(large.times) as (keyof PhaseTimes)[];
  console.log(
    table(
      ['phase', `µs per file of ${small.inputs}`, `of ${large.inputs}`, 'seconds'],
      phases.map((phase) => [
        phase,
        microseconds(small, phase).toFixed(0),
        microseconds(large, phase).toFixed(0),
        large.times[phase].toFixed(1),
      ]),
    ),
  );
}

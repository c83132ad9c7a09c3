import type { PhaseName } from '../../queues/contract/payloads.js';
import type { StoredCheckpoint } from '../../adapters/postgres/run-store.js';
import { checkpointState } from '../checkpoint-text.js';
import { lasted } from '../duration.js';
import type { RunReport } from '../report.js';
import { comparedFigures, figureTables, type Figures } from './figure-tables.js';
import type { ReportTable } from './report-table.js';

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const secondsOf = ({ startedAt, createdAt }: StoredCheckpoint): number =>
  (createdAt.getTime() - startedAt.getTime()) / 1000;

/**
 * The report as tables, which every written format shares: first what has to be decided upon (quality, failures, checkpoints), then where each
 * file ended, then what the phases found (A6, B7, D6 among them).
 */
export function reportTables(report: RunReport): ReportTable[] {
  return [...outcome(report), ...phases(report.checkpoints)];
}

function outcome({ run, ledger, checkpoints, quality, failures }: RunReport): ReportTable[] {
  return [
    {
      title: 'Quality',
      head: ['target', 'reached', 'wanted', 'of files'],
      rows: quality.map((q) => [q.name, q.share === null ? 'no such file' : percent(q.share), percent(q.target), q.of]),
    },
    {
      title: 'Failures',
      head: ['class', 'files', 'example', 'error'],
      rows: failures.map((f) => [f.errorClass, f.files, f.example, f.error ?? '']),
    },
    {
      title: 'Checkpoints',
      head: ['phase', 'took', 'state'],
      rows: checkpoints.map((c) => [c.phase, c.open ? '' : lasted(secondsOf(c)), checkpointState(c, run.status)]),
    },
    {
      title: 'Ledger',
      head: ['state', 'files'],
      rows: [
        ['inputs', ledger.inputs],
        ['completed', ledger.completed],
        ...Object.entries(ledger.failed).map(([reason, files]) => [`failed ${reason}`, files]),
        ...Object.entries(ledger.skipped).map(([reason, files]) => [`skipped ${reason}`, files]),
        ['missing', ledger.missing],
        ['open', ledger.open],
        ['lost', ledger.lost],
        ['duplicate rows', ledger.duplicate_rows],
        ['started twice', ledger.started_twice],
      ],
    },
  ];
}

/** The figures of `extract` are those of the ledger, and stand there. */
function phases(checkpoints: readonly StoredCheckpoint[]): ReportTable[] {
  const figures = new Map<PhaseName, Figures>(checkpoints.filter(({ open }) => !open).map((c) => [c.phase, c.figures]));
  const ofPhase = (title: string, phase: PhaseName): ReportTable[] => {
    const found = figures.get(phase);
    return found ? figureTables(title, found) : [];
  };
  const sideBySide = (title: string, names: Readonly<Record<string, PhaseName>>): ReportTable[] => {
    const found = Object.entries(names).flatMap(([name, phase]) => {
      const own = figures.get(phase);
      return own ? [[name, own] as const] : [];
    });
    return found.length === 0 ? [] : [comparedFigures(title, Object.fromEntries(found))];
  };
  return [
    ...ofPhase('Linking (A6)', 'link'),
    ...sideBySide('Documents (B7)', { PDF: 'pdf', DXF: 'dxf' }),
    ...ofPhase('What was found in them (B7)', 'index'),
    ...sideBySide('Models (D6)', { Creo: 'creo', 'STEP, IGES, BREP': 'cad' }),
    ...ofPhase('Vectors', 'embed'),
    ...ofPhase('Search', 'search'),
  ];
}

import type { RunReport } from '../report.js';
import { figureTables } from './figure-tables.js';
import type { ReportTable } from './report-table.js';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The report as tables, which every written format shares: what ended where, each phase (A6, B7, D6 among them), quality, failures. */
export function reportTables({ ledger, checkpoints, quality, failures }: RunReport): ReportTable[] {
  return [
    {
      title: 'Ledger',
      head: ['state', 'files'],
      rows: [
        ['inputs', String(ledger.inputs)],
        ['completed', String(ledger.completed)],
        ...Object.entries(ledger.failed).map(([reason, files]) => [`failed ${reason}`, String(files)]),
        ...Object.entries(ledger.skipped).map(([reason, files]) => [`skipped ${reason}`, String(files)]),
        ['missing', String(ledger.missing)],
        ['lost', String(ledger.lost)],
        ['duplicate rows', String(ledger.duplicate_rows)],
      ],
    },
    {
      title: 'Checkpoints',
      head: ['phase', 'state', 'seconds', 'why'],
      rows: checkpoints.map((c) => [
        c.phase,
        c.open ? 'open' : c.passed ? 'passed' : c.acceptedReason ? 'accepted' : 'held',
        c.open ? '' : ((c.createdAt.getTime() - c.startedAt.getTime()) / 1000).toFixed(1),
        c.open ? '' : (c.acceptedReason ?? c.misses.join('; ')),
      ]),
    },
    ...checkpoints.filter((c) => !c.open).flatMap((c) => figureTables(`Figures of ${titles[c.phase] ?? c.phase}`, c.figures)),
    {
      title: 'Quality',
      head: ['target', 'reached', 'wanted', 'of files'],
      rows: quality.map((q) => [q.name, q.share === null ? 'no such file' : percent(q.share), percent(q.target), String(q.of)]),
    },
    {
      title: 'Failures',
      head: ['class', 'files', 'example', 'error'],
      rows: failures.map((f) => [f.errorClass, String(f.files), f.example, f.error ?? '']),
    },
  ];
}

const titles: Readonly<Record<string, string>> = {
  link: 'linking (A6)',
  index: 'extraction (B7)',
  cad: 'CAD (D6)',
  creo: 'Creo (D6)',
};

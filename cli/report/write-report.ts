import { csvLine } from '../../adapters/export/csv.js';
import { renderReport, summaryOf, type RunReport } from '../report.js';
import { renderHtml, type Plot } from './html.js';
import { renderMarkdown } from './markdown.js';
import { reportTables } from './sections.js';

export const reportFormats = ['text', 'md', 'html', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The report in the format asked for. CSV is one long table: section, row, column, value. */
export function writeReport(report: RunReport, format: ReportFormat): string {
  const title = `Run ${report.run.id} over ${report.run.sourceUri}`;
  switch (format) {
    case 'text':
      return renderReport(report);
    case 'json':
      return JSON.stringify(report);
    case 'md':
      return renderMarkdown(title, summaryOf(report), reportTables(report));
    case 'html':
      return renderHtml(title, summaryOf(report), plots(report), reportTables(report));
    case 'csv':
      return [
        csvLine(['section', 'row', 'column', 'value']),
        ...reportTables(report).flatMap(({ title: section, head, rows }) =>
          rows.flatMap(([row, ...cells]) => cells.map((cell, column) => csvLine([section, row, head[column + 1], cell]))),
        ),
      ].join('');
  }
}

function plots({ checkpoints, quality, failures, ledger }: RunReport): Plot[] {
  const finished = checkpoints.filter((c) => !c.open);
  return [
    {
      title: 'Where the files ended',
      bars: [
        { label: 'completed', value: ledger.completed, text: String(ledger.completed) },
        ...Object.entries({ ...ledger.failed, ...ledger.skipped }).map(([label, value]) => ({
          label,
          value,
          text: String(value),
        })),
      ],
    },
    {
      title: 'Seconds per phase',
      bars: finished.map((c) => {
        const seconds = (c.createdAt.getTime() - c.startedAt.getTime()) / 1000;
        return { label: c.phase, value: seconds, text: `${seconds.toFixed(1)} s` };
      }),
    },
    {
      title: 'Quality; the line is the target',
      bars: quality.flatMap((q) =>
        q.share === null ? [] : [{ label: q.name, value: q.share, text: `${(q.share * 100).toFixed(1)} %`, mark: q.target }],
      ),
    },
    {
      title: 'Failed files by class',
      bars: failures.map((f) => ({ label: f.errorClass, value: f.files, text: String(f.files) })),
    },
  ];
}

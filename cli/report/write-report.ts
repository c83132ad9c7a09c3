import { csvLine } from '../../adapters/export/csv.js';
import { lasted } from '../duration.js';
import { renderReport, summaryOf, type RunReport } from '../report.js';
import type { Bar } from './bars.js';
import { renderHtml, type Plot } from './html.js';
import { renderMarkdown } from './markdown.js';
import { cellText } from './report-table.js';
import { percent, reportTables, secondsOf } from './sections.js';

export const reportFormats = ['text', 'md', 'html', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The report in the format asked for. CSV is one long table: section, row, column, value. */
export function writeReport(report: RunReport, format: ReportFormat): string {
  const [title = '', ...summary] = summaryOf(report);
  switch (format) {
    case 'text':
      return renderReport(report);
    case 'json':
      return JSON.stringify(report);
    case 'md':
      return renderMarkdown(title, summary, reportTables(report));
    case 'html':
      return renderHtml(title, summary, plots(report), reportTables(report));
    case 'csv':
      return [
        csvLine(['section', 'row', 'column', 'value']),
        ...reportTables(report).flatMap(({ title: section, head, rows }) =>
          rows.flatMap(([row, ...cells]) => cells.map((cell, column) => csvLine([section, row, head[column + 1], cell]))),
        ),
      ].join('');
  }
}

function plots({ checkpoints, quality, ledger }: RunReport): Plot[] {
  const finished = checkpoints.filter((c) => !c.open);
  return [
    {
      title: 'Where the files ended, in files (red: failed, grey: not to be read)',
      bars: [
        bar('completed', ledger.completed, 'good'),
        ...Object.entries(ledger.failed).map(([reason, files]) => bar(reason, files, 'bad')),
        ...Object.entries(ledger.skipped).map(([reason, files]) => bar(reason, files, 'other')),
      ],
    },
    {
      title: 'Time per phase (those of kinds of files run side by side)',
      bars: finished.map((c) => ({ label: c.phase, value: secondsOf(c), text: lasted(secondsOf(c)) })),
    },
    {
      title: 'Quality, in shares of the files; the line is the target',
      full: 1,
      bars: quality.flatMap(({ name, share, target }) =>
        share === null
          ? []
          : [{ label: name, value: share, text: percent(share), mark: target, kind: share < target ? 'bad' : 'good' }],
      ),
    },
  ];
}

function bar(label: string, files: number, kind: Bar['kind'] & string): Bar {
  return { label, value: files, text: cellText(files), kind };
}

import { Command } from 'commander';
import type { Notice } from '../../flows/alerts/alert.js';
import { receiversOf } from '../alert-loop.js';
import { readConfig } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { createLogger } from '../logger.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

const shown = 50;

export function alertsCommand(): Command {
  const alerts = new Command('alerts')
    .description('what people were told of, what holds first; the dashboard watches and tells')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const rows = await sql<
          { id: number; severity: string; message: string; raised_at: Date; resolved_at: Date | null; is_event: boolean }[]
        >`
          SELECT id, condition, severity, message, run_id, is_event, raised_at, resolved_at, deliveries FROM fleet_alerts
          ORDER BY resolved_at IS NOT NULL, id DESC LIMIT ${shown}`;
        if (options.json) console.log(JSON.stringify({ alerts: [...rows] }));
        else
          console.log(
            table(
              ['severity', 'state', 'raised', 'message'],
              rows.map((row) => [row.severity, stateOf(row), row.raised_at.toISOString(), row.message]),
            ),
          );
      });
    });
  alerts
    .command('test')
    .description('send a message and its recovery to everybody who is configured; fails when one does not take it')
    .action(async () => {
      const config = readConfig();
      for (const receiver of receiversOf(config, createLogger(config))) {
        try {
          for (const kind of ['raised', 'recovered'] as const) await receiver.deliver(trial(kind));
          console.log(`${receiver.name}: delivered`);
        } catch (error) {
          console.log(`${receiver.name}: ${error instanceof Error ? error.message : String(error)}`);
          process.exitCode = exitCodes.failed;
        }
      }
    });
  return alerts;
}

function stateOf({ is_event: isEvent, resolved_at: resolved }: { is_event: boolean; resolved_at: Date | null }): string {
  if (isEvent) return 'event';
  return resolved === null ? 'holds' : 'over';
}

function trial(kind: Notice['kind']): Notice {
  const message = 'A test of the alerts of the extraction fleet; nothing is the matter';
  return { kind, key: 'test', condition: 'test', severity: 'warning', message, runId: null, at: new Date().toISOString() };
}

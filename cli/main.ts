#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { alertsCommand } from './commands/alerts.js';
import { checkpointCommand } from './commands/checkpoint.js';
import { creoServerCommand } from './commands/creo-server.js';
import { diffCommand } from './commands/diff.js';
import { estimateCommand } from './commands/estimate.js';
import { exportCommand } from './commands/export.js';
import { extractCommand } from './commands/extract.js';
import { sdfCommand } from './commands/sdf.js';
import { failuresCommand } from './commands/failures.js';
import { ledgerCommand } from './commands/ledger.js';
import { linkCommand } from './commands/link.js';
import { localCommand } from './commands/local.js';
import { migrateCommand, verifyCommand } from './commands/verify.js';
import { drainCommand } from './commands/drain.js';
import { replayCommand } from './commands/replay.js';
import { reconcileCommand } from './commands/reconcile.js';
import { reportCommand } from './commands/report.js';
import { runCommand } from './commands/run.js';
import { sampleArchiveCommand } from './commands/sample-archive.js';
import { dashboardCommand, searchApiCommand } from './commands/serve.js';
import { startCommand } from './commands/start.js';
import { statusCommand } from './commands/status.js';
import { workerCommand } from './commands/worker.js';
import { ConfigError } from './config.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { version } from './version.js';

const program = new Command('fleet')
  .description('Extracts, links and searches an archive of engineering files with a fleet of BullMQ workers.')
  .version(version)
  .showHelpAfterError('(fleet --help lists the commands)')
  .exitOverride();

for (const command of [
  startCommand(),
  runCommand(),
  workerCommand(),
  statusCommand(),
  reportCommand(),
  diffCommand(),
  estimateCommand(),
  exportCommand(),
  ledgerCommand(),
  checkpointCommand(),
  failuresCommand(),
  alertsCommand(),
  replayCommand(),
  reconcileCommand(),
  drainCommand(),
  linkCommand(),
  extractCommand(),
  sdfCommand(),
  creoServerCommand(),
  dashboardCommand(),
  searchApiCommand(),
  verifyCommand(),
  migrateCommand(),
  localCommand(),
  sampleArchiveCommand(),
]) {
  program.addCommand(command.exitOverride());
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Tells the user what went wrong in one line, without a stack for what is not our fault. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof UsageError || error instanceof ConfigError) {
    console.error(`fleet: ${error.message}`);
    return exitCodes.usage;
  }
  const verbose = process.env['FLEET_LOG_LEVEL'] === 'debug' && error instanceof Error;
  console.error(`fleet: ${error instanceof Error ? error.message : String(error)}`);
  if (verbose) console.error(error.stack);
  return exitCodes.failed;
}

import { Command } from 'commander';
import { alertsCommand } from './commands/alerts.js';
import { checkpointCommand } from './commands/checkpoint.js';
import { creoServerCommand } from './commands/creo-server.js';
import { diffCommand } from './commands/diff.js';
import { drainCommand } from './commands/drain.js';
import { estimateCommand } from './commands/estimate.js';
import { exportCommand } from './commands/export.js';
import { extractCommand } from './commands/extract.js';
import { failuresCommand } from './commands/failures.js';
import { ledgerCommand } from './commands/ledger.js';
import { logsCommand } from './commands/logs.js';
import { linkCommand } from './commands/link.js';
import { localCommand } from './commands/local.js';
import { pruneCommand } from './commands/prune.js';
import { reconcileCommand } from './commands/reconcile.js';
import { replayCommand } from './commands/replay.js';
import { reportCommand } from './commands/report.js';
import { runCommand } from './commands/run.js';
import { runsCommand } from './commands/runs.js';
import { sampleArchiveCommand } from './commands/sample-archive.js';
import { sdfCommand } from './commands/sdf.js';
import { dashboardCommand, searchApiCommand } from './commands/serve.js';
import { startCommand } from './commands/start.js';
import { statusCommand } from './commands/status.js';
import { vectorsCommand } from './commands/vectors.js';
import { migrateCommand, verifyCommand } from './commands/verify.js';
import { workerCommand } from './commands/worker.js';
import { version } from './version.js';

/** The `fleet` command with all it can do. It throws `CommanderError` where commander would end the process. */
export function createProgram(): Command {
  const program = new Command('fleet')
    .description('Extracts, links and searches an archive of engineering files with a fleet of BullMQ workers.')
    .version(version)
    .showHelpAfterError('(fleet --help lists the commands)');

  for (const command of [
    startCommand(),
    runCommand(),
    runsCommand(),
    workerCommand(),
    statusCommand(),
    reportCommand(),
    diffCommand(),
    estimateCommand(),
    exportCommand(),
    ledgerCommand(),
    checkpointCommand(),
    failuresCommand(),
    logsCommand(),
    alertsCommand(),
    replayCommand(),
    reconcileCommand(),
    pruneCommand(),
    drainCommand(),
    linkCommand(),
    extractCommand(),
    sdfCommand(),
    creoServerCommand(),
    dashboardCommand(),
    searchApiCommand(),
    vectorsCommand(),
    verifyCommand(),
    migrateCommand(),
    localCommand(),
    sampleArchiveCommand(),
  ]) {
    program.addCommand(command);
  }
  return overridden(program);
}

/** Commander asks each command by itself, those of commands too. */
function overridden(command: Command): Command {
  for (const part of command.commands) overridden(part);
  return command.exitOverride();
}

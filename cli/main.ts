#!/usr/bin/env node
import { CommanderError } from 'commander';
import { connectionReason } from '../adapters/connection-reason.js';
import { ConfigError } from './config.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { createProgram } from './program.js';

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});

/** For what is still being written. */
const exitWithinMs = 2_000;

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
  // What a command had opened before it failed must not hold the process: its supervisor waits for the end to start it again.
  setTimeout(() => process.exit(), exitWithinMs).unref();
}

/** Tells the user what went wrong in one line, without a stack for what is not our fault. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof UsageError || error instanceof ConfigError) {
    console.error(`fleet: ${error.message}`);
    return exitCodes.usage;
  }
  const verbose = process.env['FLEET_LOG_LEVEL'] === 'debug' && error instanceof Error;
  console.error(`fleet: ${connectionReason(error)}`);
  if (verbose) console.error(error.stack);
  return exitCodes.failed;
}

import { CommanderError, type Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../cli/program.js';

function silent(command: Command): Command {
  for (const part of command.commands) silent(part);
  return command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
}

describe('the words of the command line', () => {
  it.each([
    ['a command', ['nonsense']],
    ['an option', ['status', '--jsn']],
    ['an option of a command in a command', ['checkpoint', 'accept', 'latest', 'cad']],
    ['an argument of a command in a command', ['checkpoint', 'accept', 'latest', '--reason', 'in order']],
  ])('that are off leave the exit status to the program: %s', async (_, words) => {
    const parsing = silent(createProgram()).parseAsync(words, { from: 'user' });
    await expect(parsing).rejects.toBeInstanceOf(CommanderError);
  });
});

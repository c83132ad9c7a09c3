import { fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { createConnection } from 'node:net';

/**
 * Runs under Windows' Node and is asked over a socket, as no channel and no signal passes from outside into Wine. Starts the fleet's
 * command as a child, stops it as a supervisor does (its channel is closed) and kills it as Windows does (TerminateProcess).
 */
const [port, logFile, entry, ...parameters] = process.argv.slice(2);
const log = openSync(logFile, 'a');
const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
const tell = (message) => socket.write(`${JSON.stringify(message)}\n`);

const child = fork(entry, parameters, { stdio: ['ignore', log, log, 'ipc'] });
child.on('message', (message) => tell({ ...message, platform: process.platform, node: process.version }));
child.on('exit', (code, signal) => {
  tell({ kind: 'exited', code, signal });
  socket.end();
});
socket.on('data', (data) => {
  for (const word of data.toString('utf8').trim().split('\n')) {
    if (word === 'stop') child.disconnect();
    if (word === 'kill') child.kill('SIGKILL');
  }
});
// The test has gone; nothing of it may stay.
socket.on('close', () => {
  child.kill('SIGKILL');
  process.exit(0);
});

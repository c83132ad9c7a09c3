import type { Fault } from './fault.js';
import { combinedFaults } from './faults/combined.js';
import { machineFaults } from './faults/machine.js';
import { networkFaults } from './faults/network.js';
import { poisonFaults } from './faults/poison.js';
import { postgresFaults } from './faults/postgres.js';
import { processFaults } from './faults/processes.js';
import { redisFaults } from './faults/redis.js';

export const faults: readonly Fault[] = [
  ...processFaults,
  ...redisFaults,
  ...postgresFaults,
  ...networkFaults,
  ...machineFaults,
  ...poisonFaults,
  ...combinedFaults,
];

/** Those of the short form: quick, and each of another part of the fleet. */
export const shortFaults: readonly string[] = ['worker killed', 'Redis wiped, reconciled by hand', 'Postgres restarted'];

import { describe, expect, it } from 'vitest';
import { describePhases, type JobCounts, type PhaseCheckpoint, type PhaseProgress } from '../../../dashboard/phases.js';
import { stepFor } from '../../../dashboard/readings/throughput.js';

const running = { status: 'running', phases: null };

const jobs = (job_type: string, total: number, open: number, failed = 0): JobCounts => ({
  job_type,
  total,
  open,
  failed,
  skipped: 0,
  completed: total - open - failed,
});

const checkpoint = (phase: string, fields: Partial<PhaseCheckpoint> = {}): PhaseCheckpoint => ({
  phase,
  passed: false,
  misses: [],
  acceptedReason: null,
  startedAt: new Date(0),
  createdAt: new Date(60_000),
  open: false,
  ...fields,
});

function phase(phases: readonly PhaseProgress[], name: string): PhaseProgress {
  const found = phases.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no phase ${name}`);
  return found;
}

describe('describePhases', () => {
  it('tells states from checkpoints alone', () => {
    const phases = describePhases(
      running,
      [],
      [],
      [
        checkpoint('link', { passed: true }),
        checkpoint('extract', { open: true }),
        checkpoint('pdf', { misses: ['too many'] }),
        checkpoint('dxf', { misses: ['too many'], acceptedReason: 'known scans' }),
      ],
    );
    expect(phases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'link passed',
      'extract running',
      'pdf held',
      'dxf accepted',
      'creo waiting',
      'cad waiting',
      'index waiting',
      'embed waiting',
      'search waiting',
    ]);
    expect(phase(phases, 'pdf').misses).toEqual(['too many']);
    expect(phase(phases, 'extract').ended_at).toBeNull();
    expect(phase(phases, 'link').ended_at).toBe('1970-01-01T00:01:00.000Z');
  });

  it('leaves out what was not asked for, with its parts', () => {
    const phases = describePhases({ status: 'running', phases: ['link', 'index'] }, [], [], []);
    expect(phase(phases, 'pdf').state).toBe('left out');
    expect(phase(phases, 'index').state).toBe('waiting');
  });

  it('adds up the kinds of a queue and of the whole extraction', () => {
    const phases = describePhases(
      running,
      [jobs('creo_part', 10, 4), jobs('creo_asm', 10, 1, 2), jobs('pdf_extract', 100, 0)],
      [],
      [],
    );
    expect(phase(phases, 'creo').counts).toEqual({ total: 20, open: 5, failed: 2, skipped: 0, completed: 13 });
    expect(phase(phases, 'creo').done_share).toBe(0.75);
    expect(phase(phases, 'extract').counts?.total).toBe(120);
    expect(phase(phases, 'cad').done_share).toBeNull();
  });

  it('estimates from what ended lately; the slowest part tells for the whole', () => {
    const counts = [jobs('pdf_extract', 1000, 600), jobs('dxf_extract', 1000, 100)];
    const recent = [
      { job_type: 'pdf_extract', ended: 240, window_s: 120 },
      { job_type: 'dxf_extract', ended: 1200, window_s: 120 },
    ];
    const open = ['extract', 'pdf', 'dxf'].map((name) => checkpoint(name, { open: true }));
    const phases = describePhases(running, counts, recent, open);
    expect(phase(phases, 'pdf').files_per_s).toBe(2);
    expect(phase(phases, 'pdf').eta_s).toBe(300);
    expect(phase(phases, 'dxf').eta_s).toBe(10);
    expect(phase(phases, 'extract').eta_s).toBe(300);
  });

  it('gives no estimate while a part with open files does not move', () => {
    const counts = [jobs('pdf_extract', 10, 5), jobs('dxf_extract', 10, 5)];
    const recent = [{ job_type: 'pdf_extract', ended: 5, window_s: 10 }];
    const open = ['extract', 'pdf', 'dxf'].map((name) => checkpoint(name, { open: true }));
    const phases = describePhases(running, counts, recent, open);
    expect(phase(phases, 'pdf').eta_s).toBe(10);
    expect(phase(phases, 'extract').eta_s).toBeNull();
  });
});

describe('stepFor', () => {
  it('never makes more than 120 steps', () => {
    for (const seconds of [0, 1, 119, 121, 3600, 86_400, 500_000, 5_000_000])
      expect(seconds / stepFor(seconds)).toBeLessThanOrEqual(120);
  });
});

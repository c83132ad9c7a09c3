import { describe, expect, it } from 'vitest';
import type { RunRates } from '../../../adapters/postgres/run-rates.js';
import { estimateRun, gains, type Load, type Machine } from '../../../cli/estimate/model.js';

/** 1,000 DXF of 10 ms and 100 PDF of 100 ms, a tenth of these scanned at 910 ms, on two children that were busy half of the time. */
const rates: RunRates = {
  runId: 1,
  inputs: 1_200,
  work: [
    { queue: 'dxf', isScanned: false, files: 1_000, cpuS: 10 },
    { queue: 'pdf', isScanned: false, files: 90, cpuS: 0.9 },
    { queue: 'pdf', isScanned: true, files: 10, cpuS: 9.1 },
  ],
  children: 2,
  extractS: 20,
  wholeS: 26,
  phasesS: { inventory: 1, link: 2, queue: 1, checkpoints: 1, index: 1, embed: 0 },
};
const same: Load = { files: { dxf: 1_000, pdf: 100, creo: 0, cad: 0 }, scannedShare: null, inputs: 1_200 };
const machine = (role: string, cores: number, ...queues: Machine['queues']): Machine => ({ role, cores, queues });

describe('estimateRun', () => {
  it('gives the measured run back', () => {
    const { phasesS, wholeS } = estimateRun(same, [machine('one', 2, 'dxf', 'pdf')], rates);
    expect(phasesS['extract']).toBeCloseTo(20);
    expect(wholeS).toBeCloseTo(26);
  });

  it('grows with the files and shrinks with the cores, but for what goes through the database', () => {
    const load = { ...same, files: { ...same.files, dxf: 2_000, pdf: 200 }, inputs: 2_400 };
    const { phasesS } = estimateRun(load, [machine('a', 2, 'dxf', 'pdf'), machine('b', 2, 'dxf', 'pdf')], rates);
    expect(phasesS['extract']).toBeCloseTo(20);
    expect(phasesS['link']).toBeCloseTo(4);
  });

  it('names the queue that holds the others up', () => {
    const { phasesS, bottleneck } = estimateRun(same, [machine('a', 8, 'dxf'), machine('b', 2, 'pdf')], rates);
    expect(bottleneck).toEqual({ queues: ['pdf'], machines: ['b'] });
    expect(phasesS['extract']).toBeCloseTo(10);
  });

  it('lets a machine of two queues help where work is left', () => {
    const { phasesS, bottleneck } = estimateRun(same, [machine('a', 1, 'dxf', 'pdf'), machine('b', 1, 'pdf')], rates);
    expect(phasesS['extract']).toBeCloseTo(20);
    expect(bottleneck.queues).toContain('dxf');
  });

  it('weighs scans', () => {
    const none = estimateRun({ ...same, scannedShare: 0 }, [machine('one', 1, 'dxf', 'pdf')], rates);
    const all = estimateRun({ ...same, scannedShare: 1 }, [machine('one', 1, 'dxf', 'pdf')], rates);
    expect(none.coreS.pdf).toBeCloseTo(2);
    expect(all.coreS.pdf).toBeCloseTo(182);
  });

  it('refuses to guess the rate of a kind that was not measured', () => {
    const load = { ...same, files: { ...same.files, cad: 1 } };
    expect(() => estimateRun(load, [machine('one', 1, 'dxf', 'pdf', 'cad')], rates)).toThrow(/no file of queue cad/);
  });
});

describe('gains', () => {
  it('puts the machine first that helps most', () => {
    const [best, next] = gains(same, [machine('a', 8, 'dxf'), machine('b', 2, 'pdf')], rates);
    expect(best?.role).toBe('b');
    expect(best?.savedS).toBeCloseTo(5);
    expect(next?.savedS).toBeCloseTo(0);
  });
});

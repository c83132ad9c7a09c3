import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchExport } from '../../../processors/creo/json/match.js';
import { parseExportName, parseModelName } from '../../../processors/creo/model-file-name.js';

const exported = (path: string): { path: string; model: ReturnType<typeof parseExportName> } => ({
  path,
  model: parseExportName(path),
});
const job = (path: string): string | null => /(\d{5})/.exec(path)?.[1] ?? null;

describe('matchExport', () => {
  it('takes the highest version beside the export when it states none', () => {
    const candidates = ['J/71736-004.prt.9', 'J/71736-004.prt.12', 'K/71736-004.prt.40', 'J/71736-004.asm.50'];
    expect(matchExport(exported('J/71736-004.prt.json'), candidates)).toEqual({
      kind: 'match',
      path: 'J/71736-004.prt.12',
      scope: 'folder',
      version: 'latest',
    });
  });

  it('takes exactly the version it states, or none', () => {
    const candidates = ['J/a.prt.9', 'J/a.prt.12'];
    expect(matchExport(exported('J/a.prt.9.json'), candidates)).toMatchObject({
      kind: 'match',
      path: 'J/a.prt.9',
      version: 'stated',
    });
    expect(matchExport(exported('J/a.prt.10.json'), candidates)).toEqual({
      kind: 'none',
      reason: 'version 10 of a is not there',
    });
  });

  it('never matches by a part of the name or by another type', () => {
    expect(
      matchExport(exported('J/71736-004.prt.json'), ['J/71736-004_008.prt.1', 'J/171736-004.prt.1', 'J/71736-004.asm.1']).kind,
    ).toBe('none');
  });

  it('does not choose between a part and an assembly of one name', () => {
    expect(matchExport(exported('J/a_extracted.json'), ['J/a.prt.1', 'J/a.asm.1'])).toEqual({
      kind: 'ambiguous',
      paths: ['J/a.prt.1', 'J/a.asm.1'],
    });
  });

  it('looks into the job only when the folder has none, and not beyond it', () => {
    const candidates = ['71736/cad/A.PRT.2', '88617/cad/a.prt.7'];
    expect(matchExport(exported('71736/json/a.prt.json'), candidates, job)).toMatchObject({
      path: '71736/cad/A.PRT.2',
      scope: 'job',
    });
    expect(matchExport(exported('59150/json/a.prt.json'), candidates, job).kind).toBe('none');
    expect(matchExport(exported('misc/a.prt.json'), candidates, job).kind).toBe('none');
  });

  it('is ambiguous for two files of one version in a job', () => {
    const candidates = ['71736/x/a.prt.2', '71736/y/a.prt.2'];
    expect(matchExport(exported('71736/json/a.prt.json'), candidates, job).kind).toBe('ambiguous');
  });

  it('treats slashes of both kinds and letter case alike', () => {
    expect(matchExport(exported('Y:\\Jobs\\71736\\PART.prt.json'), ['y:/jobs/71736/part.PRT.3'])).toMatchObject({
      kind: 'match',
      scope: 'folder',
    });
  });

  it('only ever answers with a candidate of the same base name and type', () => {
    const name = fc.tuple(fc.constantFrom('a', 'ab', 'b', 'a_1'), fc.constantFrom('prt', 'asm'), fc.option(fc.nat(3)));
    const path = fc.tuple(fc.constantFrom('71736', '88617', 'misc'), name).map(([folder, [base, type, version]]) => {
      return `${folder}/${base}.${type}${version === null ? '' : `.${version}`}`;
    });
    fc.assert(
      fc.property(path, fc.array(path, { maxLength: 8 }), (model, candidates) => {
        const answer = matchExport(exported(`${model}.json`), candidates, job);
        if (answer.kind !== 'match') return;
        const wanted = parseModelName(model);
        const found = parseModelName(answer.path);
        expect(candidates).toContain(answer.path);
        expect([found.base, found.type]).toEqual([wanted.base, wanted.type]);
        if (wanted.version !== null) expect(found.version).toBe(wanted.version);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { jsonExportOf, neutralExportOf } from '../../../processors/creo/model/neighbours.js';

const none = (reason: RegExp): unknown => ({ kind: 'none', reason: expect.stringMatching(reason) as string });
const found = (name: string): unknown => ({ kind: 'found', name });

describe('the neutral export of a model', () => {
  it.each([
    ['bracket.prt.3', ['bracket.stp'], 'bracket.stp'],
    ['BRACKET.PRT.3', ['Bracket.STEP'], 'Bracket.STEP'],
    ['bracket.prt.3', ['bracket.prt.stp', 'other.stp'], 'bracket.prt.stp'],
    ['bracket.prt.3', ['bracket.prt.3.stp'], 'bracket.prt.3.stp'],
    ['bracket.prt.3', ['bracket_prt.igs'], 'bracket_prt.igs'],
    ['frame.asm', ['frame_asm.stp', 'frame.asm'], 'frame_asm.stp'],
    ['bracket.prt.3', ['bracket.igs', 'bracket.stp'], 'bracket.stp'],
  ])('of %s among %j is %s', (file, names, expected) => {
    expect(neutralExportOf(file, [file, ...names])).toEqual(found(expected));
  });

  it.each([
    ['bracket.prt.3', ['bracket-2.stp', 'my bracket.stp', 'bracket.stp.bak'], /no neutral export/],
    ['bracket.prt.3', ['bracket.asm.1', 'bracket.stp'], /names its type/],
    ['bracket.prt.3', ['bracket_asm.stp'], /no neutral export/],
    ['bracket.prt.3', ['bracket.prt.2.stp'], /no neutral export/],
    ['bracket.prt.3', ['bracket.stp', 'bracket.step'], /2 neutral exports answer/],
  ])('of %s among %j is none', (file, names, reason) => {
    expect(neutralExportOf(file, [file, ...names])).toEqual(none(reason));
  });
});

describe('the JSON export of a model', () => {
  it('has its base name, type and version', () => {
    const names = ['a.prt.1', 'a.prt.2', 'a.asm.1', 'a.prt.json', 'b.prt.json', 'a.prt.1.json'];
    expect(jsonExportOf('a.prt.2', names)).toEqual(found('a.prt.json'));
    expect(jsonExportOf('a.prt.1', names)).toEqual(found('a.prt.1.json'));
    expect(jsonExportOf('a.asm.1', names)).toEqual(none(/no JSON export/));
  });

  it('is none where the name does not tell part from assembly', () => {
    expect(jsonExportOf('a.prt.2', ['a.prt.2', 'a.asm.1', 'a_extracted.json'])).toEqual(none(/no JSON export/));
  });
});

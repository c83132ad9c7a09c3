import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtIn, loadGrammar } from '../../../processors/link/load-grammar.js';
import { linkParser } from '../../../processors/link/parse.js';

const palletRule = {
  name: 'pallet',
  pattern: 'PALLET[ _-]*(?<document>[0-9]+)<rest>',
  kind: 'pallet',
  key: '{document}',
  scope: 'job',
  examples: [{ path: '88617_X/Pallet 12 list.pdf', expect: { groupKey: 'job/88617/pallet/12' } }],
};

const file = (content: object) => JSON.stringify({ version: 1, ...content });

describe("a team's link-grammar.yaml", () => {
  it('adds rules before the built-in ones', () => {
    const grammar = loadGrammar(file({ names: [palletRule], generic: { words: ['site visit'], examples: ['Site Visit'] } }));
    const parse = linkParser(grammar);
    expect(parse('88617_X/PALLET_12.xls').linkage.groupKey).toBe('job/88617/pallet/12');
    expect(parse('88617_X/site_visit.pdf').identity.generic).toBe(true);
    expect(parse('71736-004_008.dxf').linkage.groupKey).toBe('item/71736-004');
    expect(grammar.fingerprint).not.toBe(builtIn().fingerprint);
  });

  it('changes a token for all rules at once', () => {
    const grammar = loadGrammar(
      file({
        tokens: { job: String.raw`\d{6}` },
        names: [
          { ...palletRule, examples: [{ path: '886170_X/PALLET 3.pdf', expect: { projectCode: '886170', document: '3' } }] },
        ],
      }),
    );
    const parse = linkParser(grammar);
    expect(parse('717360-004_008.dxf').linkage.groupKey).toBe('item/717360-004');
    expect(parse('71736-004_008.dxf').identity.job).toBeNull();
  });

  it('is what the readme shows', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../processors/link/README.md'), 'utf8');
    const shown = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(linkParser(loadGrammar(shown))('88617_X/PALLET 3.pdf').linkage.groupKey).toBe('job/88617/pallet/3');
  });

  it('leaves built-in rules out by name', () => {
    const parse = linkParser(loadGrammar(file({ without: ['revision_suffix'] })));
    expect(parse('71736-004 REV.01.pdf').identity).toMatchObject({ revision: null, item: '004' });
  });

  it.each([
    ['not YAML', '{', /not YAML/],
    ['another version', '{"version": 2}', /version/],
    ['a misspelled field', file({ nanes: [] }), /nanes/],
    ['a rule without examples', file({ names: [{ ...palletRule, examples: [] }] }), /examples/],
    ['a pattern that does not compile', file({ names: [{ ...palletRule, pattern: '(' }] }), /rule pallet/],
    ['an unknown token', file({ names: [{ ...palletRule, pattern: '<jobb>' }] }), /no token is called <jobb>/],
    ['tokens in a circle', file({ tokens: { job: '<item>', item: '<job>' } }), /circle/],
    [
      'an example that does not hold',
      file({ names: [{ ...palletRule, examples: [{ path: 'PALLET 3.pdf', expect: { document: '4' } }] }] }),
      /rule pallet: PALLET 3\.pdf: document is "3", not "4"/,
    ],
    [
      'a rule that takes the names of a built-in one',
      file({ names: [{ ...palletRule, pattern: '.*', examples: [{ path: 'x.pdf', expect: {} }] }] }),
      /rule item_part: 71736-004_008\.dxf: job is null/,
    ],
  ])('is refused with %s', (_, text, message) => {
    expect(() => loadGrammar(text)).toThrow(message);
  });

  it('is refused with all its problems told at once', () => {
    const bad = {
      ...palletRule,
      examples: [
        { path: 'a.pdf', expect: { document: '1' } },
        { path: 'b.pdf', expect: { document: '2' } },
      ],
    };
    expect(() => loadGrammar(file({ names: [bad] }))).toThrow(/a\.pdf[\s\S]*b\.pdf/);
  });
});

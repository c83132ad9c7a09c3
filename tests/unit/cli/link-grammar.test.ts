import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../cli/config.js';
import { linkGrammar } from '../../../cli/link-grammar.js';
import { builtIn } from '../../../processors/link/load-grammar.js';
import { linkParser } from '../../../processors/link/parse.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';

describe('FLEET_LINK_GRAMMAR', () => {
  let folder: TestFolder;
  beforeAll(() => {
    folder = openTestFolder();
  });
  afterAll(() => {
    folder.close();
  });

  it('is the built-in grammar when it is not set', () => {
    expect(linkGrammar({ FLEET_LINK_GRAMMAR: undefined })).toBe(builtIn());
  });

  it('adds the rules of its file', () => {
    const file = folder.write('grammar.yaml', 'version: 1\ngeneric: { words: [site visit], examples: [Site Visit] }\n');
    const parse = linkParser(linkGrammar({ FLEET_LINK_GRAMMAR: file }));
    expect(parse('88617_X/site visit.pdf').identity.generic).toBe(true);
  });

  it('names the file and what is wrong with it', () => {
    const file = folder.write('wrong.yaml', 'version: 1\nnanes: []\n');
    expect(() => linkGrammar({ FLEET_LINK_GRAMMAR: file })).toThrow(ConfigError);
    expect(() => linkGrammar({ FLEET_LINK_GRAMMAR: file })).toThrow(/wrong\.yaml.*nanes/s);
    expect(() => linkGrammar({ FLEET_LINK_GRAMMAR: `${file}.absent` })).toThrow(/wrong\.yaml\.absent.*ENOENT/s);
  });
});

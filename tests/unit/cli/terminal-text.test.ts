import { describe, expect, it } from 'vitest';
import { table } from '../../../cli/table.js';
import { onOneLine } from '../../../cli/terminal-text.js';

describe('text out of an archive for a terminal', () => {
  it('shows control characters instead of sending them', () => {
    expect(onOneLine('new\nline\t\u001b[31mred\u009b\u007f')).toBe(String.raw`new\nline\t\u001b[31mred\u009b\u007f`);
    expect(onOneLine('gpj\u202efdp.exe')).toBe(String.raw`gpj\u202efdp.exe`);
  });

  it('leaves other scripts, quotes and emoji as they are', () => {
    const name = 'Gehäuse "Größe" 图纸 🚀 it\'s.pdf';
    expect(onOneLine(name)).toBe(name);
  });

  it('keeps each row of a table on its line', () => {
    expect(table(['file', 'files'], [['a\nb.pdf', '1']]).split('\n')).toEqual([
      'file      files',
      '--------  -----',
      String.raw`a\nb.pdf      1`,
    ]);
  });
});

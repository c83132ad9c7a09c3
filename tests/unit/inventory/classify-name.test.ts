import { describe, expect, it } from 'vitest';
import { classifyName } from '../../../processors/inventory/classify-name.js';

describe('classifyName', () => {
  it.each([
    ['Y:/88000/88617_HARBOR HOTEL/a.pdf', '88000/88617_HARBOR HOTEL/a.pdf'],
    ['Y://88000//a.pdf', '88000/a.pdf'],
    ['S:\\jobs\\a.pdf', 'jobs/a.pdf'],
    ['/jobs/a.pdf', 'jobs/a.pdf'],
    ['jobs/a.pdf', 'jobs/a.pdf'],
  ])('%s is the path %s, whatever the drive and the slashes', (key, path) => {
    expect(classifyName(key).normalizedPath).toBe(path);
  });

  it('takes the version off a Creo name, so that all versions share a base', () => {
    const old = classifyName('71736/1a_os_Body_4.PRT.9');
    const current = classifyName('71736/1a_os_body_4.prt.12');
    expect(old).toMatchObject({ extension: 'prt', creoVersion: 9, creoBase: '71736/1a_os_body_4.prt' });
    expect(current).toMatchObject({ extension: 'prt', creoVersion: 12, creoBase: old.creoBase });
  });

  it('does not take a part number for a Creo version', () => {
    expect(classifyName('71736-004_008.dxf')).toMatchObject({ extension: 'dxf', creoBase: null, creoVersion: null });
    expect(classifyName('plan.12')).toMatchObject({ creoBase: null, extension: '12' });
  });

  it.each(['~$BOM.xls', 'x/Thumbs.db', 'a.tmp', 'a.DWL2', 'x.laccdb'])('%s is junk and says why', (key) => {
    expect(classifyName(key).junk).toEqual(expect.any(String));
  });

  it.each(['a.dxf', '.dxf', 'noextension', 'tmp/a.pdf'])('%s is not junk', (key) => {
    expect(classifyName(key).junk).toBeNull();
  });
});

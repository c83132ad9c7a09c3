/**
 * Storage keys as a catalogue of strangers may hold them. None may be opened: what they name lies outside of the source, or nowhere.
 * @param outside a sound file beside the source, relative to its parent folder
 */
export function pathTricks(outside: string): string[] {
  return [
    `../${outside}`,
    `a/../../${outside}`,
    `./.././${outside}`,
    `a/b/c/../../../../${outside}`,
    `..\\${outside}`,
    `a\\..\\..\\${outside}`,
    `%2e%2e/${outside}`,
    `..%2f${outside}`,
    `....//${outside}`,
    `..;/${outside}`,
    '../../../../../../../../etc/passwd.dxf',
    '/etc/passwd.dxf',
    '//server/share/a.dxf',
    'C:\\Windows\\win.dxf',
    'C:/../a.dxf',
    'file:///etc/passwd.dxf',
    'https://example.org/a.dxf',
    '.',
    '..',
    './',
    '/',
    'pdf',
    'pdf/',
    `${'a/'.repeat(2000)}a.dxf`,
    `${'n'.repeat(5000)}.dxf`,
    'name\nwith\nlines.dxf',
    'nul.dxf/con/prn',
    '\u202efxd.a',
    '$(touch a).dxf',
    '`id`.dxf',
    "'; DROP TABLE files; --.dxf",
    ' .dxf',
    '-rf.dxf',
    '~/a.dxf',
    '*.dxf',
  ];
}

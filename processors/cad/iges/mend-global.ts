/** IGES 5.3, section 2.2.4.3: the global section is free text in the first 72 columns of its records. */
const columns = 72;

/**
 * A file whose global section states the length of a string too long or too short (`20Hbolt.igs,`): the reader swallows what follows, the unit among it. Such
 * strings end at the next delimiter. Null for a file without any.
 */
export function withMendedGlobal(bytes: Buffer): Buffer | null {
  const [first, last] = [startOf(bytes, 'G'), startOf(bytes, 'D')];
  if (first === null || last === null || last <= first) return null;
  const section = bytes.toString('latin1', first, last);
  const lines = section.split(/\r\n|\r|\n/).filter((line) => line[columns] === 'G');
  const mended = mend(lines.map((line) => line.slice(0, columns)).join(''));
  if (mended === null) return null;
  const end = /\r\n|\r|\n/.exec(section)?.[0] ?? '\n';
  const records = (mended.match(new RegExp(`.{1,${columns}}`, 'gs')) ?? []).map(
    (piece, index) => `${piece.padEnd(columns)}G${String(index + 1).padStart(7)}${end}`,
  );
  return Buffer.concat([bytes.subarray(0, first), Buffer.from(records.join(''), 'latin1'), bytes.subarray(last)]);
}

const headBytes = 256 * 1024;

/** Where the first record of a section begins; null where there is none near the beginning. */
function startOf(bytes: Buffer, letter: 'G' | 'D'): number | null {
  const head = bytes.toString('latin1', 0, headBytes);
  const found = new RegExp(`(?:^|[\\r\\n])[^\\r\\n]{${columns}}${letter}[ \\d]{7}`).exec(head);
  if (found === null) return null;
  return found.index + (/^[\r\n]/.test(found[0]) ? 1 : 0);
}

function mend(text: string): string | null {
  const delimiter = /^\s*1H(.)/.exec(text)?.[1] ?? ',';
  let isMended = false;
  let written = '';
  for (let at = 0; at < text.length;) {
    const hollerith = /^\s*(\d{1,6})H/.exec(text.slice(at, at + 16));
    const start = hollerith === null ? at : at + hollerith[0].length;
    let end = start + Number(hollerith?.[1] ?? 0);
    if (hollerith === null) end = behind(text, at, delimiter);
    else if (!isEnd(text, end, delimiter)) {
      end = behind(text, start, delimiter);
      isMended = true;
    }
    const value = text.slice(start, end);
    written += hollerith === null ? value : `${value.length}H${value}`;
    const rest = /^\s*[^]?/.exec(text.slice(end))?.[0] ?? '';
    written += rest.trim() === '' ? '' : rest.trim();
    at = end + Math.max(rest.length, 1);
  }
  return isMended ? written : null;
}

/** The delimiter between parameters or the one behind the last, which is `;` in files that get this wrong. */
function isEnd(text: string, at: number, delimiter: string): boolean {
  const next = text.slice(at).trimStart()[0];
  return next === undefined || next === delimiter || next === ';' || /^\s*.\s*$/.test(text.slice(at));
}

function behind(text: string, from: number, delimiter: string): number {
  const found = [text.indexOf(delimiter, from), text.indexOf(';', from)].filter((at) => at >= 0);
  return found.length === 0 ? text.length : Math.min(...found);
}

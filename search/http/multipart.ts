/** One field of a form. `filename` is null for a plain field. */
export interface FormField {
  readonly name: string;
  readonly filename: string | null;
  readonly bytes: Buffer;
}

/** A form of people holds a dozen fields. */
const maxFields = 50;

/**
 * The fields of a whole `multipart/form-data` body (RFC 7578) in their order. Each part is delimited by CRLF, two hyphens and the boundary.
 * @throws {SyntaxError} for a body that is cut off or has no boundary
 */
export function readMultipart(body: Buffer, contentType: string): FormField[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/iu.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new SyntaxError('the form has no boundary');
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const fields: FormField[] = [];
  let at = whole.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (whole.toString('latin1', start, start + 2) === '--') return fields;
    const head = whole.indexOf('\r\n\r\n', start);
    const end = whole.indexOf(delimiter, start);
    if (head < 0 || end < 0 || head > end || fields.length >= maxFields) break;
    fields.push({ ...dispositionOf(whole.toString('utf8', start, head)), bytes: whole.subarray(head + 4, end) });
    at = end;
  }
  throw new SyntaxError('the form is cut off');
}

/** Browsers write a quote in a name as %22, and the name as UTF-8 (HTML, "multipart/form-data encoding algorithm"). */
function dispositionOf(headers: string): Pick<FormField, 'name' | 'filename'> {
  const disposition = /^content-disposition:(.*)$/imu.exec(headers)?.[1] ?? '';
  const name = /;\s*name="([^"]*)"/iu.exec(disposition)?.[1];
  if (name === undefined) throw new SyntaxError('a field of the form has no name');
  return { name: plainText(name), filename: textOrNull(/;\s*filename="([^"]*)"/iu.exec(disposition)?.[1]) };
}

const plainText = (text: string): string => text.replace(/%22/gu, '"').replace(/%0D|%0A/giu, ' ');
const textOrNull = (text: string | undefined): string | null => (text === undefined ? null : plainText(text));

import type { ContainerRole } from './drawing.js';
import type { Reader } from './reader.js';

/** Attached, and overlaid: some programs set the second flag alone. */
const xrefFlags = 4 | 8;

/** BLOCK header: opens the container that the following entities belong to. */
export function readBlockHeader(reader: Reader): boolean {
  const { source, drawing } = reader;
  let name = '';
  let flags = 0;
  let path = '';
  let x = 0;
  let y = 0;
  let more = source.next();
  for (; more && source.code !== 0; more = source.next()) {
    if (source.code === 2) name = reader.string().trim();
    else if (source.code === 70) flags = source.integer();
    else if (source.code === 1) path = reader.string().trim();
    else if (source.code === 10) x = source.real();
    else if (source.code === 20) y = source.real();
  }
  const role = roleOf(name);
  const isXref = (flags & xrefFlags) !== 0 && path !== '';
  if (role === 'model') reader.container = drawing.model;
  else if (/^[*$]paper_space$/i.test(name)) reader.container = drawing.paper;
  else reader.container = drawing.addContainer(role, name, x, y, isXref ? path : null);
  return more;
}

/** Layouts are blocks too; R12 files from newer programs write them with a dollar sign. */
export function roleOf(name: string): ContainerRole {
  if (/^[*$]model_space$/i.test(name)) return 'model';
  if (/^[*$]paper_space\d*$/i.test(name)) return 'paper';
  if (/^\*D/i.test(name)) return 'dimension';
  if (/^\*T/i.test(name)) return 'table';
  return 'block';
}

import type { Reader } from './reader.js';

/** Header variables that are kept, and the DIMSTYLE group code of those that are dimension variables. */
const kept = new Set([
  '$ACADVER',
  '$DWGCODEPAGE',
  '$INSUNITS',
  '$MEASUREMENT',
  '$LUNITS',
  '$PROJECTNAME',
  '$LASTSAVEDBY',
  '$DIMSTYLE',
]);
const points = new Set(['$EXTMIN', '$EXTMAX', '$PEXTMIN', '$PEXTMAX']);
const dimensionVariables: Readonly<Record<string, number>> = {
  $DIMPOST: 3,
  $DIMRND: 45,
  $DIMTP: 47,
  $DIMTM: 48,
  $DIMTOL: 71,
  $DIMLIM: 72,
  $DIMZIN: 78,
  $DIMLFAC: 144,
  $DIMGAP: 147,
  $DIMADEC: 179,
  $DIMUNIT: 270,
  $DIMDEC: 271,
  $DIMTDEC: 272,
  $DIMAUNIT: 275,
  $DIMLUNIT: 277,
  $DIMDSEP: 278,
};

/** HEADER: `9 $NAME` and its value tags, up to the next `0` tag. Points are kept as `$NAME.x` and `$NAME.y`. */
export function readHeader(reader: Reader): boolean {
  const { source, drawing, strings } = reader;
  let name = '';
  let property = '';
  while (source.next()) {
    const { code } = source;
    if (code === 0) return true;
    if (code === 9) {
      name = source.bytes.toString('latin1', source.start, source.end).trim().toUpperCase();
      continue;
    }
    const variable = dimensionVariables[name];
    if (variable !== undefined) drawing.headerDimension.set(variable, code < 10 ? reader.string() : source.exactReal());
    else if (kept.has(name)) {
      const value = code < 10 ? reader.string().trim() : source.integer();
      drawing.header.set(name, value);
      if (name === '$ACADVER') strings.version = String(value).toUpperCase();
      if (name === '$DWGCODEPAGE') strings.codePage = String(value);
    } else if (name === '$CUSTOMPROPERTYTAG') property = reader.string().trim();
    else if (name === '$CUSTOMPROPERTY') {
      if (property !== '') drawing.fields.properties.set(property, reader.string().trim());
    } else if (points.has(name) && (code === 10 || code === 20)) {
      drawing.header.set(`${name}.${code === 10 ? 'x' : 'y'}`, source.exactReal());
    }
  }
  return false;
}

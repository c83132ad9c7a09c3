const integers = new Intl.NumberFormat();

export const count = (value) => integers.format(value);

/** A share of 1. Never rounds up to 100 % what is not done. */
export function percent(share, digits = 1) {
  const factor = 10 ** digits;
  const cut = share < 1 ? Math.min(Math.round(share * 100 * factor), 100 * factor - 1) : 100 * factor;
  return `${(cut / factor).toFixed(share === 1 || share === 0 ? 0 : digits)} %`;
}

/** The largest two units: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function duration(seconds) {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoUnits(large, largeUnit, small, smallUnit) {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Files per second, or per minute where that reads better. */
export function rate(perSecond) {
  if (perSecond >= 100) return `${count(Math.round(perSecond))}/s`;
  if (perSecond >= 1) return `${perSecond.toFixed(1)}/s`;
  return perSecond === 0 ? '0/min' : `${(perSecond * 60).toFixed(1)}/min`;
}

export const clock = (date, withSeconds) =>
  date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}) });

export const moment = (text) =>
  new Date(text).toLocaleString([], { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A figure of a checkpoint, by its name: shares as such, large counts with separators. */
export function figure(value, name = '') {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && /share$/iu.test(name)) return percent(value);
  if (typeof value === 'number') return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(4)));
  if (typeof value === 'object') return Array.isArray(value) ? `${value.length} entries` : pairs(value);
  return String(value);
}

function pairs(object) {
  const entries = Object.entries(object);
  return entries.length === 0 ? 'none' : entries.map(([key, value]) => `${key} ${figure(value, key)}`).join(', ');
}

/** `completedShare` and `duplicate_rows` as words. */
export const words = (name) =>
  name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/gu, (_, before, after) => `${before} ${after.toLowerCase()}`);

import type { Random } from '../random.js';
import type { DxfDocument } from './document.js';
import type { Encoding } from './tags.js';

/** How one exporter writes DXF files. */
export interface DxfHabits {
  readonly encoding: Encoding;
  /** $INSUNITS: true to the drawing, 0, or not written. */
  readonly units: 'stated' | 'unitless' | 'absent';
  readonly quirk: DxfDocument['quirk'];
}

export interface HabitOptions {
  readonly version?: Encoding['version'];
  readonly binary?: boolean;
  readonly codePage?: Encoding['codePage'];
  readonly units?: DxfHabits['units'];
}

export function dxfHabits(random: Random, options: HabitOptions = {}): DxfHabits {
  const version = options.version ?? random.weighted([['AC1009', 3] as const, ['AC1015', 5] as const, ['AC1032', 3] as const]);
  const drawn =
    version === 'AC1032'
      ? 'utf8'
      : random.weighted([['ANSI_1252', 8] as const, ['dos932', 1] as const, ['utf8-claims-1252', 1] as const]);
  return {
    encoding: {
      version,
      binary: options.binary ?? random.chance(0.08),
      codePage: version === 'AC1032' ? 'utf8' : (options.codePage ?? drawn),
      lineEnd: random.chance(0.6) ? '\r\n' : '\n',
    },
    quirk: random.weighted([['none', 96] as const, ['comment', 3] as const, ['no_eof', 1] as const]),
    units:
      version === 'AC1009'
        ? 'absent'
        : (options.units ?? random.weighted([['stated', 8] as const, ['unitless', 1.5] as const, ['absent', 0.5] as const])),
  };
}

/** A remark in the language of the code page, so that its encoding shows. */
export function localRemark({ codePage }: Encoding, random: Random): string {
  switch (codePage) {
    case 'dos932':
      return random.pick(['板厚 図面参照', '取付板 表面処理なし', '曲げ線は内側']);
    case 'utf8':
      return random.pick(['Größe 螺栓 Болт', 'Maß in mm – Prüfmaß', 'tôle pliée à 90°']);
    case 'utf8-claims-1252':
    case 'ANSI_1252':
      return random.pick(['GEHÄUSE FÜR SCHALTER', 'TÔLE PLIÉE', 'AÑADIR SELLO', 'MAß GEPRÜFT']);
  }
}

export const insertUnits = (unit: 'mm' | 'inch', habit: DxfHabits['units']): number | null =>
  habit === 'absent' ? null : habit === 'unitless' ? 0 : unit === 'mm' ? 4 : 1;

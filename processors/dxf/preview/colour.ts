/** AutoCAD's colours 1 to 9, adapted to white paper. */
const named = ['#000000', '#d00000', '#8a7a00', '#008a00', '#007f8a', '#0000d0', '#b000b0', '#000000', '#606060', '#808080'];

/** Grey levels of the colours 250 to 255, lightest left out. */
const greys = ['#333333', '#505050', '#606060', '#707070', '#808080', '#000000'];

/** Brightness of the five pairs of shades of one hue. */
const shades = [1, 0.74, 0.5, 0.34, 0.26];

/** Above this relative luminance a thin line is not seen on white. */
const brightest = 0.45;

/**
 * The colour of an AutoCAD colour index on white paper, as `#rrggbb`. Indexes 10 to 249 are 24 hues of 15 degrees, each with five
 * brightnesses in full and in half saturation; what is too light for white paper is darkened.
 */
export function colourOf(index: number): string {
  if (index < 10) return named[Math.max(0, Math.round(index))] ?? '#000000';
  if (index >= 250 || !(index >= 10)) return greys[index - 250] ?? '#000000';
  const hue = Math.floor((index - 10) / 10) * 15;
  const shade = index % 10;
  const value = shades[shade >> 1] ?? 1;
  const saturation = shade % 2 === 0 ? 1 : 0.5;
  const channel = (shift: number): number => {
    const k = (shift + hue / 60) % 6;
    return value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  const rgb = [channel(5), channel(3), channel(1)];
  const luminance = 0.2126 * (rgb[0] ?? 0) + 0.7152 * (rgb[1] ?? 0) + 0.0722 * (rgb[2] ?? 0);
  const factor = luminance > brightest ? brightest / luminance : 1;
  return `#${rgb
    .map((part) =>
      Math.round(part * factor * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

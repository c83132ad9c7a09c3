/** Gauss-Legendre of ten points on [0, 1] (Abramowitz and Stegun, table 25.4): exact for polynomials up to degree 19. */
const half: readonly (readonly [offset: number, weight: number])[] = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
];
const nodes = half.flatMap(([offset, weight]) => [
  { at: (1 - offset) / 2, weight: weight / 2 },
  { at: (1 + offset) / 2, weight: weight / 2 },
]);

/** Of sines and cosines over this many radians the rule is off by less than a double tells. */
const radiansPerSpan = Math.PI / 2;

/**
 * Integrates over a share of a path from 0 to 1, in as many spans as its turning asks for.
 * @param radians largest angle that an argument of a sine or cosine in `add` runs through
 * @param add called with each share and its weight
 */
export function integrate(radians: number, add: (share: number, weight: number) => void): void {
  const spans = Math.max(1, Math.ceil(Math.abs(radians) / radiansPerSpan));
  for (let span = 0; span < spans; span += 1) {
    for (const { at, weight } of nodes) add((span + at) / spans, weight / spans);
  }
}

import type { AreaAndCentroid } from './area-and-centroid.js';
import { integrate } from './gauss.js';
import type { Outline } from './outline.js';
import { meridianSpeed, profileOf, type Revolved } from './evaluate.js';
import { add, scale } from './vector.js';

/** In parameters, of the outline's length. */
const closing = 1e-9;

/**
 * Of a cylinder, cone, sphere or torus between straight lines in its parameters. Its area element J depends on v alone, so by Green's theorem
 * A = ∮ u J dv; of the first moments that along the axis is ∮ u J height dv, those across it ∮ sin u J distance dv and -∮ cos u J distance dv.
 * Null where the outline does not close, does not run round the face to the left, or the surface passes its axis.
 */
export function revolvedMeasure(surface: Revolved, outline: Outline): AreaAndCentroid | null {
  let [area, alongX, alongY, alongAxis] = [0, 0, 0, 0];
  let [length, gapU, gapV] = [0, 0, 0];
  let least = 0;
  for (const [[u0, v0], [u1, v1]] of outline) {
    const [du, dv] = [u1 - u0, v1 - v0];
    length += Math.hypot(du, dv);
    gapU += du;
    gapV += dv;
    if (dv === 0) continue;
    const turned = surface.kind === 'sphere' || surface.kind === 'torus' ? Math.abs(du) + 2 * Math.abs(dv) : Math.abs(du);
    integrate(turned, (share, weight) => {
      const u = u0 + share * du;
      const { distance, height } = profileOf(surface, v0 + share * dv);
      least = Math.min(least, distance);
      const element = weight * dv * distance * meridianSpeed(surface);
      area += element * u;
      alongX += element * distance * Math.sin(u);
      alongY -= element * distance * Math.cos(u);
      alongAxis += element * height * u;
    });
  }
  const closes = Math.hypot(gapU, gapV) <= closing * length;
  if (!closes || least < 0 || !(area > 0)) return null;
  const { location, direction, xDirection, yDirection } = surface.axis;
  const radial = add(scale(xDirection, alongX / area), scale(yDirection, alongY / area));
  return { area, centroid: add(location, add(radial, scale(direction, alongAxis / area))) };
}

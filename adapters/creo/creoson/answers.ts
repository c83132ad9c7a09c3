import { z } from 'zod';

/** What CREOSON's functions return, as far as it is used. Unknown fields pass; a field of another kind is an error of that function. */

const text = z.string().nullish();
const number = z.number().nullish();
const Point = z.object({ x: z.number(), y: z.number(), z: z.number() });

export const MassProperties = z.object({
  volume: number,
  surface_area: number,
  density: number,
  mass: number,
  ctr_grav: Point.nullish(),
});
export const Units = z.object({ units: text });
export const ParameterList = z.object({
  paramlist: z.array(
    z.object({
      name: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
      type: text,
      designate: z.boolean().nullish(),
      units: text,
    }),
  ),
});
export const FeatureList = z.object({
  featlist: z.array(z.object({ name: text, status: text, type: text, feat_id: number, feat_number: number })),
});
export const DimensionList = z.object({
  dimlist: z.array(z.object({ name: z.string(), value: z.union([z.number(), z.string()]).nullish(), dim_type: text })),
});
export const ExportedFile = z.object({ dirname: text, filename: z.string() });

const Transform = z.object({ origin: Point, x_axis: Point, y_axis: Point, z_axis: Point });
export type Transform = z.infer<typeof Transform>;

/** Components below an assembly; the root is the assembly itself. */
export interface Component {
  readonly file: string;
  readonly path?: readonly number[] | null | undefined;
  readonly transform?: Transform | null | undefined;
  readonly children?: readonly Component[] | null | undefined;
}
const Component: z.ZodType<Component> = z.lazy(() =>
  z.object({
    file: z.string(),
    path: z.array(z.number()).nullish(),
    transform: Transform.nullish(),
    children: z.array(Component).nullish(),
  }),
);
export const BomPaths = z.object({ children: Component.nullish() });

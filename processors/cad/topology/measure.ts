import type { KernelApi } from '../kernel/api.js';
import type { Shape, ShapeMap } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import type { Scope } from '../kernel/scope.js';
import type { NumberedShape } from './graph.js';
import type { Vector } from './vector.js';

export interface Counts {
  readonly faces: number;
  readonly edges: number;
  readonly vertices: number;
  readonly solids: number;
  readonly shells: number;
}

/** Different sub-shapes of each kind; the same one in another place counts again, in another orientation it does not. */
export function countShapes(api: KernelApi, shape: Shape): Counts {
  const kinds = api.TopAbs_ShapeEnum;
  return scoped((scope) => ({
    faces: shapeMap(api, shape, kinds.TopAbs_FACE, scope).Size(),
    edges: shapeMap(api, shape, kinds.TopAbs_EDGE, scope).Size(),
    vertices: shapeMap(api, shape, kinds.TopAbs_VERTEX, scope).Size(),
    solids: shapeMap(api, shape, kinds.TopAbs_SOLID, scope).Size(),
    shells: shapeMap(api, shape, kinds.TopAbs_SHELL, scope).Size(),
  }));
}

export function shapeMap(api: KernelApi, shape: Shape, kind: { readonly value: number }, scope: Scope): ShapeMap {
  const map = scope.own(new api.TopTools_IndexedMapOfShape_1());
  if (!shape.IsNull()) api.TopExp.MapShapes_1(shape, kind, map);
  return map;
}

/** Faces and edges of a shape by number; the maps belong to the scope. */
export function numberShape(api: KernelApi, shape: Shape, scope: Scope): NumberedShape {
  const { TopAbs_FACE, TopAbs_EDGE } = api.TopAbs_ShapeEnum;
  return { shape, faces: shapeMap(api, shape, TopAbs_FACE, scope), edges: shapeMap(api, shape, TopAbs_EDGE, scope) };
}

export interface VolumeProperties {
  /** mm^3; negative for a solid whose faces point inwards. */
  readonly volume: number;
  readonly centre: Vector;
}

/**
 * By Gauss integration of fixed order over the faces (`BRepGProp`), exact for analytic faces between lines and arcs; never from a mesh, which can be
 * off by a third. It is what native kernels tell of a model by default, so the number that users find in other programs.
 */
export function measureVolume(api: KernelApi, shape: Shape): VolumeProperties {
  return scoped((scope) => {
    const properties = scope.own(new api.GProp_GProps_1());
    api.BRepGProp.VolumeProperties_1(shape, properties, false, false, false);
    const centre = scope.own(properties.CentreOfMass());
    return { volume: properties.Mass(), centre: [centre.X(), centre.Y(), centre.Z()] };
  });
}

/** Relative; tighter than this costs more and moves the result by less than what is warned of. */
const adaptiveTolerance = 1e-4;

/** mm^3 by adaptive Gauss integration: where faces are trimmed by free curves it is right where the fixed order is off by up to a hundredth. */
export function measureVolumeAdaptively(api: KernelApi, shape: Shape): number {
  return scoped((scope) => {
    const properties = scope.own(new api.GProp_GProps_1());
    api.BRepGProp.VolumeProperties_2(shape, properties, adaptiveTolerance, false, false);
    return properties.Mass();
  });
}

/** The point that the kernel takes a shape's volume about: the mean of its vertices, each as often as an edge of a face ends in it. */
export function volumeOrigin(api: KernelApi, shape: Shape): Vector {
  const { TopAbs_VERTEX, TopAbs_SHAPE } = api.TopAbs_ShapeEnum;
  return scoped((scope) => {
    const explorer = scope.own(new api.TopExp_Explorer_2(shape, TopAbs_VERTEX, TopAbs_SHAPE));
    let [count, x, y, z] = [0, 0, 0, 0];
    while (explorer.More()) {
      const vertex = explorer.Current();
      scoped((inner) => {
        const point = inner.own(api.BRep_Tool.Pnt(inner.own(api.TopoDS.Vertex_1(inner.own(vertex)))));
        count += 1;
        x += point.X();
        y += point.Y();
        z += point.Z();
      });
      explorer.Next();
    }
    return count === 0 ? [0, 0, 0] : [x / count, y / count, z / count];
  });
}

/** Whether the shape has faces that belong to no solid. */
export function hasLooseFaces(api: KernelApi, shape: Shape): boolean {
  const { TopAbs_FACE, TopAbs_SOLID } = api.TopAbs_ShapeEnum;
  return scoped((scope) => scope.own(new api.TopExp_Explorer_2(shape, TopAbs_FACE, TopAbs_SOLID)).More());
}

/** Topology and geometry agree within their tolerances, by the kernel's own check. */
export function isValid(api: KernelApi, shape: Shape): boolean {
  return scoped((scope) => scope.own(new api.BRepCheck_Analyzer(shape, true, false)).IsValid_2());
}

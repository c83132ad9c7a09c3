import { meaningful } from '../step/values.js';
import { identity, matrixOf, multiply } from '../topology/matrix.js';
import type { Matrix } from '../topology/matrix.js';
import type { KernelApi } from './api.js';
import type { Document, Label, Labels } from './exchange-api.js';
import type { Component, KernelModel, Part } from './model.js';
import { scoped } from './scope.js';
import type { Scope } from './scope.js';

interface Placed {
  readonly name: string | null;
  readonly label: Label;
  readonly placements: Matrix[];
}

interface Line extends Omit<Component, 'occurrences'> {
  occurrences: number;
}

const maxDepth = 100;
const maxPlacements = 100_000;

/** Walks the assembly tree of an XCAF document: each product once, its instances as placements. */
export function readAssembly(api: KernelApi, document: Document, scope: Scope): KernelModel {
  const free = freeShapes(api, document, scope);
  const walk = new Walk(api, scope);
  for (const label of free) walk.visit(label, identity, 0);
  return {
    whole: wholeOf(api, free, scope),
    parts: walk.parts(),
    components: walk.components(),
    statedUnits: [],
    warnings: walk.warnings,
  };
}

class Walk {
  readonly warnings: string[] = [];
  readonly #api: KernelApi;
  readonly #scope: Scope;
  readonly #parts = new Map<string, Placed>();
  readonly #lines = new Map<string, Line>();
  #placements = 0;

  constructor(api: KernelApi, scope: Scope) {
    this.#api = api;
    this.#scope = scope;
  }

  parts(): Part[] {
    return [...this.#parts.values()].map(({ name, label, placements }) => ({
      name,
      shape: this.#scope.own(this.#api.XCAFDoc_ShapeTool.GetShape_2(label)),
      placements,
    }));
  }

  components(): Component[] {
    return [...this.#lines.values()];
  }

  visit(label: Label, matrix: Matrix, depth: number): void {
    if (this.#placements >= maxPlacements || depth > maxDepth) {
      if (this.warnings.length === 0)
        this.warnings.push(`the assembly is larger than ${maxPlacements} placements or ${maxDepth} levels`);
      return;
    }
    if (!this.#api.XCAFDoc_ShapeTool.IsAssembly(label)) {
      this.#placements += 1;
      this.#place(label, matrix);
      return;
    }
    const parent = nameOf(this.#api, label);
    for (const component of this.#componentsOf(label)) {
      const target = this.#scope.own(new this.#api.TDF_Label());
      if (!this.#api.XCAFDoc_ShapeTool.GetReferredShape(component, target)) continue;
      const transform = scoped((scope) => matrixOf(scope.own(this.#api.XCAFDoc_ShapeTool.GetLocation(component))));
      this.#line(component, target, parent, transform);
      this.visit(target, multiply(matrix, transform), depth + 1);
    }
  }

  #place(label: Label, matrix: Matrix): void {
    const entry = entryOf(this.#api, label);
    const known = this.#parts.get(entry);
    if (known === undefined) this.#parts.set(entry, { name: nameOf(this.#api, label), label, placements: [matrix] });
    else known.placements.push(matrix);
  }

  #line(component: Label, target: Label, parent: string | null, transform: Matrix): void {
    const entry = entryOf(this.#api, component);
    const known = this.#lines.get(entry);
    if (known !== undefined) {
      known.occurrences += 1;
      return;
    }
    this.#lines.set(entry, {
      parent,
      child: nameOf(this.#api, target),
      instance: nameOf(this.#api, component),
      transform,
      isAssembly: this.#api.XCAFDoc_ShapeTool.IsAssembly(target),
      occurrences: 1,
    });
  }

  #componentsOf(assembly: Label): Label[] {
    const labels = this.#scope.own(new this.#api.TDF_LabelSequence_1());
    this.#api.XCAFDoc_ShapeTool.GetComponents(assembly, labels, false);
    return listOf(labels, this.#scope);
  }
}

function freeShapes(api: KernelApi, document: Document, scope: Scope): Label[] {
  const tool = scope.own(api.XCAFDoc_DocumentTool.ShapeTool(scope.own(document.Main())));
  const labels = scope.own(new api.TDF_LabelSequence_1());
  tool.get().GetFreeShapes(labels);
  return listOf(labels, scope);
}

function wholeOf(api: KernelApi, free: readonly Label[], scope: Scope): KernelModel['whole'] {
  const [only] = free;
  if (free.length === 1 && only !== undefined) return scope.own(api.XCAFDoc_ShapeTool.GetShape_2(only));
  const compound = scope.own(new api.TopoDS_Compound());
  const builder = scope.own(new api.BRep_Builder());
  builder.MakeCompound(compound);
  for (const label of free) {
    const shape = scope.own(api.XCAFDoc_ShapeTool.GetShape_2(label));
    if (!shape.IsNull()) builder.Add(compound, shape);
  }
  return compound;
}

function listOf(labels: Labels, scope: Scope): Label[] {
  return Array.from({ length: labels.Size() }, (_, index) => scope.own(labels.Value(index + 1)));
}

/** The label's address in the document, e.g. `0:1:1:4`: what tells two products of one name apart. */
function entryOf(api: KernelApi, label: Label): string {
  return scoped((scope) => {
    const entry = scope.own(new api.TCollection_AsciiString_1());
    api.TDF_Tool.Entry(label, entry);
    return entry.ToCString();
  });
}

/** The conversion gives UTF-8 (0: nothing is replaced), of which the binding makes one character per byte. */
function nameOf(api: KernelApi, label: Label): string | null {
  return scoped((scope) => {
    const attribute = scope.own(new api.Handle_TDF_Attribute_1());
    if (!label.FindAttribute_1(api.TDataStd_Name.GetID(), attribute)) return null;
    const utf8 = scope.own(new api.TCollection_AsciiString_13(scope.own(attribute.get().Get()), 0)).ToCString();
    return meaningful(Buffer.from(utf8, 'latin1').toString('utf8'));
  });
}

import type { Kernel } from '../../processors/cad/kernel/load.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import { scoped } from '../../processors/cad/kernel/scope.js';
import type { StepContent, StepMember } from '../plan/content-spec.js';
import { Random } from '../random.js';
import { buildSolid } from './build-solid.js';
import type { BuildingApi } from './building-api.js';
import { type Family, type FamilyName, type Sizes, families } from './families.js';
import { type Transformation, mirrored, scaled, turned, unmoved } from './transformation.js';
import { type StepFile, type StepSchema, type StepUnit, writeStep } from './write-step.js';

/** What is true of a STEP file of the archive; sizes in mm whatever the file's unit. */
export interface StepTruth {
  readonly number: string;
  /** Files of one family are variants and copies of one part. */
  readonly family: string;
  readonly shape: FamilyName;
  readonly chiral: boolean;
  readonly member: StepMember | 'assembly';
  /** Which sizes: members of the same variant differ in place, hand and scale only. */
  readonly variant: number;
  readonly sizes: Sizes;
  /** Of the copy, from the base part; row-major 3 x 4. */
  readonly transformation: Transformation;
  readonly units: 'mm' | 'inch';
  readonly schema: StepSchema;
  readonly solids: number;
  /** Of an assembly: of its parts, each counted as often as it is placed. */
  readonly faces: number;
  readonly edges: number;
  readonly volume: number;
  readonly components: readonly { readonly part_number: string; readonly quantity: number }[];
}

/** One STEP file of a family, written by the kernel. */
export async function stepModel(seed: number, content: StepContent): Promise<{ bytes: Buffer; truth: StepTruth }> {
  const family = families[content.shape];
  const sizes = sizesOf(seed, content, family);
  const random = Random.of(seed, 'step file', content.number);
  const schema = random.weighted<StepSchema>([
    ['AP214IS', 5],
    ['AP203', 2],
    ['AP242DIS', 2],
  ]);
  const unit = random.weighted<StepUnit>([
    ['MM', 3],
    ['INCH', 1],
  ]);
  const transformation = content.type === 'step_part' ? transformationOf(content.member, random) : unmoved;
  const placements = content.type === 'step_part' ? [] : rowOf(random, content.instances);
  const partNumber = content.type === 'step_part' ? content.number : content.part;
  const kernel = await loadKernel();
  const bytes = write(kernel, family, sizes, transformation, {
    schema,
    unit,
    assembly: content.type === 'step_part' ? null : content.number,
    products: [{ name: partNumber, placements }],
  });
  const { faces, edges, volume } = family.truth(sizes);
  const solids = Math.max(1, placements.length);
  return {
    bytes,
    truth: {
      number: content.number,
      family: content.family,
      shape: content.shape,
      chiral: family.chiral,
      member: content.type === 'step_part' ? content.member : 'assembly',
      variant: content.type === 'step_part' ? content.variant : 0,
      sizes,
      transformation,
      units: unit === 'MM' ? 'mm' : 'inch',
      schema,
      solids,
      faces: faces * solids,
      edges: edges * solids,
      volume: volume * transformation.scale ** 3 * solids,
      components: placements.length === 0 ? [] : [{ part_number: partNumber, quantity: placements.length }],
    },
  };
}

function sizesOf(seed: number, content: StepContent, family: Family): Sizes {
  let sizes = family.sizes(Random.of(seed, 'solid sizes', content.family));
  const variant = content.type === 'step_part' ? content.variant : 0;
  for (let step = 1; step <= variant; step += 1) {
    sizes = family.vary(sizes, Random.of(seed, 'solid variant', content.family, step));
  }
  return sizes;
}

function transformationOf(member: StepMember, random: Random): Transformation {
  switch (member) {
    case 'base':
    case 'variant':
      return unmoved;
    case 'rotated':
      return turned(random);
    case 'mirrored':
      return mirrored();
    case 'scaled':
      return scaled(random);
  }
}

/** Instances side by side, every other one turned by half a turn around Z. */
function rowOf(random: Random, instances: number): number[][] {
  const pitch = random.step(400, 600, 50);
  return Array.from({ length: instances }, (_, index) => {
    const sign = index % 2 === 0 ? 1 : -1;
    return [sign, 0, 0, index * pitch, 0, sign, 0, 0, 0, 0, 1, 0];
  });
}

interface Written extends Omit<StepFile, 'products'> {
  readonly products: readonly { readonly name: string; readonly placements: readonly (readonly number[])[] }[];
}

function write({ api }: Kernel, family: Family, sizes: Sizes, transformation: Transformation, file: Written): Buffer {
  const building = api as unknown as BuildingApi;
  return scoped((scope) => {
    const shape = buildSolid(building, family.solid(sizes), transformation, scope);
    return writeStep(building, { ...file, products: file.products.map((product) => ({ ...product, shape })) }, scope);
  });
}

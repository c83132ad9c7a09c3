import type { NamedBytes } from '../../../queues/contract/creo-service.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { readIgesHeader } from '../iges/header.js';
import { identity } from '../topology/matrix.js';
import { countShapes } from '../topology/measure.js';
import type { KernelApi } from './api.js';
import { withProducts } from '../step/add-products.js';
import { isBinaryBrep } from '../brep/binary.js';
import { withShortStrings } from '../step/short-strings.js';
import type { DataExchangeReader, StepCafReader } from './exchange-api.js';
import type { EnumValue } from './owned.js';
import type { Shape } from './shape-api.js';
import { isMachineFault } from './failure.js';
import { readAssembly } from './assembly.js';
import type { KernelModel } from './model.js';
import { scoped } from './scope.js';
import type { Scope } from './scope.js';

export type KernelFormat = 'step' | 'iges' | 'brep';

/**
 * Lengths come out in mm: the kernel converts from the file's unit. BREP files carry no unit and are taken as they are.
 * @param external files that a STEP file refers to, under the names that it has for them
 */
export function readModel(
  api: KernelApi,
  format: KernelFormat,
  bytes: Uint8Array,
  scope: Scope,
  external: readonly NamedBytes[] = [],
): KernelModel {
  const path = `/document.${format}`;
  // The kernel looks for them in the folder of the document.
  const files = [...external.map((file) => ({ path: `/${file.name}`, bytes: file.bytes })), { path, bytes }];
  for (const file of files) api.FS.writeFile(file.path, file.bytes);
  try {
    if (format === 'step') return readStep(api, path, bytes, scope);
    return format === 'iges' ? readIges(api, path, bytes, scope) : readBrep(api, path, bytes, scope);
  } finally {
    for (const file of files) api.FS.unlink(file.path);
  }
}

function readStep(api: KernelApi, path: string, bytes: Uint8Array, scope: Scope): KernelModel {
  const { reader, warnings, hasUnits } = openStep(api, path, bytes, scope);
  const statedUnits = hasUnits ? stepUnits(api, reader.ChangeReader(), scope) : [];
  const document = new api.TDocStd_Document(scope.own(new api.TCollection_ExtendedString_1()));
  // The handle owns the document; freeing both would free it twice.
  const handle = scope.own(new api.Handle_TDocStd_Document_2(document));
  const transferred = reader.Transfer_1(handle, scope.own(new api.Message_ProgressRange_1()));
  const model = transferred ? readAssembly(api, document, scope) : null;
  if (model !== null && countShapes(api, model.whole).faces > 0)
    return { ...model, statedUnits, warnings: [...warnings, ...model.warnings] };
  return { ...single(transferPlain(api, new api.STEPControl_Reader_1(), path, 'STEP', scope)), statedUnits, warnings };
}

interface OpenedStep {
  readonly reader: StepCafReader;
  readonly hasUnits: boolean;
  readonly warnings: readonly string[];
}

/** Parses the text; where the kernel gives up or finds nothing to transfer, once more with what it stumbles over put right. */
function openStep(api: KernelApi, path: string, bytes: Uint8Array, scope: Scope): OpenedStep {
  const parse = (text: Uint8Array | null): { reader: StepCafReader; status: EnumValue } => {
    if (text !== null) api.FS.writeFile(path, text);
    const reader = scope.own(new api.STEPCAFControl_Reader_1());
    return { reader, status: reader.ReadFile(path) };
  };
  const warnings: string[] = [];
  let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let { reader, status } = parse(null);
  const short = isDone(api, status) ? null : withShortStrings(text);
  if (short !== null) {
    text = short;
    ({ reader, status } = parse(text));
    warnings.push('strings of more than 16,000 characters were shortened');
  }
  requireDone(api, status, 'STEP');
  if (reader.NbRootsForTransfer() > 0) return { reader, hasUnits: true, warnings };
  const added = withProducts(text);
  if (added !== null) ({ reader } = parse(added.bytes));
  if (added === null || reader.NbRootsForTransfer() === 0) {
    throw new ExtractionError('KERNEL_ERROR', 'the STEP file holds no product or shape that the kernel could transfer');
  }
  warnings.push('the file names no product that its shapes belong to');
  if (!added.hasUnits) warnings.push('the file states no unit for its shapes: they were taken as mm');
  return { reader, hasUnits: added.hasUnits, warnings };
}

function readIges(api: KernelApi, path: string, bytes: Uint8Array, scope: Scope): KernelModel {
  const reader = new api.IGESControl_Reader_1();
  // Blanked entities are construction geometry.
  reader.SetReadVisible(true);
  const { unit } = readIgesHeader(bytes);
  const model = single(transferPlain(api, reader, path, 'IGES', scope));
  if (unit !== null) return { ...model, statedUnits: [unit] };
  // IGES 5.3, section 2.2.4.3.14: the default of the unit flag, and what the kernel takes for a flag that it does not know.
  return {
    ...model,
    assumedUnit: 'inch',
    warnings: ['the file states no unit: its lengths were taken as inches, the default of IGES'],
  };
}

function readBrep(api: KernelApi, path: string, bytes: Uint8Array, scope: Scope): KernelModel {
  const shape = scope.own(new api.TopoDS_Shape());
  const progress = scope.own(new api.Message_ProgressRange_1());
  const read = isBinaryBrep(bytes)
    ? readBinary(() => api.BinTools.Read_2(shape, path, progress))
    : api.BRepTools.Read_2(shape, path, scope.own(new api.BRep_Builder()), progress);
  if (!read || shape.IsNull())
    throw new ExtractionError('FILE_CORRUPT', 'the BREP file is damaged: the kernel could not read a shape from it');
  return single(shape);
}

/** The kernel throws where the bytes are not what it expects. */
function readBinary(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (isMachineFault(error)) throw error;
    return false;
  }
}

/** The readers' own shape, without names and assembly. */
function transferPlain(api: KernelApi, reader: DataExchangeReader, path: string, kind: string, scope: Scope): Shape {
  scope.own(reader);
  requireDone(api, reader.ReadFile(path), kind);
  reader.TransferRoots(scope.own(new api.Message_ProgressRange_1()));
  return scope.own(reader.OneShape());
}

function single(shape: Shape): KernelModel {
  const parts = shape.IsNull() ? [] : [{ name: null, shape, placements: [identity] }];
  return { whole: shape, parts, components: [], statedUnits: [], warnings: [] };
}

function requireDone(api: KernelApi, status: { readonly value: number }, kind: string): void {
  if (isDone(api, status)) return;
  throw new ExtractionError('FILE_CORRUPT', `the ${kind} file is damaged: the kernel could not parse it`);
}

function isDone(api: KernelApi, status: EnumValue): boolean {
  return status.value === api.IFSelect_ReturnStatus.IFSelect_RetDone.value;
}

function stepUnits(
  api: KernelApi,
  reader: ReturnType<InstanceType<KernelApi['STEPCAFControl_Reader_1']>['ChangeReader']>,
  scope: Scope,
): string[] {
  const sequence = (): InstanceType<KernelApi['TColStd_SequenceOfAsciiString_1']> =>
    scope.own(new api.TColStd_SequenceOfAsciiString_1());
  const lengths = sequence();
  reader.FileUnits(lengths, sequence(), sequence());
  const units = Array.from({ length: lengths.Size() }, (_, index) =>
    scoped((inner) => inner.own(lengths.Value(index + 1)).ToCString()),
  );
  return [...new Set(units)];
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import type { CreoAnswer } from '../../../queues/contract/creo-service.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { parseModelName } from '../../../processors/creo/model-file-name.js';
import { lengthUnit } from '../../../processors/creo/units.js';
import type { CreoBackend, ServedModel } from '../server/backend.js';
import type { KernelBackend } from '../server/kernel-backend.js';
import { BomPaths, DimensionList, ExportedFile, FeatureList, MassProperties, ParameterList, Units } from './answers.js';
import { assemblyOf, bomOf, featuresOf, massOf, parametersOf } from './facts.js';
import { CreosonSession } from './session.js';

/** Calls a function of CREOSON on the open model and reads its answer. */
type Ask = <T extends z.ZodType>(command: string, name: string, answer: T, data?: object) => Promise<z.infer<T>>;

/**
 * A live Creo through CREOSON, on the machine of this server: Creo opens the model, tells what it alone knows, and exports STEP, of
 * which the kernel computes the boundary representation. Neutral files go to the kernel as they are.
 */
export class CreosonBackend implements CreoBackend {
  readonly name = 'creoson';
  readonly formats: readonly string[];
  readonly #session: CreosonSession;
  readonly #kernel: KernelBackend;

  private constructor(session: CreosonSession, kernel: KernelBackend) {
    this.#session = session;
    this.#kernel = kernel;
    this.formats = kernel.formats;
  }

  /** @throws {ExtractionError} CREO_UNAVAILABLE when CREOSON or Creo is not there */
  static async open(url: string, kernel: KernelBackend): Promise<CreosonBackend> {
    const session = new CreosonSession(url);
    await session.connect();
    return new CreosonBackend(session, kernel);
  }

  get version(): string {
    return `1, kernel ${this.#kernel.version}`;
  }

  async extract(model: ServedModel, signal: AbortSignal): Promise<CreoAnswer> {
    if (model.format !== 'creo_prt' && model.format !== 'creo_asm') return this.#kernel.extract(model, signal);
    const folder = await mkdtemp(join(tmpdir(), 'fleet-creoson-'));
    try {
      const { base, type } = parseModelName(basename(model.name));
      const file = `${base}.${type ?? (model.format === 'creo_asm' ? 'asm' : 'prt')}`;
      const dirname = await folderFor(model, folder);
      await this.#session.call('file', 'open', { file, dirname, display: false, activate: true }, signal);
      try {
        return await this.#read(model, file, folder, signal);
      } finally {
        // Creo answers by name: the next model of this name must not be the one in memory.
        await this.#session.call('file', 'erase', { file, erase_children: true }).catch(() => undefined);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Of the STEP export that came with the model, or of the neutral file itself: Creo is not asked. */
  tessellate(model: ServedModel, signal: AbortSignal): Promise<Uint8Array> {
    return this.#kernel.tessellate(model, signal);
  }

  sampleDistances(model: ServedModel, signal: AbortSignal): Promise<Uint8Array> {
    return this.#kernel.sampleDistances(model, signal);
  }

  close(): void {
    this.#kernel.close();
  }

  async #read(model: ServedModel, file: string, folder: string, signal: AbortSignal): Promise<CreoAnswer> {
    const ask: Ask = async (command, name, answer, data = {}) => {
      const parsed = answer.safeParse(await this.#session.call(command, name, { file, ...data }, signal));
      if (parsed.success) return parsed.data;
      throw new ExtractionError('CREO_MODEL_ERROR', `${command}:${name} answered in another form: ${parsed.error.message}`);
    };
    const mass = await ask('file', 'massprops', MassProperties);
    const massUnitName = (await ask('file', 'get_mass_units', Units)).units ?? null;
    const lengthUnitName = (await ask('file', 'get_length_units', Units)).units ?? null;
    const parameters = parametersOf(await ask('parameter', 'list', ParameterList));
    const tree = await ask('feature', 'list', FeatureList);
    const { dimlist } = await ask('dimension', 'list', DimensionList);
    const bom =
      model.format === 'creo_asm' ? await ask('bom', 'get_paths', BomPaths, { paths: true, get_transforms: true }) : null;
    const step = await ask('interface', 'export_file', ExportedFile, { type: 'STEP', dirname: folder, filename: 'export.stp' });
    const bytes = await readFile(join(folder, basename(step.filename)));
    const exported = await this.#kernel.extract(
      { ...model, name: step.filename, format: 'step', bytes, companions: [], path: null },
      signal,
    );

    const { facts } = exported;
    const length = lengthUnitName === null ? null : lengthUnit(lengthUnitName);
    const root = bom?.children ?? null;
    const fromTree = featuresOf(tree);
    return {
      backend: `${this.name} ${this.version}`,
      artifacts: exported.artifacts,
      facts: {
        ...facts,
        parameters,
        bom_items: root === null ? facts.bom_items : bomOf(root),
        metadata: {
          ...facts.metadata,
          units: length?.name ?? null,
          properties: {
            ...facts.metadata.properties,
            feature_tree: tree.featlist,
            model_dimensions: dimlist,
            creo_mass_properties: mass,
          },
        },
        cad: facts.cad && {
          ...facts.cad,
          units: length?.name ?? null,
          unit_source: length === null ? 'unknown' : 'stated',
          mass_kg: massOf(mass, massUnitName),
          // The feature tree knows what was meant; the kernel only what it looks like.
          features: fromTree.length > 0 ? fromTree : facts.cad.features,
          assembly: root === null ? facts.cad.assembly : assemblyOf(root, length?.mm ?? null),
        },
      },
    };
  }
}

/** Creo opens files: what was sent is written beside what it needs. */
async function folderFor(model: ServedModel, folder: string): Promise<string> {
  if (model.path !== null) return dirname(model.path);
  const files = [{ name: basename(model.name), bytes: model.bytes }, ...model.companions];
  for (const { name, bytes } of files) await writeFile(join(folder, basename(name)), bytes);
  return folder;
}

import fc from 'fast-check';
import { extractCreoJson } from '../../processors/creo/json/extract.js';
import { extract as extractDxf } from '../../processors/dxf/extract.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import { Extraction } from '../../queues/contract/facts.js';
import type { ExtractionPorts } from '../../queues/contract/processor.js';
import { creoJsonText, dxfBytes } from './generated-input.js';

export interface FuzzedReader {
  readonly reader: string;
  readonly inputs: number;
  readonly facts: number;
  readonly classes: string;
  /** The smallest input that was answered with neither facts as agreed nor a named class. */
  readonly counterexample: string | null;
}

const silent: ExtractionPorts = { stage: () => undefined, keep: null };

/** Generated input to the two readers that are the project's own from the first byte on. */
export async function fuzzReaders(inputs: number, seed: number): Promise<FuzzedReader[]> {
  return [
    await fuzz('DXF', dxfBytes, (bytes) => extractDxf({ name: 'a.dxf', format: 'dxf', bytes }, silent), { inputs, seed }),
    await fuzz(
      'Creo JSON',
      creoJsonText,
      (text) => extractCreoJson({ name: 'a.prt.json', format: 'creo_json', bytes: Buffer.from(text) }, silent),
      { inputs, seed },
    ),
  ];
}

async function fuzz<T>(
  reader: string,
  input: fc.Arbitrary<T>,
  read: (input: T) => unknown,
  { inputs, seed }: { inputs: number; seed: number },
): Promise<FuzzedReader> {
  const classes = new Map<string, number>();
  let facts = 0;
  let tried = 0;
  const property = fc.asyncProperty(input, async (made) => {
    tried += 1;
    try {
      // As a child hands it over: through JSON, and then held against the contract.
      Extraction.parse(JSON.parse(JSON.stringify(await read(made))));
      facts += 1;
    } catch (error) {
      if (!(error instanceof ExtractionError) || error.errorClass === 'INTERNAL') throw error;
      classes.set(error.errorClass, (classes.get(error.errorClass) ?? 0) + 1);
    }
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: inputs, seed });
  const failure = `${JSON.stringify(counterexample).slice(0, 1000)} ${String(errorInstance).slice(0, 1000)}`;
  return {
    reader,
    inputs: tried,
    facts,
    classes: [...classes].map(([name, count]) => `${name} ${count}`).join(', '),
    counterexample: failed ? failure : null,
  };
}

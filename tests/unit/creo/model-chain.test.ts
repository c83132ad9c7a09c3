import { describe, expect, it } from 'vitest';
import { creoModelProcessor } from '../../../processors/creo/processor.js';
import type { CreoMode } from '../../../queues/contract/creo-service.js';
import { ExtractionError, type ErrorClass } from '../../../queues/contract/errors.js';
import { emptyExtraction, type Extraction } from '../../../queues/contract/facts.js';

interface Setting {
  readonly mode?: CreoMode;
  readonly names?: readonly string[];
  /** Why the service is not asked. */
  readonly away?: string;
  /** How an engine fails; the others answer. */
  readonly failing?: Partial<Record<string, ErrorClass>>;
}

async function chain({
  mode = 'auto',
  names = [],
  away,
  failing = {},
}: Setting): Promise<{ asked: string[]; answer: Extraction }> {
  const asked: string[] = [];
  const answer = await creoModelProcessor.chain(
    (engine, companions = []) => {
      asked.push([engine, ...companions].join(' '));
      const errorClass = failing[engine];
      if (errorClass) return Promise.reject(new ExtractionError(errorClass, `${engine} failed`));
      return Promise.resolve(emptyExtraction(engine as Extraction['extractor'], '1'));
    },
    {
      name: 'job/a.prt.2',
      companions: () => Promise.resolve(['a.prt.2', ...names]),
      creo: {
        mode,
        ask: (call) => (away === undefined ? call() : Promise.reject(new ExtractionError('CREO_UNAVAILABLE', away))),
      },
    },
  );
  return { asked, answer };
}

describe('the ways to a Creo model', () => {
  it('begin with the service, which is given the neutral export', async () => {
    const { asked, answer } = await chain({ names: ['a.stp', 'a.prt.json'] });
    expect(asked).toEqual(['grpc a.stp']);
    expect(answer).toMatchObject({ extractor: 'grpc', fallback_reason: null });
  });

  it('go on to the JSON export and say why', async () => {
    const { asked, answer } = await chain({ names: ['a.stp', 'a.prt.json'], failing: { grpc: 'CREO_UNAVAILABLE' } });
    expect(asked).toEqual(['grpc a.stp', 'json a.prt.json']);
    expect(answer).toMatchObject({ extractor: 'json', fallback_reason: 'grpc: grpc failed' });
  });

  it('go on to the kernel and the header, with every reason', async () => {
    const kernel = await chain({ names: ['a.stp'], away: 'switched away' });
    expect(kernel.asked).toEqual(['kernel a.stp']);
    const { asked, answer } = await chain({ names: ['a.stp'], away: 'switched away', failing: { kernel: 'CREO_MODEL_ERROR' } });
    expect(asked).toEqual(['kernel a.stp', 'creo-header']);
    expect(answer.fallback_reason).toBe('grpc: switched away; json: no JSON export lies beside the model; kernel: kernel failed');
  });

  it.each<ErrorClass>(['FILE_EMPTY', 'FORMAT_MISMATCH', 'FILE_CORRUPT', 'INTERNAL'])(
    'end where the file itself is at fault or the worker gave up: %s',
    async (errorClass) => {
      await expect(chain({ names: ['a.stp'], failing: { grpc: errorClass } })).rejects.toMatchObject({ errorClass });
    },
  );

  it('are one alone where one is asked for', async () => {
    await expect(chain({ mode: 'grpc', names: ['a.stp'], failing: { grpc: 'CREO_UNAVAILABLE' } })).rejects.toMatchObject({
      errorClass: 'CREO_UNAVAILABLE',
    });
    expect((await chain({ mode: 'header', names: ['a.stp'] })).asked).toEqual(['creo-header']);
    expect((await chain({ mode: 'json', names: ['a.stp'] })).asked).toEqual(['creo-header']);
    expect((await chain({ mode: 'kernel', names: ['a.stp', 'a.prt.json'] })).asked).toEqual(['kernel a.stp']);
  });
});

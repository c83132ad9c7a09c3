import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { createWorker, OEM, PSM } from 'tesseract.js';
import { tiff, type GreyImage, type RecognisedWord, type Recogniser } from './recogniser.js';
import { wordsOfTsv } from './tsv.js';

/**
 * Pictures after which the worker is replaced, which takes 0.2 s. Its heap grows to what the largest picture takes and
 * stays there: 52 MB after 8 pictures and after 65, A3 among them.
 */
const recycleAfter = 500;

/** tesseract.js with the English data of the npm package; nothing is fetched, nothing cached on disk. */
export function wasmRecogniser(): Recogniser {
  return new WasmRecogniser();
}

class WasmRecogniser implements Recogniser {
  readonly name = 'tesseract.js';
  #worker: Tesseract.Worker | undefined;
  #pictures = 0;

  async recognise(image: GreyImage, dpi: number): Promise<RecognisedWord[]> {
    if (this.#pictures++ >= recycleAfter) await this.close();
    this.#worker ??= await start();
    const thread = threadOf(this.#worker);
    thread?.ref();
    try {
      await this.#worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: String(dpi) });
      const result = await this.#worker.recognize(tiff(image), {}, { text: false, tsv: true });
      return wordsOfTsv(result.data.tsv ?? '');
    } finally {
      // An idle recogniser must not keep its process alive.
      thread?.unref();
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    this.#pictures = 0;
  }
}

function start(): Promise<Tesseract.Worker> {
  const data = path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  return createWorker('eng', OEM.LSTM_ONLY, { langPath: path.join(data, '4.0.0_best_int'), gzip: true, cacheMethod: 'none' });
}

/** The thread that the worker's object holds but does not declare. */
function threadOf(worker: Tesseract.Worker): Thread | undefined {
  const thread: unknown = Reflect.get(worker, 'worker');
  return thread instanceof Thread ? thread : undefined;
}

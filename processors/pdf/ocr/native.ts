import { spawn } from 'node:child_process';
import { pgm, type GreyImage, type RecognisedWord, type Recogniser } from './recogniser.js';
import { wordsOfTsv } from './tsv.js';

/** `--psm`, page segmentation mode of Tesseract: text here and there, as on a drawing. */
const sparse = '11';

/** The `tesseract` program, when it is on the PATH and has English data; null otherwise. */
export async function nativeRecogniser(): Promise<Recogniser | null> {
  const languages = await run(['--list-langs'], null).catch(() => '');
  if (!/^eng\s*$/m.test(languages)) return null;
  return {
    name: 'tesseract',
    recognise,
    close: () => Promise.resolve(),
  };
}

async function recognise(image: GreyImage, dpi: number): Promise<RecognisedWord[]> {
  const tsv = await run(['stdin', 'stdout', '-l', 'eng', '--oem', '1', '--psm', sparse, '--dpi', String(dpi), 'tsv'], pgm(image));
  return wordsOfTsv(tsv);
}

/** Standard output of one call. The program inherits the environment; more than one thread per page only costs (measured). */
function run(args: readonly string[], input: Buffer | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', args, { env: { ...process.env, OMP_THREAD_LIMIT: '1' }, windowsHide: true });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    // A program that refuses its input closes the pipe; its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      // `--list-langs` answers on one stream or the other, depending on the version.
      if (code === 0) resolve(Buffer.concat(input ? output : [...output, ...errors]).toString('utf8'));
      else reject(new Error(`tesseract ended with ${String(code)}: ${Buffer.concat(errors).toString('utf8').slice(0, 300)}`));
    });
    child.stdin.end(input ?? undefined);
  });
}

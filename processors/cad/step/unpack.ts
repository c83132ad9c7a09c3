import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { ExtractionError } from '../../../queues/contract/errors.js';

/** The text of a file of a gigabyte is more than a child's memory holds once the kernel has made entities of it. */
const mostBytes = 1024 ** 3;

const [gzip, zip] = ['\x1f\x8b', 'PK\x03\x04'];

/**
 * The bytes of a STEP file; of a compressed one (`.stpZ`, `.stp.gz`: gzip, or a zip archive with one STEP file) unpacked.
 * @throws {ExtractionError} FILE_CORRUPT, FILE_TOO_LARGE, FORMAT_MISMATCH for a zip archive without a STEP file
 */
export function unpackStep(bytes: Uint8Array, name: string): Buffer {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = packed.toString('latin1', 0, 4);
  return head.startsWith(gzip) ? gunzip(packed, name) : head === zip ? unzip(packed, name) : packed;
}

function gunzip(packed: Buffer, name: string): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
    throw damaged(name, error);
  }
}

function unzip(packed: Buffer, name: string): Buffer {
  const found: string[] = [];
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(packed, {
      filter: (entry) => {
        if (!/\.(?:stp|step|p21)$/i.test(entry.name)) return false;
        if (entry.originalSize > mostBytes) throw tooLarge(name);
        found.push(entry.name);
        return found.length === 1;
      },
    });
  } catch (error) {
    throw error instanceof ExtractionError ? error : damaged(name, error);
  }
  const text = Object.values(unpacked)[0];
  if (text === undefined) throw new ExtractionError('FORMAT_MISMATCH', `${name} is a zip archive without a STEP file`);
  if (found.length > 1) {
    throw new ExtractionError(
      'FORMAT_MISMATCH',
      `${name} is a zip archive of several STEP files: ${found.slice(0, 5).join(', ')}`,
    );
  }
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength);
}

function damaged(name: string, error: unknown): ExtractionError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ExtractionError('FILE_CORRUPT', `${name} cannot be unpacked: ${reason}`, { cause: error });
}

function tooLarge(name: string): ExtractionError {
  return new ExtractionError('FILE_TOO_LARGE', `${name} unpacks to more than ${mostBytes / 1024 ** 2} MiB`);
}

import { zlibSync } from 'fflate';
import type { Random } from '../random.js';

interface Pixels {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture with the soft gradients of a photo. */
function gradient(random: Random, width: number, height: number): Pixels {
  const bytes = Buffer.alloc(width * height * 3);
  const base = [random.int(60, 200), random.int(60, 200), random.int(60, 200)];
  const horizon = random.int(Math.floor(height / 3), Math.floor((2 * height) / 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = y < horizon ? y / horizon : (x + y) / (width + height);
      base.forEach((level, channel) => {
        bytes[(y * width + x) * 3 + channel] = Math.round(level * (0.4 + 0.6 * shade));
      });
    }
  }
  return { bytes, width, height };
}

export async function photoJpeg(random: Random): Promise<Buffer> {
  // Loaded where a picture is made: a worker must start where the native library does not load.
  const { default: sharp } = await import('sharp');
  const { bytes, width, height } = gradient(random, 640, 480);
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80, mozjpeg: false })
    .toBuffer();
}

/** An 8-bit RGB PNG (W3C PNG, third edition), deflated in JavaScript so that its bytes are the same on every machine. */
export function picturePng(random: Random): Buffer {
  const { bytes, width, height } = gradient(random, 160, 120);
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.concat([Buffer.from([0]), bytes.subarray(y * width * 3, (y + 1) * width * 3)]),
    ),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from(zlibSync(rows, { level: 9 }))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

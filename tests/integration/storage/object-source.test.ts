import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DownloadFolder } from '../../../adapters/source/download-folder.js';
import { ObjectSource } from '../../../adapters/source/object-storage/object-source.js';
import { parseBucketUri } from '../../../adapters/source/object-storage/settings.js';
import type { SourceEntry } from '../../../adapters/source/source.js';
import { openTestObjectStorage, testBucket, type TestObjectStorage } from '../../support/object-storage.js';

const big = randomBytes(300_000);
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const never = new AbortController().signal;

let storage: TestObjectStorage;
let downloads: DownloadFolder;
let source: ObjectSource;
let told: string[];

beforeAll(async () => {
  storage = await openTestObjectStorage();
  downloads = new DownloadFolder();
  await storage.put('plans/a/big.pdf', big);
  await storage.put('plans/a/small.dxf', 'small');
  await storage.put('plans/a/empty.pdf', '');
  await storage.put('plans/a/deeper/other.dxf', 'other');
  await storage.put('secret/x.dxf', 'not below the prefix');
});

beforeEach(() => {
  told = [];
  source = open();
});

afterEach(() => {
  source.close();
  storage.proxy.reset();
});

afterAll(async () => {
  downloads.close();
  await storage.close();
});

function open(uri = `s3://${testBucket}/plans`): ObjectSource {
  const address = parseBucketUri(uri);
  if (!address) throw new Error(`${uri} is no bucket`);
  return new ObjectSource(address, {
    settings: storage.settings,
    downloads,
    delayMs: () => 20,
    onRefuses: () => told.push('refuses'),
    onAnswers: () => told.push('answers'),
  });
}

async function listed(from: ObjectSource): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of from.list()) entries.push(entry);
  return entries;
}

/** Opens a file, checks that it came whole, and gives it back. */
async function expectWhole(key: string, bytes: Uint8Array): Promise<void> {
  const file = await source.open(key, never);
  expect(sha256(readFileSync(file.path))).toBe(sha256(bytes));
  expect(file.content?.contentHash).toBe(sha256(bytes));
  await file.release();
  expect(existsSync(file.path)).toBe(false);
}

describe('objects of a bucket', () => {
  it('are listed below their prefix, over as many pages as it takes', async () => {
    const numbers = Array.from({ length: 1_005 }, (_, n) => n);
    await Promise.all(numbers.map((n) => storage.put(`many/${n}.dxf`, 'x')));
    const many = await listed(open(`s3://${testBucket}/many/`));
    expect(new Set(many.map(({ storageKey }) => storageKey)).size).toBe(1_005);
    expect(storage.proxy.seen.filter(({ isList }) => isList)).toHaveLength(2);
    expect((await listed(source)).map(({ storageKey, sizeBytes }) => [storageKey, sizeBytes])).toEqual([
      ['a/big.pdf', 300_000],
      ['a/deeper/other.dxf', 5],
      ['a/empty.pdf', 0],
      ['a/small.dxf', 5],
    ]);
  });

  it('are inspected with one request: small ones whole, of large ones their first bytes and what stands for the rest', async () => {
    const inspected = new Map<string, string>();
    for (const entry of await listed(source)) {
      const { head, contentHash } = await source.inspect(entry);
      inspected.set(entry.storageKey, contentHash);
      expect(head.length).toBe(Math.min(entry.sizeBytes, 8192));
    }
    expect(inspected.get('a/small.dxf')).toBe(sha256('small'));
    expect(inspected.get('a/empty.pdf')).toBe(sha256(''));
    expect(inspected.get('a/big.pdf')).toBe(`etag:${createHash('md5').update(big).digest('hex')}:300000`);
    const gets = storage.proxy.seen.filter(({ isList }) => !isList);
    expect(gets.map(({ path, range }) => [path, range])).toEqual([
      ['/archive/plans/a/big.pdf', 'bytes=0-8191'],
      ['/archive/plans/a/deeper/other.dxf', null],
      ['/archive/plans/a/small.dxf', null],
    ]);
    // Backblaze B2 knows no checksum headers.
    expect(storage.proxy.seen.flatMap(({ headers }) => headers).filter((name) => name.includes('checksum'))).toEqual([]);
  });

  it('come to this machine whole and hashed, and tell what the hash replaces', async () => {
    await expectWhole('a/big.pdf', big);
    const file = await source.open('a/big.pdf', never);
    expect(file.content?.stoodFor).toBe((await source.inspect(await source.describe('a/big.pdf'))).contentHash);
    await file.release();
  });

  it('lie on this machine under names of its own', async () => {
    await storage.put('plans/CON:/nul .dxf', 'reserved on Windows');
    const file = await source.open('CON:/nul .dxf', never);
    expect(dirname(file.path)).toBe(downloads.path);
    expect(basename(file.path)).toMatch(/^[0-9a-f-]{36}$/);
    expect(readFileSync(file.path, 'utf8')).toBe('reserved on Windows');
    await file.release();
  });

  it('can be read as a stream, tried once', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of (await source.read('a/big.pdf')) as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(sha256(Buffer.concat(chunks))).toBe(sha256(big));
    storage.proxy.fault = () => ({ kind: 'refuse', status: 503 });
    await expect(source.read('a/big.pdf')).rejects.toThrow();
    expect(storage.proxy.seen).toHaveLength(2);
  });

  it('have neighbours, which go with them', async () => {
    const file = await source.open('a/big.pdf', never);
    expect([...(await file.folder.names())].sort()).toEqual(['big.pdf', 'deeper', 'empty.pdf', 'small.dxf']);
    expect(await file.folder.names('deeper')).toHaveLength(1);
    expect(await file.folder.names('../a/deeper')).toHaveLength(1);
    expect(await file.folder.names('../..')).toEqual([]);
    const neighbour = await file.folder.path('small.dxf');
    expect(readFileSync(neighbour, 'utf8')).toBe('small');
    await file.release();
    expect(existsSync(neighbour)).toBe(false);
  });

  it('that are not there are missing, and leave nothing on the disk', async () => {
    await expect(source.open('a/gone.pdf', never)).rejects.toMatchObject({ errorClass: 'FILE_MISSING' });
    expect(await source.describe('a/gone.pdf')).toMatchObject({
      unreadable: expect.stringContaining('not in the storage') as string,
    });
    expect(readdirSync(downloads.path)).toEqual([]);
    expect(told).toEqual([]);
  });

  it.each(['../secret/x.dxf', '/etc/passwd', 'C:\\Windows\\win.ini', 'a/../../secret/x.dxf', 'a\u0000b'])(
    'with a key like %j never lead to another object or another folder',
    async (key) => {
      await expect(source.open(key, never)).rejects.toMatchObject({
        errorClass: expect.stringMatching(/^(?:FILE_MISSING|STORAGE_UNAVAILABLE)$/) as string,
      });
      expect(await source.describe(key).catch((error: unknown) => error)).not.toMatchObject({ unreadable: null });
      for (const { path, isList } of storage.proxy.seen) {
        expect(isList || (path.startsWith('/archive/plans/') && !path.includes('..'))).toBe(true);
      }
    },
  );
});

describe('a storage with faults', () => {
  it('is continued where a body was cut, of the same version only', async () => {
    let cuts = 0;
    storage.proxy.fault = () => (cuts++ < 3 ? { kind: 'cut', afterBytes: 70_000 } : null);
    await expectWhole('a/big.pdf', big);
    const etag = `"${createHash('md5').update(big).digest('hex')}"`;
    const [first, ...others] = storage.proxy.seen;
    expect(first).toMatchObject({ range: null, ifMatch: null });
    expect(others).toHaveLength(3);
    for (const { range, ifMatch } of others) {
      expect(range).toMatch(/^bytes=[1-9]\d*-$/);
      expect(ifMatch).toBe(etag);
    }
    expect(told).toEqual([]);
  });

  it('that falls silent in a body is asked for the rest', async () => {
    let silences = 0;
    storage.proxy.fault = () => (silences++ < 1 ? { kind: 'silence', afterBytes: 100_000 } : null);
    await expectWhole('a/big.pdf', big);
    expect(storage.proxy.seen.map(({ range }) => range)).toEqual([null, 'bytes=100000-']);
  });

  it('that trickles is waited for as long as something comes', async () => {
    storage.proxy.fault = () => ({ kind: 'trickle', bytes: 10_000, everyMs: 50 });
    await expectWhole('a/big.pdf', big);
    expect(storage.proxy.seen).toHaveLength(1);
  });

  it('gives up an object whose body is cut again and again at the same byte', async () => {
    storage.proxy.fault = ({ range }) => ({ kind: 'cut', afterBytes: range === null ? 1000 : 0 });
    await expect(source.open('a/big.pdf', never)).rejects.toMatchObject({
      errorClass: 'STORAGE_UNAVAILABLE',
      message: expect.stringMatching(/plans\/a\/big\.pdf.*cut/) as string,
    });
    expect(readdirSync(downloads.path)).toEqual([]);
  });

  it('begins anew when the object was replaced meanwhile', async () => {
    const newer = randomBytes(200_000);
    await storage.put('plans/b/changes.pdf', big);
    let requests = 0;
    let replaced = Promise.resolve();
    storage.proxy.fault = () => {
      requests += 1;
      if (requests > 1) return null;
      replaced = storage.put('plans/b/changes.pdf', newer);
      return { kind: 'cut', afterBytes: 50_000 };
    };
    const file = await source.open('b/changes.pdf', never);
    await replaced;
    expect([sha256(big), sha256(newer)]).toContain(file.content?.contentHash);
    expect(sha256(readFileSync(file.path))).toBe(file.content?.contentHash);
    await file.release();
  });

  it('behind a gateway that speaks HTML is understood by its status', async () => {
    let answers = 0;
    storage.proxy.fault = () => (answers++ < 2 ? { kind: 'gateway', status: 503 } : null);
    await expectWhole('a/big.pdf', big);
    expect(told).toEqual(['refuses', 'answers']);
    storage.proxy.fault = ({ isList }) => (isList ? null : { kind: 'gateway', status: 404 });
    await expect(source.open('a/big.pdf', never)).rejects.toMatchObject({ errorClass: 'FILE_MISSING' });
  });

  it.each([429, 503] as const)('that answers %i slows everybody and fails no file', async (status) => {
    let refusals = 0;
    storage.proxy.fault = () => (refusals++ < 9 ? { kind: 'refuse', status } : null);
    await Promise.all([expectWhole('a/big.pdf', big), expectWhole('a/small.dxf', Buffer.from('small'))]);
    expect(told).toEqual(['refuses', 'answers']);
    // Two files at first; then the storage alone is asked until it answers.
    expect(storage.proxy.seen.slice(2, 9).every(({ isList }) => isList)).toBe(true);
  });

  it('that refuses one object alone fails that one by its class', async () => {
    storage.proxy.fault = ({ path }) => (path.endsWith('small.dxf') ? { kind: 'refuse', status: 429 } : null);
    // The others are answered for as long as this one is tried, however slow the machine.
    let isTried = true;
    const others = (async () => {
      while (isTried) {
        await source.describe('a/empty.pdf');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    await expect(source.open('a/small.dxf', never)).rejects.toMatchObject({ errorClass: 'RATE_LIMITED' });
    isTried = false;
    await others;
    await expectWhole('a/big.pdf', big);
  });

  it('is let go when the worker gives the file up', async () => {
    storage.proxy.fault = () => ({ kind: 'refuse', status: 503 });
    const stop = new AbortController();
    const opened = source.open('a/big.pdf', stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(opened).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(downloads.path)).toEqual([]);
  });
});

describe('a bucket that cannot be read', () => {
  it('is told before a run, with the reason and without the secret', async () => {
    await expect(open('s3://nothing-here').check()).rejects.toThrow(/s3:\/\/nothing-here\/ cannot be listed: .*bucket/);
    const wrong = new ObjectSource(
      { bucket: testBucket, prefix: '' },
      { settings: { ...storage.settings, accessKeyId: 'NOBODY', secretAccessKey: 'hush-hush' }, downloads },
    );
    await expect(wrong.check()).rejects.toThrow(/cannot be listed: 403/);
    await expect(wrong.check()).rejects.not.toThrow(/hush-hush/);
    expect(() => open().close()).not.toThrow();
  });

  it('needs keys', () => {
    const settings = { ...storage.settings, accessKeyId: undefined };
    expect(() => new ObjectSource({ bucket: testBucket, prefix: '' }, { settings, downloads })).toThrow(/S3_ACCESS_KEY_ID/);
  });
});

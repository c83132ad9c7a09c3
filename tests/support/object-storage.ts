import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ObjectStorageSettings } from '../../adapters/source/object-storage/settings.js';
import { openFaultProxy, type FaultProxy } from './fault-proxy.js';
import { openTestFolder } from './files.js';

export interface TestObjectStorage {
  /** Reaches the bucket through the proxy. */
  readonly settings: ObjectStorageSettings;
  readonly proxy: FaultProxy;
  put(key: string, content: string | Uint8Array): Promise<void>;
  /** Puts all files of a folder below a prefix. */
  putFolder(folder: string, prefix: string): Promise<void>;
  close(): Promise<void>;
}

export const testBucket = 'archive';
/** What s3rver accepts. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** A real S3 server on loopback with one empty bucket, and a proxy of faults before it. */
export async function openTestObjectStorage(): Promise<TestObjectStorage> {
  const folder = openTestFolder();
  const server = fork(join(import.meta.dirname, 's3-server.mjs'), [folder.path], { execArgv: ['--openssl-legacy-provider'] });
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const proxy = await openFaultProxy(port);
  const direct = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await direct.send(new CreateBucketCommand({ Bucket: testBucket }));
  const put = async (key: string, content: string | Uint8Array): Promise<void> => {
    await direct.send(new PutObjectCommand({ Bucket: testBucket, Key: key, Body: Buffer.from(content) }));
  };
  return {
    settings: { endpoint: proxy.url, region: 'us-east-1', ...credentials, idleMs: 1_000 },
    proxy,
    put,
    async putFolder(path, prefix) {
      for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        await put(prefix + file.slice(path.length + 1).replaceAll(sep, '/'), readFileSync(file));
      }
    },
    async close() {
      direct.destroy();
      await proxy.close();
      const exited = once(server, 'exit');
      server.disconnect();
      await exited;
      folder.close();
    },
  };
}

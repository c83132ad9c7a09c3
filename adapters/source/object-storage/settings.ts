/** How a bucket is reached; from the configuration. */
export interface ObjectStorageSettings {
  /** https://s3.us-west-004.backblazeb2.com; without it, Amazon's. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  /** A body that brings nothing for this long counts as cut. */
  readonly idleMs?: number;
}

/** For whoever reads folders alone. */
export const noObjectStorage: ObjectStorageSettings = {
  endpoint: undefined,
  region: 'us-east-1',
  accessKeyId: undefined,
  secretAccessKey: undefined,
};

/** A bucket and a prefix that ends with a slash, or is empty. */
export interface BucketAddress {
  readonly bucket: string;
  readonly prefix: string;
}

const bucketUri = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/i;

/** Null when it is no `s3://bucket/prefix`. */
export function parseBucketUri(uri: string): BucketAddress | null {
  const found = bucketUri.exec(uri)?.groups;
  if (!found) return null;
  const prefix = found['prefix'] ?? '';
  return { bucket: found['bucket'] ?? '', prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` };
}

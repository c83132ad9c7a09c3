import { describe, expect, it } from 'vitest';
import { parseBucketUri } from '../../../adapters/source/object-storage/settings.js';

describe('the address of a bucket', () => {
  it.each([
    ['s3://archive', 'archive', ''],
    ['s3://archive/', 'archive', ''],
    ['s3://archive/jobs', 'archive', 'jobs/'],
    ['s3://archive/jobs/2024/', 'archive', 'jobs/2024/'],
    ['s3://archive/Y:/jobs', 'archive', 'Y:/jobs/'],
  ])('%s', (uri, bucket, prefix) => {
    expect(parseBucketUri(uri)).toEqual({ bucket, prefix });
  });

  it.each(['/mnt/archive', 'C:\\archive', 's3:/archive', 's3://', 's3://_', 'https://archive/x'])('is not %s', (uri) => {
    expect(parseBucketUri(uri)).toBeNull();
  });
});

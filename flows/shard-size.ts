/** What a shard should be for one child: longer shards cost less around them, shorter ones are spread better and lost sooner. */
const childSecondsPerShard = 20;
const leastFiles = 5;
const mostFiles = 200;

/** Files per shard from the mean time of a file; null, when none has been read yet, leaves the queue's own size. */
export function shardSizeFor(msPerFile: number | null): number | null {
  if (msPerFile === null) return null;
  return Math.min(mostFiles, Math.max(leastFiles, Math.round((childSecondsPerShard * 1000) / Math.max(1, msPerFile))));
}

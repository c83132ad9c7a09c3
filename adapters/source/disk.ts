import { statfs } from 'node:fs/promises';

/**
 * Used share of the disk that holds `folder` as `df` tells it, in percent: of what a process without privileges may use, for the blocks that are
 * kept for root are neither used nor to be had. Null where the platform does not tell.
 */
export async function diskUsedPercent(folder: string): Promise<number | null> {
  try {
    const { blocks, bfree, bavail } = await statfs(folder);
    const used = blocks - bfree;
    const usable = used + bavail;
    return usable === 0 ? null : Math.round((used / usable) * 1000) / 10;
  } catch {
    return null;
  }
}

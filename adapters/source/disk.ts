import { statfs } from 'node:fs/promises';

/** Used share of the disk that holds `folder`, in percent; null where the platform does not tell. */
export async function diskUsedPercent(folder: string): Promise<number | null> {
  try {
    const { blocks, bavail } = await statfs(folder);
    return blocks === 0 ? null : Math.round((1 - bavail / blocks) * 1000) / 10;
  } catch {
    return null;
  }
}

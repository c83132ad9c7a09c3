import type { ExtractionPorts } from '../../queues/contract/processor.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { CadFact } from '../../queues/contract/facts.js';
import type { KernelApi } from './kernel/api.js';
import type { MeasuredPart } from './measure-part.js';
import { meshModel } from './mesh/mesh-model.js';
import { pointCloud, type PointCloud } from './mesh/point-cloud.js';
import { renderViews } from './views/render-views.js';

export interface Derived {
  readonly cloud: PointCloud | null;
  readonly views: NonNullable<CadFact['views']>;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/** What is computed from the model's mesh: its point cloud, and its views where somebody keeps them. */
export async function derive(
  api: KernelApi,
  parts: readonly MeasuredPart[],
  enter: (stage: string) => void,
  keep: ExtractionPorts['keep'],
): Promise<Derived> {
  const mesh = meshModel(api, parts);
  if (!mesh) return { cloud: null, views: [], warnings: ['no point cloud and no views: the model has too many triangles'] };
  enter('point cloud');
  const cloud = pointCloud(mesh);
  const warnings = cloud ? [] : ['no point cloud: the mesh has no area'];
  if (!keep) return { cloud, views: [], warnings };
  enter('views');
  try {
    return { cloud, views: await renderViews(mesh, keep), warnings };
  } catch (error) {
    // A place to keep them that does not answer is worth another try; a platform without sharp is not.
    if (error instanceof ExtractionError) throw error;
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { cloud, views: [], warnings: [...warnings, `no views: ${reason}`] };
  }
}

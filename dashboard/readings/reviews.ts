import type { Sql } from '../../adapters/postgres/connect.js';
import { reviewReasons, type ReviewReason } from '../../processors/link/methods.js';

export interface GroupToReview {
  readonly id: number;
  readonly name: string;
  readonly project_code: string | null;
  readonly method: string;
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly members: readonly {
    readonly file_id: number;
    readonly path: string;
    readonly role: string | null;
    readonly is_primary: boolean;
  }[];
}

export interface ReviewQueue {
  readonly waiting: number;
  /** A group may ask for several reasons. */
  readonly by_reason: readonly { readonly reason: ReviewReason; readonly meaning: string; readonly groups: number }[];
  /** The first of the queue; all are in `document_groups` where `needs_review`. */
  readonly groups: readonly GroupToReview[];
}

const groupsShown = 20;
const membersShown = 8;

/** Document groups of the run's source that ask a person for a look. The counts and the list are read by the index of the queue. */
export async function readReviewQueue(sql: Sql, runId: number): Promise<ReviewQueue> {
  const queue = sql`FROM document_groups g WHERE g.needs_review AND g.source_id = (SELECT source_id FROM runs WHERE id = ${runId})`;
  const [total] = await sql<{ waiting: number }[]>`SELECT count(*)::int AS waiting ${queue}`;
  const byReason = await sql<{ reason: ReviewReason; groups: number }[]>`
    SELECT reason, count(*)::int AS groups FROM (SELECT unnest(g.review_reasons) AS reason ${queue}) r
    GROUP BY reason ORDER BY groups DESC, reason`;
  const groups = await sql<GroupToReview[]>`
    SELECT g.id, g.name, g.project_code, g.linking_method AS method, g.linking_confidence::float8 AS confidence, g.review_reasons AS reasons,
      COALESCE((
        SELECT jsonb_agg(jsonb_build_object('file_id', m.file_id, 'path', m.path, 'role', m.role, 'is_primary', m.is_primary) ORDER BY m.is_primary DESC, m.path)
        FROM (
          SELECT m.file_id, f.storage_key AS path, m.role, m.is_primary
          FROM document_group_members m JOIN files f ON f.id = m.file_id WHERE m.group_id = g.id LIMIT ${membersShown}) m), '[]') AS members
    ${queue} ORDER BY g.id LIMIT ${groupsShown}`;
  return {
    waiting: total?.waiting ?? 0,
    by_reason: byReason.map((row) => ({ ...row, meaning: reviewReasons[row.reason] })),
    groups: groups.map((group) => ({ ...group, reasons: group.reasons.map((reason) => reviewReasons[reason as ReviewReason]) })),
  };
}

import type { Identity, LinkedFile, Linkage } from '../../../processors/link/identity.js';

/** One row of `file_identities` but for the keys that a decision or a number inside the file may set. Nulls are left out. */
export type IdentityRow = Readonly<Record<string, unknown>> & { readonly file_id: number };

export function identityRow(fileId: number, inputDigest: string, { identity, linkage }: LinkedFile): IdentityRow {
  return {
    file_id: fileId,
    input_digest: inputDigest,
    ...linkageColumns(linkage),
    ...identityColumns(identity),
  };
}

function linkageColumns(linkage: Linkage): Readonly<Record<string, unknown>> {
  return {
    parsed_key: linkage.groupKey,
    kind: linkage.kind,
    scope: linkage.scope,
    title: linkage.title,
    exact: linkage.exact,
    role: linkage.role ?? undefined,
    representation: linkage.representation,
    preference: linkage.preference,
    slot: linkage.slot,
  };
}

function identityColumns(identity: Identity): Readonly<Record<string, unknown>> {
  return {
    base_name: identity.baseName,
    generic: identity.generic,
    project_code: identity.projectCode ?? undefined,
    project_source: identity.projectSource ?? undefined,
    job: identity.job ?? undefined,
    item: identity.item ?? undefined,
    part: identity.part ?? undefined,
    sheet: identity.sheet ?? undefined,
    document: identity.document ?? undefined,
    opening: identity.opening ?? undefined,
    hand: identity.hand ?? undefined,
    customer_part: identity.customerPart ?? undefined,
    vendor_style: identity.vendorStyle ?? undefined,
    revision: identity.revision?.label,
    revision_kind: identity.revision?.kind,
    revision_rank: identity.revision?.rank,
    creo_type: identity.creoType ?? undefined,
    creo_version: identity.creoVersion ?? undefined,
    copy_mark: identity.copyMark ?? undefined,
    superseded: identity.superseded ?? undefined,
    folder_hash: identity.folderHash,
    scope_hash: identity.scopeHash,
    rules: identity.rules,
  };
}

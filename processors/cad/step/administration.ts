import type { StepEntities } from './entities.js';
import { meaningful, type StepValue } from './values.js';

/** Who made the product and when, and what was decided about it (ISO 10303-41; AP203, "configuration control"). */
export interface Administration {
  readonly people: readonly {
    readonly role: string | null;
    readonly person: string | null;
    readonly organization: string | null;
  }[];
  readonly dates: readonly { readonly role: string | null; readonly date: string }[];
  /** `approved`, `not_yet_approved`; each once. */
  readonly approvals: readonly string[];
  readonly securityClassifications: readonly string[];
}

export function readAdministration(entities: StepEntities): Administration {
  return {
    people: distinct(assigned(entities, 'PERSON_AND_ORGANIZATION_ASSIGNMENT').flatMap((values) => personOf(entities, values))),
    dates: distinct(assigned(entities, 'DATE_AND_TIME_ASSIGNMENT').flatMap((values) => dateOf(entities, values))),
    approvals: distinct(entities.all('APPROVAL').flatMap(({ values }) => named(entities, values[0], 'APPROVAL_STATUS') ?? [])),
    securityClassifications: distinct(
      entities
        .all('SECURITY_CLASSIFICATION')
        .flatMap(({ values }) => named(entities, values[2], 'SECURITY_CLASSIFICATION_LEVEL') ?? []),
    ),
  };
}

/** AP203 has assignments of its own, `CC_DESIGN_...`, with the same attributes. */
function assigned(entities: StepEntities, what: string): (readonly StepValue[])[] {
  return ['CC_DESIGN', 'APPLIED'].flatMap((prefix) => entities.all(`${prefix}_${what}`).map(({ values }) => values));
}

function named(entities: StepEntities, value: StepValue | undefined, keyword: string): string | null {
  return meaningful(entities.follow(value, keyword)?.values[0]);
}

function personOf(entities: StepEntities, [assignee, role]: readonly StepValue[]): Administration['people'] {
  const pair = entities.follow(assignee, 'PERSON_AND_ORGANIZATION')?.values;
  const [id, last, first] = entities.follow(pair?.[0], 'PERSON')?.values ?? [];
  const full = [meaningful(first), meaningful(last)].filter((part) => part !== null).join(' ');
  const person = full === '' ? meaningful(id) : full;
  const [organizationId, organizationName] = entities.follow(pair?.[1], 'ORGANIZATION')?.values ?? [];
  const organization = meaningful(organizationName) ?? meaningful(organizationId);
  if (person === null && organization === null) return [];
  return [{ role: named(entities, role, 'PERSON_AND_ORGANIZATION_ROLE'), person, organization }];
}

/** `CALENDAR_DATE(year, day, month)`. */
function dateOf(entities: StepEntities, [assigned, role]: readonly StepValue[]): Administration['dates'] {
  const pair = entities.follow(assigned, 'DATE_AND_TIME')?.values;
  const [year, day, month] = entities.follow(pair?.[0], 'CALENDAR_DATE')?.values ?? [];
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return [];
  const date = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return [{ role: named(entities, role, 'DATE_TIME_ROLE'), date }];
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

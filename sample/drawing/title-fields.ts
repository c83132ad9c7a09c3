/** What a title block states. `null`: the field is not on the sheet. `''`: its label is there, its cell is empty. */
export interface TitleFields {
  readonly drawing_number: string | null;
  readonly part_number: string | null;
  readonly title: string | null;
  readonly revision: string | null;
  readonly material: string | null;
  readonly finish: string | null;
  readonly scale: string | null;
  readonly weight: string | null;
  readonly date: string | null;
  readonly drawn_by: null;
  readonly sheet: string | null;
  readonly units: 'mm' | 'inch' | null;
  readonly general_tolerance: string | null;
  readonly projection: string | null;
}

export type PrintedField = Exclude<keyof TitleFields, 'drawn_by' | 'units' | 'general_tolerance' | 'projection'>;

export const noTitleFields: TitleFields = {
  drawing_number: null,
  part_number: null,
  title: null,
  revision: null,
  material: null,
  finish: null,
  scale: null,
  weight: null,
  date: null,
  drawn_by: null,
  sheet: null,
  units: null,
  general_tolerance: null,
  projection: null,
};

import type { HabitOptions } from '../dxf/dxf-habits.js';
import type { FamilyName } from '../solid/families.js';
import type { Subject } from '../drawing/drawing.js';

export type DrawingKind = 'part' | 'turned' | 'opening' | 'plan' | 'assembly';

/** `mixed`: title block as text, the rest as strokes. */
export type PdfForm = 'native' | 'stroked' | 'scanned' | 'mixed';

/** What is wrong with a PDF, or odd. */
export type PdfDefect = 'none' | 'user_password' | 'owner_password' | 'truncated' | 'leading_junk' | 'long_leading_junk';

export type CreoType = 'prt' | 'asm' | 'drw';

/** How a part of a family comes from its base: other sizes, or the same part elsewhere, as its mirror image, or grown. */
export type StepMember = 'base' | 'variant' | 'rotated' | 'mirrored' | 'scaled';

/** A part of a family, or an assembly of several instances of its base. */
export type StepContent =
  | {
      readonly type: 'step_part';
      readonly number: string;
      readonly family: string;
      readonly shape: FamilyName;
      readonly member: StepMember;
      readonly variant: number;
    }
  | {
      readonly type: 'step_assembly';
      readonly number: string;
      readonly family: string;
      readonly shape: FamilyName;
      /** Number of the base part. */
      readonly part: string;
      readonly instances: number;
    };

/** How the bytes of a file are made. */
export type ContentSpec =
  | StepContent
  | {
      readonly type: 'flat';
      readonly partKey: string;
      readonly partNumber: string;
      readonly revision: string;
      readonly habits: HabitOptions;
      readonly lettering: boolean;
      readonly truncated: boolean;
    }
  | {
      readonly type: 'dxf_drawing';
      readonly drawing: DrawingKind;
      readonly subject: Subject;
      readonly hand: string | null;
      readonly habits: HabitOptions;
      readonly exploded: boolean;
      readonly title: 'attributes' | 'paper' | 'texts' | null;
    }
  | {
      readonly type: 'pdf_drawing';
      readonly drawing: DrawingKind;
      readonly subject: Subject;
      readonly hand: string | null;
      readonly form: PdfForm;
      readonly pages: number;
      readonly defect: PdfDefect;
    }
  | { readonly type: 'pdf_parts_list'; readonly number: string; readonly project: string }
  | { readonly type: 'pdf_letter'; readonly heading: string; readonly project: string }
  | { readonly type: 'creo_native'; readonly model: string; readonly creoType: CreoType; readonly version: number }
  | {
      readonly type: 'creo_json';
      readonly model: string;
      readonly creoType: CreoType;
      readonly dialect: 1 | 2 | 3 | 4;
      readonly partKey: string;
    }
  | { readonly type: 'bom_csv' | 'bom_xlsx' | 'job_xml'; readonly number: string; readonly project: string }
  | { readonly type: 'photo' | 'png' | 'plain_text' | 'junk' | 'empty' }
  /** The bytes of an earlier file. */
  | { readonly type: 'copy'; readonly of: string };

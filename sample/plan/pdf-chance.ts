import type { PdfDefect, PdfForm } from './content-spec.js';
import type { JobBuilder } from './job-builder.js';

/** Of ten drawings in such archives most have no text to read: plotted strokes, and now and then a scan. */
export function pdfForm(builder: JobBuilder): PdfForm {
  return builder.random.weighted<PdfForm>([
    ['native', 52],
    ['stroked', 32],
    ['mixed', 8],
    ['scanned', 8],
  ]);
}

export function rareDefect(builder: JobBuilder): PdfDefect {
  return builder.random.weighted<PdfDefect>([
    ['none', 94],
    ['owner_password', 2],
    ['user_password', 1],
    ['truncated', 1],
    ['leading_junk', 1],
    ['long_leading_junk', 1],
  ]);
}

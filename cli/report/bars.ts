import { escapeMarkup } from './escape.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written at the bar's end. */
  readonly text: string;
  /** What it is a bar of; good unless said. */
  readonly kind?: 'good' | 'bad' | 'other';
  /** A line across the bar, in the unit of `value`. */
  readonly mark?: number;
}

/** Labels stand beside their bars, on a phone above them. */
export const barStyle = `.bar{display:grid;grid-template-columns:minmax(8rem,20rem) 1fr 7rem;gap:0 .7rem;align-items:center;font-size:.87rem;margin:.3rem 0}
.line{position:relative;height:1rem}.line i{display:block;height:100%;min-width:1px}.good{background:#2f6fb2}.bad{background:#b42318}.other{background:#8a94a3}
.line u{position:absolute;top:-.15rem;bottom:-.15rem;border-left:2px solid #1c2430}
@media(max-width:40rem){.bar{grid-template-columns:1fr 6rem}.bar>:first-child{grid-column:1/-1}}`;

/**
 * Horizontal bars from zero, all on one scale.
 * @param full the value of a bar of whole length; the largest unless said
 */
export function bars(title: string, rows: readonly Bar[], full = 0): string {
  const most = Math.max(full, ...rows.map((row) => Math.max(row.value, row.mark ?? 0)), Number.MIN_VALUE);
  const percent = (value: number): string => `${((value / most) * 100).toFixed(2)}%`;
  const drawn = rows.map(({ label, value, text, mark, kind = 'good' }) => {
    const line = mark === undefined ? '' : `<u style="left:${percent(mark)}"></u>`;
    return `<div class="bar" role="listitem"><span>${escapeMarkup(label)}</span><span class="line"><i class="${kind}" style="width:${percent(value)}"></i>${line}</span><span>${escapeMarkup(text)}</span></div>`;
  });
  return `<div role="list" aria-label="${escapeMarkup(title)}">${drawn.join('')}</div>`;
}

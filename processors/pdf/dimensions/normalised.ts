/** Ways to write the same sign, made one; decimal commas made points. */
export function normalised(text: string): string {
  return text
    .replace(/%%[cC]|<MOD-DIAM>|[⌀∅ø]|[φϕФΦ](?=\s?[\d.,]|\s*$)/g, 'Ø')
    .replace(/%%[dD]|<MOD-DEG>|[º˚]/g, '°')
    .replace(/%%[pP]|<MOD-PM>|\+\/-|\+-/g, '±')
    .replace(/[′’‘]/g, "'")
    .replace(/[″“”]|''/g, '"')
    .replace(
      /(\d?)\s?([¼½¾⅛⅜⅝⅞])/g,
      (_, whole: string, sign: string) => `${whole && `${whole} `}${sign.normalize('NFKC').replace('⁄', '/')}`,
    )
    .replace(/[▢◻☐]/g, '□')
    .replace(/\b(P\.\s?C\.\s?D|B\.\s?C\.\s?D?)\.?(?=\s|$|Ø)/g, 'PCD')
    .replace(/[×✕]|(?<=^\d{1,3}\s?)\*(?=\s?[ØMRC]\d?)/g, 'x')
    .replace(/(?<=[\d°"m)]\s*)X(?=\s*[\d.ØRM#])/g, 'x')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/(^|[^\d]),(\d)/g, '$1.$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Ways to write the same sign, made one; decimal commas made points. */
export function normalised(text: string): string {
  return (
    latinLetters(text)
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
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
      .replace(/[↓▼⤓](?=\s?[\d.])/g, '↧')
      .replace(/(?<![\d.,])([ØR]?)\(([\d.,]+)\)/g, (whole, sign: string, size: string) =>
        sign === '' ? whole : `(${sign}${size})`,
      )
      // Both signs in one number: the one before groups of three sets thousands apart.
      .replace(/(?<![\d.])\d{1,3}(?:\.\d{3})+(?=,\d)/g, (grouped) => grouped.replaceAll('.', ''))
      .replace(/(?<![\d,])\d{1,3}(?:,\d{3})+(?=\.\d)/g, (grouped) => grouped.replaceAll(',', ''))
      .replace(/(\d),(\d)/g, '$1.$2')
      .replace(/(^|[^\d]),(\d)/g, '$1.$2')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** Cyrillic letters that look like the Latin ones of threads, fits and products: `М10х1-7Н`, `Ø20Н7` (GOST drawings). */
const lookAlike: Readonly<Record<string, string>> = {
  М: 'M',
  Н: 'H',
  К: 'K',
  Р: 'P',
  Е: 'E',
  С: 'C',
  х: 'x',
  Х: 'x',
  е: 'e',
  с: 'c',
};

function latinLetters(text: string): string {
  if (!/[\u0400-\u04ff]/.test(text)) return text;
  const latin = (letters: string) => letters.replace(/./g, (letter) => lookAlike[letter] ?? letter);
  return text
    .replace(/(?<![\p{L}])[МС](?=\s?\d)/gu, latin)
    .replace(/(?<=[\d°]\s?)[хХ](?=\s?[\d.,Ø⌀∅R°M])/g, latin)
    .replace(/(?<=\d\s?|\/)[НКРЕес](?=\d{1,2}(?!\d))/g, latin)
    .replace(/(?<=-\s?\d)[Не](?!\p{L})/gu, latin);
}

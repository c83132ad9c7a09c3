/** The heading above the notes of a sheet. */
export const notesHeading =
  /^(?:GENERAL\s*|DRAWING\s*)?NOTES?\s*(?:[:：]|$|\(.*\)\s*:?$)|^(?:HINWEISE?|ANMERKUNG(?:EN)?|BEMERKUNG(?:EN)?|REMARQUES?|NOTAS?|NOTE\s*GENERALI|OBSERVA[ÇC](?:[ÕO]ES|I[ÓO]NES)|UWAGI|POZN[ÁA]MK[AY]|MEGJEGYZ[ÉE]S(?:EK)?|OPMERKING(?:EN)?|ANM(?:[ÄA]RKNING(?:AR)?)?\.?|MERKNAD(?:ER)?|NOTLAR|ТЕХНИЧЕСКИЕ\s*ТРЕБОВАНИЯ|ПРИМЕЧАНИ[ЕЯ]|技[术術]要求|注[记記意]?(?:事[项項])?|備考|特記事項|주기)\s*[:：]?$/i;

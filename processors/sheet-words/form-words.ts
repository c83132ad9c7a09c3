/**
 * Words of forms that no value of a field stands beside, beyond English, German, French, Italian and Spanish: who drew, checked and
 * approved, and the forms' own. Alternatives of a regular expression without regard to case.
 */
export const formWords = [
  // Polish
  String.raw`RYSOWA[ŁL]A?|KRE[ŚS]LI[ŁL]A?|SPRAWDZI[ŁL]A?|ZATWIERDZI[ŁL]A?|PROJEKTOWA[ŁL]A?|NAZWISKO|IMI[ĘE] I NAZWISKO|PODPIS`,
  // Czech and Slovak
  String.raw`KRESLIL|NAVRHL|SCHV[ÁA]LIL|KONTROLOVAL|P[ŘR]EZKOU[ŠS]EL|JM[ÉE]NO|MENO|FIRMA`,
  // Hungarian
  String.raw`RAJZOLTA|TERVEZTE|ELLEN[ŐO]RIZTE|J[ÓO]V[ÁA]HAGYTA`,
  // Dutch
  String.raw`GETEKEND|GECONTROLEERD|GOEDGEKEURD|NAAM`,
  // Nordic
  String.raw`RITAD(?:\s*AV)?|KONSTR(?:UERAD(?:\s*AV)?)?\.?|GRANSKAD(?:\s*AV)?|GODK[ÄA]ND(?:\s*AV)?|NAMN|TEGNET(?:\s*AV)?|KONTROLLERT|GODKJENT|GODKENDT|PIIRT[ÄA]NYT|SUUNNITELLUT|TARKASTANUT|HYV[ÄA]KSYNYT`,
  // Turkish
  String.raw`[ÇC][İI]ZEN|KONTROL(?:\s*EDEN)?|ONAY(?:LAYAN)?`,
  // Romanian
  String.raw`DESENAT|VERIFICAT|APROBAT|PROIECTAT`,
  // Portuguese
  String.raw`DESENHADO|VERIFICADO|APROVADO|PROJETADO|EXECUTADO|DESENHISTA`,
  // Serbo-Croatian
  String.raw`CRTAO|PREGLEDAO|ODOBRIO`,
  // Russian (GOST 2.104)
  String.raw`РАЗРАБ(?:ОТАЛ)?\.?|ПРОВ(?:ЕРИЛ)?\.?|Т\.\s?КОНТР\.?|Н\.\s?КОНТР\.?|УТВ(?:ЕРДИЛ)?\.?|ПОДП(?:ИСЬ)?\.?(?:\s*И\s*ДАТА)?|ЛИТ\.?|ЛИСТОВ(?:\s*\d+)?|№\s*ДОКУМ\.?|ИНВ\.?\s*№.*|ВЗАМ\.?\s*ИНВ.*|ПЕРВ\.?\s*ПРИМЕН\.?|СПРАВ\.?\s*№|КОПИРОВАЛ|ФОРМАТ(?:\s*А\d)?`,
  // Chinese (GB/T 10609.1)
  String.raw`设计|制图|审核|工艺|标准化|批准|校[对核]|签[名字]|标记|处数|分区|更改文件号|阶段标记|数量|描[图校]|旧?底图总号`,
  // Japanese
  String.raw`設計|製図|検図|承認|担当|審査|記事|個数|備考|投影法|第三角法|三角法`,
  // Korean
  String.raw`설계|제도|검도|승인|검토`,
].join('|');

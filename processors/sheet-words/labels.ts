/** Fields of a title block; the names are those of `Metadata`. */
export type Field =
  | 'drawing_number'
  | 'part_number'
  | 'title'
  | 'revision'
  | 'scale'
  | 'weight'
  | 'date'
  | 'sheet'
  | 'material'
  | 'finish'
  | 'general_tolerance';

const number = String.raw`(?:NO|NUMBER|NUM|NR|N[°ºR]|#|ID|CODE)\.?`;

/**
 * Label words of the forms of drawings, in the languages of their makers, as alternatives of a regular expression without regard to case.
 * One word may label different fields in two languages; the order of the fields decides, and a longer label stands before a shorter
 * one that it begins with.
 */
export const labelWords: Readonly<Record<Field, string>> = {
  drawing_number: [
    String.raw`IDENTIFICATION\s*NUMBER|PRINT\s*${number}|DRAWING\s*REF(?:ERENCE)?\.?`,
    String.raw`ZEICHNUNGS?\s?-?\s?BEZ(?:EICHNUNG)?\.?|DOK(?:UMENTEN)?\.?-?NR\.?`,
    String.raw`N\.?\s*DISEGNO|DIS(?:EGNO)?\.\s*N\.?`,
    String.raw`(?:N[ÚU]MERO|N\.?[º°]|C[ÓO]DIGO)\s*D[EO]\s*(?:PLANO|DIBUJO|DESENHO)|N[ÚU]M\.?\s*PLANO|DES(?:ENHO)?\.\s*N[°ºR.]*|N[°º.]*\s*DESENHO`,
    String.raw`(?:NUMER|NR\.?)\s*RYS(?:UNKU|\.)?|RYSUNEK\s*NR\.?`,
    String.raw`[ČC][ÍI]SLO\s*V[ÝY]KRES[UE]|V[ÝY]KRES\s*[ČC]\.?|[ČC][ÍI]SLO\s*DOKUMENT[UA]`,
    String.raw`RAJZ\s?SZ[ÁA]M`,
    String.raw`TEKENING\s?NR\.?|TEK\.?\s*NUMMER`,
    String.raw`RITN(?:ING)?\.?\s?-?NR\.?|TEGN(?:ING)?\.?\s?-?NR\.?|PIIRUSTUS\s?-?(?:NUMERO|NRO|N:O)\.?`,
    String.raw`(?:Ç[İI]Z[İI]M|RES[İI]M)\s*NO\.?`,
    String.raw`(?:NUM[ĂA]R|NR\.?)\s*DESEN|DESEN\s*NR\.?`,
    String.raw`BROJ\s*(?:CRTE[ŽZ]A|NACRTA)|CRTE[ŽZ]\s*BR\.?|[ŠS]T\.?\s*RISBE`,
    String.raw`(?:НОМЕР|№)\s*ЧЕРТЕЖА|ОБОЗНАЧЕНИЕ(?:\s*ЧЕРТЕЖА)?|ЧЕРТ[ЕЁ]Ж\s*№`,
    String.raw`[产產]品[图圖][号號]|[图圖][纸紙][编編]?[号號]|[图圖]样代号|図番|図面[No.]*番?号?|도번|도면\s*번호`,
    String.raw`(?:DWG|DRG|DRAWING|DOCUMENT|DOC)\.?\s*${number}|DRAWING|DWG\.?|DRAWING\s*FILE|ZEICHNUNGS?\s?-?\s?(?:NUMMER|NR)\.?|ZEICHNUNG|ZEICHN\.|ZEICHN?\.?\s?-?NR\.?|ZCHNG\.?\s?-?NR\.?|(?:DOKUMENT|IDENT)\s?-?(?:NUMMER|NR)\.?|N[°º]\s*(?:DE\s*|DU\s*)?(?:PLAN|DESSIN|PLANO|DIBUJO|DISEGNO)|NUM[ÉE]RO\s*(?:DE|DU)\s*(?:PLAN|DESSIN)|PLAN\s*N[°ºR]?\.?|PLANO\s*N?[°ºRO]?\.?|(?:DISEGNO|DIS\.?)\s*N?[°ºR]?\.?|NUMERO\s*(?:DI\s*)?DISEGNO|COD(?:ICE)?\.?\s*DISEGNO|DESENHO\s*N[°ºR]?\.?|TEKENING\s?-?(?:NUMMER|NR)\.?|TEK\.?\s?NR\.?|RITNINGS\s?-?(?:NUMMER|NR)\.?|TEGNINGS\s?-?(?:NUMMER|NR)\.?|NR\.?\s*RYS(?:UNKU)?\.?|[ČC]\.?\s*V[ÝY]KRESU|图\s?样?\s?[代编]?\s?号|図\s?番|図面番号`,
  ].join('|'),
  part_number: [
    String.raw`IDENTNUMMER|TEILE-?ID`,
    String.raw`R[ÉE]F\.?\s*(?:PI[ÈE]CE|ARTICLE)|CODE\s*ARTICLE`,
    String.raw`COD\.?\s*(?:PARTICOLARE|ARTICOLO)|C[ÓO]DIGO\s*D[EA]\s*(?:PIEZA|PE[ÇC]A)|REFERENCIA|REFER[ÊE]NCIA`,
    String.raw`NR\.?\s*CZ[ĘE][ŚS]CI|[ČC][ÍI]SLO\s*(?:D[ÍI]LU|SOU[ČC][ÁA]STI)|CIKKSZ[ÁA]M|ONDERDEEL\s?-?(?:NUMMER|NR)\.?|ARTIKELNR\.?|DETALJ\s?-?NR\.?|PAR[ÇC]A\s*NO\.?|НОМЕР\s*ДЕТАЛИ|АРТИКУЛ|品番|部品番号|部番|품번|料号|料號|物料[编編]?[号號码碼]`,
    String.raw`(?:PART|ITEM|PRODUCT|MODEL|STOCK|COMPONENT)\s*${number}|P\/N|PN|TEILE?\s?-?\s?(?:NUMMER|NR)\.?|SACH\s?-?(?:NUMMER|NR)\.?|ARTIKEL\s?-?\s?(?:NUMMER|NR)\.?|ART\.?-?NR\.?|MAT(?:ERIAL)?\.?-?NR\.?|R[ÉE]F[ÉE]RENCE|C[ÓO]DIGO|CODICE|零件号`,
  ].join('|'),
  title: [
    String.raw`TITLE\s*,\s*SUPPLEMENTARY\s*TITLE|NAME\s*OF\s*(?:DRAWING|COMPONENT)|SHEET\s*NAME|DESIGNATION`,
    String.raw`TEILEBEZEICHNUNG|TEILENAME`,
    String.raw`NOM\s*DE\s*LA\s*PI[ÈE]CE|D[ÉE]SIGN\.`,
    String.raw`NOME\s*(?:PARTICOLARE|DA\s*PE[ÇC]A)|NOMBRE\s*DE\s*(?:LA\s*)?PIEZA|DENOM\.|DESIGNA[ÇC][ÃA]O|DESIGNACI[ÓO]N`,
    String.raw`NAZWA\s*(?:CZ[ĘE][ŚS]CI|RYSUNKU|ELEMENTU)|N[ÁA]ZEV\s*(?:D[ÍI]LU|V[ÝY]KRESU|SOU[ČC][ÁA]STI)?|N[ÁA]ZOV|MEGNEVEZ[ÉE]S|OMSCHRIJVING|TITTEL|NIMITYS|NIMI|PAR[ÇC]A\s*AD[Iıİi]|RES[İI]M\s*AD[Iıİi]|DENUMIRE[A]?|NAZIV`,
    String.raw`НАИМЕНОВАНИЕ|НАЗВАНИЕ|НАЗВА|НАЙМЕНУВАННЯ`,
    String.raw`名\s?[称稱]|[图圖]名|品名|零件名[称稱]|部品名称?|件名|품명|도명|명칭`,
    String.raw`(?:DRAWING\s*|SHEET\s*|DWG\.?\s*|PROJECT\s*|DOCUMENT\s*)?TITLE|(?:PART|DRAWING|DWG\.?|COMPONENT|ITEM|PRODUCT)\s*NAME|NAME\s*OF\s*PART|BENENNUNG|BEZEICHNUNG|TITEL|TITRE|D[ÉE]SIGNATION|D[ÉE]NOMINATION|T[ÍI]TULO|DENOMINACI[ÓO]N|DENOMINAÇÃO|TITOLO|DENOMINAZIONE|BENAMING|BEN[ÄA]MNING|BEN[ÆA]VNELSE|NAZWA|N[ÁA]ZEV|名\s?称|図\s?名|品\s?名|零件名称|图样名称`,
  ].join('|'),
  revision: [
    String.raw`REV(?:ISION)?\s*INDEX|CHANGE\s*(?:INDEX|LEVEL)|REVNO\.?|SHEET\s*REV\.?|ISS\.?`,
    String.raw`[ÄA]NDERUNG(?:S?STAND)?|[ÄA]NDERUNGS?-?NR\.?|ÄND\.(?:-?INDEX)?|VERSIONS?NR\.?|REVISIONSSTAND`,
    String.raw`R[ÉE]V\.?|IND\.?\s*(?:DE\s*)?R[ÉE]V\.?|[ÉE]DITION`,
    String.raw`IND\.?\s*(?:DI\s*)?(?:REV|MOD)\.?|EDICI[ÓO]N|EDIÇÃO|MODIFICA|(?:NUMERO\s*(?:DI\s*)?|N[ÚU]MERO\s*DE\s*)?(?:VERSIONE|VERSI[ÓO]N)|N[°º]\.?\s*(?:DE\s*)?VERSI(?:ON|[ÓO]N|ONE)`,
    String.raw`REWIZJA|REW\.|ZMIANA|REVIZE|REV[ÍI]ZIA|ZM[ĚE]NA|M[ÓO]DOS[ÍI]T[ÁA]S|VERZI[ÓO]|REVISIE|WIJZIGING|UTG[ÅA]VA|REVISJON|REVISIO|MUUTOS|REV[İI]ZYON|REVIZI[AE]|REVIZIJA`,
    String.raw`РЕВ(?:ИЗИЯ)?\.?|ИЗМ(?:ЕНЕНИЕ)?\.?|ВЕРСИЯ`,
    String.raw`版[本次数數号號]|[修改][订訂]|改[定訂](?:番号)?|[变變]更|訂符|개정|리비전`,
    String.raw`REV(?:ISION)?(?:\s*(?:NO|LEVEL|LETTER|INDEX|NUMBER|NR))?\.?|ISSUE(?:\s*NO\.?)?|EDITION|R[ÉE]VISION|INDICE|INDEX|IND\.|REVISI[ÓO]N|REVISIONE|REVISÃO|ÄNDERUNGSINDEX|AUSGABE|VER(?:SION)?\.?|版\s?本`,
  ].join('|'),
  scale: [
    String.raw`SCALES?`,
    String.raw`MASST\.|MA(?:ß|SS)ST\.`,
    String.raw`[ÉE]CH\.|ESC\.`,
    String.raw`SKALE|PODZIA[ŁL]KA|M[ĚE][ŘR][ÍI]TKO|MIERKA|M[ÉE]RETAR[ÁA]NY|M[ÅA]LESTOKK?|MITTAKAAVA|SUHDE|[ÖO]L[ÇC]EK|SCAR[AĂ]|MJERILO|MERILO|RAZMJ?ERA`,
    String.raw`МАСШТАБ|МАСШТ\.`,
    String.raw`比\s?例(?:尺)?|[缩縮]\s?[尺比]|尺\s?度|척도|축척`,
    String.raw`(?:DRAWING\s*|DWG\.?\s*|PLOT\s*)?SCALE|MA(?:SS|ß)STAB|[ÉE]CHELLE|ECH\.|ESCALA|SCALA|SCHAAL|SKALA|MĚŘÍTKO|MÉRETARÁNY|比\s?例|尺\s?度`,
  ].join('|'),
  weight: [
    String.raw`UNIT\s*WEIGHT|GROSS\s*WEIGHT|MASS\s*,?\s*KG`,
    String.raw`FERTIGGEWICHT|GEW\.`,
    String.raw`(?:MASSE|POIDS|PESO|MASA|MASSA|HMOTNOS[TŤ]|GEWICHT)\s*,?\s*[\[(]?KG[\])]?`,
    String.raw`CI[ĘE][ŻZ]AR|WAGA|HMOTNOS[TŤ]|T[ÖO]MEG|VIKT|VEKT|V[ÆÄ]GT|PAINO|MASSA|A[ĞG][Iıİi]RL[Iıİi]K|GREUTATE|TE[ŽZ]INA`,
    String.raw`МАССА|ВЕС`,
    String.raw`[重质質]\s?量|[单單]重|중량`,
    String.raw`(?:EST(?:IMATED)?\.?\s*|CALC(?:ULATED)?\.?\s*|TOTAL\s*|NET\s*)?(?:WEIGHT|MASS|WT\.?)(?:\s*[\[(](?:KGS?|G|GR|GRAMS?|LB|LBS|LBM|POUNDS)\.?[\])])?|GEWICHT(?:\s*[\[(]KG[\])])?|MASSE(?:\s*[\[(]KG[\])])?|POIDS|PESO(?:\s*[\[(]KG[\])])?|MASSA|MASA|重\s?量|质\s?量`,
  ].join('|'),
  date: [
    String.raw`(?:DRAWING|APPROVAL|CHECK(?:ED)?|PLOT)\s*DATE|DATE\s*OF\s*(?:DRAWING|CREATION)|DATED|(?:FIRST|LAST)\s*(?:ISSUED|REVISED)`,
    String.raw`(?:ERSTELLT|GEZ(?:EICHNET)?\.?|ERSTELLUNGS?|AUSGABE|FREIGABE)\s*-?\s*(?:AM|DATUM)`,
    String.raw`DATE\s*(?:DE\s*)?(?:CR[ÉE]ATION|D.[ÉE]DITION)|DATE\s*DESSIN`,
    String.raw`D[ÁA]TUM|P[ÄA]IV[ÄA]YS|P[ÄA]IV[ÄA]M[ÄA][ÄA]R[ÄA]|PVM\.?|TAR[İI]H|DATE\s*DRAWN`,
    String.raw`ДАТА`,
    String.raw`日\s?[期付]|年\s?月\s?日|作成日|製図日|出[图圖]日期|일자|날짜|작성일`,
    String.raw`(?:DRAWN\s*|CREATION\s*|ISSUE\s*|RELEASE\s*|PLOT\s*|REV(?:ISION)?\s*)?DATE(?:\s*(?:OF\s*ISSUE|DRAWN|CREATED|ISSUED))?|DATUM|FECHA|DATA|DATO|日\s?期`,
  ].join('|'),
  sheet: [
    String.raw`SHEET\s*NUMBER|PAGE\s*(?:NO|NUMBER)?\.?|SH\.\s*(?:NO\.?)?`,
    String.raw`BLATT-?(?:NUMMER|NR\.?)|SEITEN?-?NR\.?`,
    String.raw`FEUILLET`,
    String.raw`FOGLIO\s*N\.?[°º]?|P[ÁA]GINA|HOJA\s*N?\.?[°º]?|FOLHA\s*N?\.?[°º]?|PLANCHA`,
    String.raw`ARK(?:USZ)?\.?|STRONA|LIST\s*[ČC]\.?|LAP|OLDAL|BLADNR\.?|SIDE\s*NR\.?|LEHTI|SIVU|SAYFA|PAFTA|PLAN[ȘŞS][AĂ]|FOAIA`,
    String.raw`ЛИСТ`,
    String.raw`[页頁]\s?[码碼次]|葉番|[图圖]幅[编編][号號]|枚数|매수|페이지|ページ`,
    String.raw`SHEET(?:\s*(?:NO|NUMBER|#))?\.?|SHT\.?(?:\s*NO\.?)?|BLATT(?:\s?-?NR)?\.?|BL\.|FEUILLE|FOLIO|PLANCHE|HOJA|FOGLIO|FOLHA|BLAD|ARKUSZ|LIST|PAGE|SEITE|页\s?码`,
  ].join('|'),
  material: [
    String.raw`MATERIAL\s*(?:&|AND)\s*(?:SPEC|FINISH|TEMPER).*|RAW\s*MATERIAL|MAT|STOCK\s*MATERIAL`,
    String.raw`WERKST\.|ROHMATERIAL|ROHTEIL|HALBZEUG\s*/\s*WERKSTOFF`,
    String.raw`MATI[ÈE]RE\s*PREMI[ÈE]RE|NUANCE`,
    String.raw`MATERIA\s*PRIMA`,
    String.raw`POLOTOVAR|ANYAG|MATERIAALI|AINE|MALZEME|MATERIJAL|MATERI[ÁA]L\s*[-–]?\s*POLOTOVAR`,
    String.raw`МАТЕРИАЛ|МАТЕРІАЛ`,
    String.raw`材\s?[料质質](?:[标標][记記]|牌号)?|재질|재료`,
    String.raw`MATERIALS?(?:\s*(?:SPEC(?:IFICATION)?|TYPE|GRADE))?\.?|MAT['’]?L\.?|MAT\.|WERKSTOFF(?:\s*,\s*HALBZEUG)?|HALBZEUG|MATI[ÈE]RE|MAT[ÉE]RIAUX?|MATERIALE|MATERIAAL|MATERIA[ŁL]|MATERI[ÁA]L|材\s?料|材\s?[质質]`,
  ].join('|'),
  finish: [
    String.raw`PROTECTIVE\s*(?:COATING|FINISH)|PLATING`,
    String.raw`BEHANDLUNG|W[ÄA]RMEBEHANDLUNG|BESCHICHTUNG|OBERFL\.`,
    String.raw`REV[ÊE]TEMENT|TRAITEMENT\s*(?:THERMIQUE|DE\s*SURFACE)`,
    String.raw`FINITURA\s*SUPERFICIALE|TRATTAMENTO\s*TERMICO|RIVESTIMENTO|ACABADO\s*SUPERFICIAL|RECUBRIMIENTO|TRATAMENTO(?:\s*(?:T[ÉE]RMICO|SUPERFICIAL|DE\s*SUPERF[ÍI]CIE))?`,
    String.raw`OBR[ÓO]BKA(?:\s*(?:CIEPLNA|POWIERZCHNI))?|POW[ŁL]OKA|POVRCHOV[ÁA]\s*[ÚU]PRAVA|POVRCH|FEL[ÜU]LETKEZEL[ÉE]S|OPPERVLAKTE(?:BEHANDELING|BEWERKING)?|AFWERKING|YTBEHANDLING|OVERFLA[TD]E(?:BEHANDLING)?|PINTAK[ÄA]SITTELY|Y[ÜU]ZEY(?:\s*[İI][ŞS]LEM[İI])?|TRATAMENT(?:\s*TERMIC)?|POVR[ŠS]INSKA\s*OBRADA`,
    String.raw`ПОКРЫТИЕ|ТЕРМООБРАБОТКА`,
    String.raw`表面[处処處]理|[热熱]處?处?理|熱処理|[处処]理|仕上げ?|표면\s*처리|열처리`,
    String.raw`(?:SURFACE\s*|EXTERIOR\s*)?FINISH|(?:SURFACE\s*|HEAT\s*)?TREATMENT|SURFACE\s*COATING|COATING|OBERFL[ÄA]CHE(?:NBEHANDLUNG|NSCHUTZ)?|TRAITEMENT(?:\s*DE\s*SURFACE)?|TRATTAMENTO(?:\s*SUPERFICIALE)?|TRATAMIENTO(?:\s*SUPERFICIAL)?|ACABADO|ACABAMENTO|FINITURA|FINITION|表面处理|表面処理`,
  ].join('|'),
  general_tolerance: [
    String.raw`TOL(?:ERANCES?)?\.?\s*(?:UNLESS|EXCEPT)\s*(?:OTHERWISE\s*)?(?:NOTED|STATED|SPECIFIED|AS\s*NOTED)`,
    String.raw`(?:ALLGEMEIN)?TOLERANZ(?:EN)?(?:\s*NACH)?`,
    String.raw`GRADO\s*DI\s*PRECISIONE|TOL(?:L)?\.?\s*(?:GEN(?:ERAL[EI]?)?|GENERALES)\.?`,
    String.raw`TOLER[ÂA]NCIAS?\s*GERA(?:L|IS)`,
    String.raw`TOLERANCJ[AE]\s*OG[ÓO]LN[AE]|V[ŠS]EOBECN[ÉE]\s*TOLERANC(?:E|IE)|TOLEROV[ÁA]N[ÍI]|[ÁA]LTAL[ÁA]NOS\s*T[ŰU]R[ÉE]S(?:EK)?|TOLERANTIES?|GENERELL[AE]\s*TOLERAN[SC]ER|YLEISTOLERANSSI(?:T)?|GENEL\s*TOLERANS(?:LAR)?|TOLERAN[ȚŢT]E\s*GENERALE`,
    String.raw`ОБЩИЕ\s*ДОПУСКИ`,
    String.raw`未注(?:尺寸|形位|线性)?公差|一般公差|普通公差|公差|일반\s*공차`,
    String.raw`GENERAL\s*TOLERANCES?|GEN\.?\s*TOL\.?|ALLGEMEINTOLERANZ(?:EN)?|ZUL\.?\s*ABW(?:\.|EICHUNG(?:EN)?)?|FREIMA(?:SS|ß)TOLERANZ(?:EN)?|TOL[ÉE]RANCES?\s*G[ÉE]N[ÉE]RALES?|TOLERANCIAS?\s*GENERAL(?:ES)?|TOLLERANZ[EA]\s*GENERAL[EI]|ALGEMENE\s*TOLERANTIES?|未注公差`,
  ].join('|'),
};

export type ColumnKind = 'item_number' | 'part_number' | 'description' | 'quantity' | 'material' | 'other';

/** Heading words of a parts list. */
const headings: readonly (readonly [Exclude<ColumnKind, 'other'>, RegExp])[] = [
  [
    'quantity',
    /^(?:(?:TOTAL\s*)?(?:QTY|QUANTITY|QUANT|QUAN|QNTY)\.?(?:\s*(?:REQ['’]?D?|REQUIRED|PER\s*\w+|NEEDED|\(.*\)|\/.*))?|AMOUNT|COUNT|PCS\.?|PIECES|REQ['’]?D|MENGE|ANZAHL|STK\.?|ST[ÜU]CK(?:ZAHL)?|QUANTIT[ÉE]|QT[ÉE]|NOMBRE|NB\.?|NBRE\.?|CANTIDAD|CANT\.?|CTD\.?|AANTAL|QUANTIDADE|ILO[ŚS][ĆC]|ANTAL|MNO[ŽZ]STV[ÍI]|QUANTIT[ÀA]|Q\.?T[ÀA]|KUSY?|DARAB(?:SZ[ÁA]M)?|BUC\.?|ADET|KPL|LKM|КОЛ(?:ИЧЕСТВО|\.)?(?:\s*ШТ\.?)?|КОЛ\.?|[数數]\s?量|[个個員][数數]|件数|수량)$/iu,
  ],
  [
    'part_number',
    /^(?:(?:MFR?G?\.?|MANUFACTURER|VENDOR|SUPPLIER)?\s*(?:PART|PT|PRODUCT|CATALOG(?:UE)?|CAT|MODEL|STOCK|MATERIAL)\s*(?:NO|NUMBER|NUM|#|NR|ID|CODE)\.?|P\/N|PN|MPN|SKU|(?:DWG|DRAWING|DOC(?:UMENT)?)\.?\s*(?:NO|NUMBER|#)\.?|PART\s*NUM(?:BER)?\s*\/.*|NUMBER|(?:ARTIKEL|TEILE|SACH|BESTELL)-?\s?(?:NUMMER|NR\.?)|RÉFÉRENCE|REFERENCIA|REFERÊNCIA|RIFERIMENTO|R[ÉE]F\.\s*ARTICLE|C[ÓO]DIGO|CODICE|NR\.?\s*RYS(?:UNKU|\.)?|[ČC][ÍI]SLO\s*(?:V[ÝY]KRESU|D[ÍI]LU)|RAJZSZ[ÁA]M|TEKENING(?:NUMMER|NR\.?)|DETALJNR\.?|NORM(?:A|E)?|ОБОЗНАЧЕНИЕ|[图圖図]\s?[号號番]|代\s?[号號]|品番|部品番号|도번|품번)$/iu,
  ],
  [
    'item_number',
    /^(?:(?:ITEM|POS|FIND|BALLOON|LINE|SEQ|INDEX)\s*(?:NO|NUMBER|#|ID|NUM|NR)?\.?|(?:BOM|PART)\s*ID|POS(?:ITION|ICI[ÓO]N|IZIONE)?\.?(?:\s*NR\.?)?|NO\.?|NR\.?|N[°º]\.?|#|ID|REF\.?(?:\s*DES(?:IGNATORS?)?\.?)?|REP(?:[ÈE]RE)?\.?|MARCA|LP\.?|REFERENCE|DESIGNATORS?|T[ÉE]TEL|POZ(?:\.|YCJA|ICE|[İI]SYON)?|POS\.?\s*N\.?|ПОЗ(?:ИЦИЯ|\.)?|序\s?[号號]|[项項]次|符号|照合番号|번호)$/iu,
  ],
  [
    'description',
    /^(?:(?:PART\s*|ITEM\s*|COMPONENT\s*|MATERIAL\s*)?(?:DESCRIPTION|DESCRIPTIONS|DESC|NAME|TITLE)\.?|NOMENCLATURE(?:\s*OR\s*DESCRIPTION)?|DESIGNATION|COMPONENT|BENENNUNG|BEZEICHNUNG|BESCHREIBUNG|D[ÉE]SIGNATION|DESCRIPCI[ÓO]N|DENOMINACI[ÓO]N|DENOMINAZIONE|DESCRIZIONE|OMSCHRIJVING|BENAMING|BEN[ÄA]MNING|DENOMINAÇÃO|DESCRIÇÃO|NAZWA|N[ÁA]ZEV|N[ÁA]ZOV|MEGNEVEZ[ÉE]S|BETEGNELSE|BENEVNELSE|BESKRIVELSE|NIMITYS|DENUMIRE|TANIM|PAR[ÇC]A\s*AD[Iıİi]|НАИМЕНОВАНИЕ|名\s?[称稱]|品\s?名|部品名称?|품명)$/iu,
  ],
  [
    'material',
    /^(?:MATERIALS?|MAT['’]?L|WERKSTOFF|MATI[ÈE]RE|MATERIALE|MATERIAAL|MATERIA[ŁL]|MATERI[ÁA]L|MALZEME|ANYAG|МАТЕРИАЛ|材\s?[料质質]|재질)\.?$/iu,
  ],
];

/** The column of a parts list that a heading names; `other` where it is none of them. */
export function columnKindOf(text: string): ColumnKind {
  const heading = text.trim().replace(/\s*[:：]$/, '');
  return headings.find(([, pattern]) => pattern.test(heading))?.[0] ?? 'other';
}

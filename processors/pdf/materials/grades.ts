/**
 * Names of materials as drawings print them. `distinct` names mean a material wherever they stand; `bare` ones (304, A36,
 * POM) are numbers or words with other meanings too and count only where a material is being spoken of.
 */
export interface Grade {
  readonly family: string;
  readonly pattern: RegExp;
  readonly distinct: boolean;
}

const grade = (family: string, source: string, distinct: boolean): Grade => ({
  family,
  pattern: new RegExp(`(?<![\\w.])(?:${source})(?![\\w])`, 'i'),
  distinct,
});

export const grades: readonly Grade[] = [
  grade(
    'stainless steel',
    String.raw`(?:AISI|SAE|SUS|TYPE|GRADE|SS|S\.?S\.?|STAINLESS(?:\s*STEEL)?|INOX)[\s.-]*(?:30[1-5]L?|31[06](?:L|TI)?|321|347|410S?|416|420|430F?|440[ABC]?|904L)(?:\s*(?:S\.?S\.?|STAINLESS(?:\s*STEEL)?))?`,
    true,
  ),
  grade(
    'stainless steel',
    String.raw`(?:30[134]L?|303|316(?:L|TI)?|410|416|420|430|440C|17-4(?:\s*PH)?)\s*(?:S\.?S\.?|STAINLESS(?:\s*STEEL)?|SST|INOX)`,
    true,
  ),
  grade(
    'stainless steel',
    String.raw`STAINLESS(?:\s*STEEL)?|INOX|EDELSTAHL|ACIER\s*INOX(?:YDABLE)?|ACERO\s*INOXIDABLE|不锈钢`,
    true,
  ),
  grade(
    'stainless steel',
    String.raw`1\.4(?:005|016|021|034|057|104|112|301|303|305|307|310|401|404|435|541|542|571)|X\d{1,2}CrNi[\w-]*|A[24]-[5678]0`,
    true,
  ),
  grade('stainless steel', String.raw`304L?|316L?|303|17-4\s*PH|SUS\s*\d{3}L?`, false),
  grade(
    'steel',
    String.raw`1\.(?:0[0-9]{3}|1[12][0-9]{2}|2[0-9]{3}|6[0-9]{3}|7[0-9]{3}|8[0-9]{3})|S(?:185|235|275|355|420|460|690)(?:JR|J0|J2|K2|N|NL|M|ML|QL?)?(?:\+\w+)?|C(?:15|22|35|45|60)E?|42CrMo4(?:\+QT)?|16MnCr5|34CrNiMo6|100Cr6|11SMn(?:Pb)?30|DC0[1-6]|DX51D(?:\+Z)?`,
    true,
  ),
  grade(
    'steel',
    String.raw`(?:AISI|SAE)\s*(?:1008|1010|1018|1020|1045|1095|1117|1144|1215|12L14|4130|4140|4340|52100|8620|A2|D2|O1|S7)(?:\s*STEEL)?|ASTM\s*A\s*\d{2,4}(?:[\s-]*(?:GR(?:ADE)?\.?\s*)?[A-D\d]{1,3})?`,
    true,
  ),
  grade(
    'steel',
    String.raw`(?:MILD|CARBON|TOOL|SPRING|ALLOY|GALVANI[SZ]ED|COLD[\s-]*ROLLED|HOT[\s-]*ROLLED|PLAIN\s*CARBON|CHROME)\s*STEEL|CRS|HRS|CRES|STEEL|STAHL|BAUSTAHL|ACIER|ACERO|ACCIAIO|Q235[AB]?|45#`,
    true,
  ),
  grade('steel', String.raw`A36|A500|A572|A513|A53|1018|1020|1045|12L14|4130|4140|4340|8620|D2|O1`, false),
  grade(
    'aluminium',
    String.raw`(?:EN[\s-]*AW[\s-]*|AA[\s-]*|AL[\s-]*|ALUMIN(?:I?UM)[\s-]*(?:ALLOY[\s-]*)?)?(?:1050A?|2011|2014|2017A?|2024|3003|5005|5052|5083|5754|6005A?|6013|6060|6061|6063|6082|7020|7050|7075|7175)(?:[\s-]*(?:T\d{1,4}|H\d{2,3}|O))?(?:\s*ALUMIN(?:I?UM)?)?(?:\s*ALLOY)?`,
    false,
  ),
  grade(
    'aluminium',
    String.raw`(?:EN[\s-]*AW|AA|AL|ALUMIN(?:I?UM))[\s-]*(?:ALLOY[\s-]*)?\d{4}A?(?:[\s-]*(?:T\d{1,4}|H\d{2,3}|O))?|\d{4}[\s-](?:T\d{1,4}|H\d{2,3})|Al(?:Mg|Cu|Zn)[\w.,]*|3\.\d{4}|MIC[\s-]*6`,
    true,
  ),
  grade('aluminium', String.raw`ALUMIN(?:I?UM)(?:\s*ALLOY)?|ALU|铝(?:合金)?`, true),
  grade(
    'copper alloy',
    String.raw`BRASS|BRONZE|COPPER|MESSING|KUPFER|LAITON|LAT[ÓO]N|OTTONE|CuZn\w*|CuSn\w*|CW\d{3}[A-Z]|C\d{5}|CZ121|2\.\d{4}|BERYLLIUM\s*COPPER|黄铜`,
    true,
  ),
  grade('titanium', String.raw`TITANIUM(?:\s*(?:GR(?:ADE)?\.?\s*\d))?|Ti[\s-]*6Al[\s-]*4V|3\.7\d{3}`, true),
  grade(
    'cast iron',
    String.raw`CAST\s*IRON|DUCTILE\s*IRON|GREY\s*IRON|GJ[LS][\s-]*\d{3}|EN-GJ[LS]-[\w-]+|GG\s?\d{2}|GGG\s?\d{2}`,
    true,
  ),
  grade(
    'plastic',
    String.raw`POLYCARBONATE|POLYPROPYLENE|POLYETHYLENE|POLYURETHANE|POLYAMIDE|ACETAL|DELRIN|NYLON(?:\s*\d{1,2}(?:[/-]\d{1,2})?)?|ACRYLIC|PLEXIGLAS+|PERSPEX|TEFLON|PTFE|PEEK|UHMW(?:[\s-]*PE)?|HDPE|LDPE|PMMA|POM(?:[\s-]*[CH])?|PET-?G|PVC|PVDF|ABS(?:\s*PLUS)?|PA\s?(?:6|66|11|12)(?:[\s-]*GF\s?\d+)?|TPU|ULTEM|VERO\w+|PHENOLIC|G10|FR-?4|GAROLITE`,
    true,
  ),
  grade('plastic', String.raw`PLA|PP|PE|PC|PA|PS|ASA|PET|PU`, false),
  grade('rubber', String.raw`NEOPRENE|SILICONE(?:\s*RUBBER)?|EPDM|NBR|VITON|FKM|BUNA[\s-]*N|RUBBER|SORBOTHANE`, true),
  grade('wood', String.raw`PLYWOOD|MDF|HARDBOARD|BIRCH|OAK|PINE|BALSA`, true),
  grade(
    'other',
    String.raw`GLASS|CERAMIC|ALUMINA|QUARTZ|CARBON\s*FIB(?:ER|RE)|CFRP|GFRP|FIBERGLASS|INVAR|INCONEL(?:\s*\d{3})?|HASTELLOY|MONEL|TUNGSTEN|MAGNESIUM|ZINC|ZAMAK|FOAM`,
    true,
  ),
];

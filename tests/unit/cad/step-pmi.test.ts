import { describe, expect, it } from 'vitest';
import { pmiFacts } from '../../../processors/cad/pmi-facts.js';
import { readStepFacts } from '../../../processors/cad/step/facts.js';
import { plainStepText } from '../../../processors/cad/step/plain-text.js';

/** Instances as AP242 exporters write them (CAx-IF, "Representation and Presentation of PMI"). */
const units = [
  '#1=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));',
  "#2=(CONVERSION_BASED_UNIT('INCH',#3)LENGTH_UNIT()NAMED_UNIT(*));",
  '#3=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#1);',
  '#4=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));',
  "#5=VALUE_FORMAT_TYPE_QUALIFIER('NR2 2.2');",
  "#6=TYPE_QUALIFIER('maximum');",
];

/** A measure as item of a representation. */
function item(id: number, value: string, name = '', unit = 1, qualifier = ''): string {
  const kind = value.startsWith('PLANE') ? 'PLANE_ANGLE_MEASURE_WITH_UNIT' : 'LENGTH_MEASURE_WITH_UNIT';
  const qualified = qualifier === '' ? '' : `QUALIFIED_REPRESENTATION_ITEM((${qualifier}))`;
  return `#${id}=(${kind}()MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(${value},#${unit})${qualified}REPRESENTATION_ITEM('${name}'));`;
}

/** A dimension with the items of its representation. */
function dimension(id: number, entity: string, items: readonly string[]): string[] {
  return [
    `#${id}=${entity};`,
    `#${id + 1}=DIMENSIONAL_CHARACTERISTIC_REPRESENTATION(#${id},#${id + 2});`,
    `#${id + 2}=SHAPE_DIMENSION_REPRESENTATION('',(${items.join(',')}),$);`,
  ];
}

function read(lines: readonly string[]) {
  const text = `ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n${[...units, ...lines].join('\n')}\nENDSEC;\nEND-ISO-10303-21;\n`;
  return pmiFacts({ step: readStepFacts(plainStepText(Buffer.from(text, 'latin1'))), iges: null });
}

describe('dimensions that a STEP file states', () => {
  it('have value, unit and deviations, in the unit of the value', () => {
    const { dimensions } = read([
      ...dimension(10, "DIMENSIONAL_SIZE(#99,'diameter')", ['#20']),
      item(20, 'POSITIVE_LENGTH_MEASURE(35.)', 'nominal value', 1, '#5'),
      '#21=PLUS_MINUS_TOLERANCE(#22,#10);',
      '#22=TOLERANCE_VALUE(#23,#24);',
      item(23, 'LENGTH_MEASURE(-0.2)'),
      '#24=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(0.01),#2);',
    ]);
    expect(dimensions).toMatchObject([
      {
        value: 35,
        unit: 'mm',
        unit_source: 'stated',
        dimension_type: 'diameter',
        tolerance_plus: 0.254,
        tolerance_minus: -0.2,
        tolerance_type: 'asymmetric',
        label: 'Ø35.00 +0.254/-0.20',
        measured_or_stored: 'stored',
      },
    ]);
  });

  it.each([
    ['MEASURE_WITH_UNIT(LENGTH_MEASURE(-0.05),#2)', 'MEASURE_WITH_UNIT(LENGTH_MEASURE(0.05),#2)'],
    ["MEASURE_REPRESENTATION_ITEM('',LENGTH_MEASURE(-0.05),#2)", "MEASURE_REPRESENTATION_ITEM('',LENGTH_MEASURE(0.05),#2)"],
  ])('may be symmetric: %s', (lower, upper) => {
    const { dimensions } = read([
      ...dimension(10, "DIMENSIONAL_LOCATION('linear distance','',#98,#99)", ['#20']),
      "#20=MEASURE_REPRESENTATION_ITEM('nominal value',LENGTH_MEASURE(1.5),#2);",
      '#21=PLUS_MINUS_TOLERANCE(#22,#10);',
      '#22=TOLERANCE_VALUE(#23,#24);',
      `#23=${lower};`,
      `#24=${upper};`,
    ]);
    expect(dimensions).toMatchObject([
      {
        value: 1.5,
        unit: 'inch',
        dimension_type: 'linear',
        tolerance_plus: 0.05,
        tolerance_minus: -0.05,
        tolerance_type: 'symmetric',
        label: '1.5 ±0.05',
      },
    ]);
  });

  it('may have limits without a nominal value', () => {
    const { dimensions } = read([
      ...dimension(10, "DIMENSIONAL_SIZE(#99,'diameter')", ['#20', '#21']),
      item(20, 'LENGTH_MEASURE(12.1)', 'upper limit'),
      item(21, 'LENGTH_MEASURE(11.9)', 'lower limit'),
    ]);
    expect(dimensions).toMatchObject([
      { value: null, unit: 'mm', tolerance_plus: 12.1, tolerance_minus: 11.9, tolerance_type: 'limits', label: 'Ø11.9 - 12.1' },
    ]);
  });

  it.each([
    ["LIMITS_AND_FITS('H','hole','7','')", 'H7'],
    ["LIMITS_AND_FITS('G6','hole','','')", 'G6'],
  ])('may have a fit: %s', (range, fit) => {
    const { dimensions } = read([
      ...dimension(10, "DIMENSIONAL_SIZE(#99,'diameter')", ['#20']),
      item(20, 'LENGTH_MEASURE(20.)', 'nominal value'),
      '#21=PLUS_MINUS_TOLERANCE(#22,#10);',
      `#22=${range};`,
    ]);
    expect(dimensions).toMatchObject([{ value: 20, fit, label: `Ø20 ${fit}`, tolerance_type: null }]);
  });

  it('are angles in degrees, of sizes and locations, of one keyword or several', () => {
    const quarter = `PLANE_ANGLE_MEASURE(${Math.PI / 4})`;
    const { dimensions } = read([
      ...dimension(10, "ANGULAR_LOCATION('','',#98,#99,.EQUAL.)", ['#20']),
      ...dimension(13, "(ANGULAR_SIZE(.SMALL.)DATUM_FEATURE()DIMENSIONAL_SIZE(#99,'')SHAPE_ASPECT('','',#97,.T.))", ['#20']),
      item(20, quarter, 'nominal value', 4),
    ]);
    const angle = { value: 45, unit: 'deg', dimension_type: 'angular', label: '45°' };
    expect(dimensions).toMatchObject([angle, angle]);
  });

  it('are basic, for reference, radii and maxima', () => {
    const { dimensions } = read([
      ...dimension(10, "DIMENSIONAL_LOCATION('linear distance','',#98,#99)", ['#30', '#40']),
      ...dimension(13, "DIMENSIONAL_LOCATION('linear distance','',#98,#99)", ['#30', '#41']),
      ...dimension(16, "DIMENSIONAL_SIZE(#99,'radius')", ['#31']),
      ...dimension(50, "DIMENSIONAL_SIZE(#99,'thickness')", ['#59']),
      item(59, 'LENGTH_MEASURE(2.)', 'nominal value', 1, '#58'),
      "#58=TYPE_QUALIFIER('basic');",
      item(30, 'LENGTH_MEASURE(8.)', 'nominal value'),
      item(31, 'LENGTH_MEASURE(3.)', 'nominal value', 1, '#6'),
      "#40=DESCRIPTIVE_REPRESENTATION_ITEM('dimensional note','theoretical');",
      "#41=DESCRIPTIVE_REPRESENTATION_ITEM('dimensional note','auxiliary');",
    ]);
    expect(dimensions).toMatchObject([
      { tolerance_type: 'basic', label: '8' },
      { tolerance_type: 'reference', label: '(8)' },
      { dimension_type: 'radial', tolerance_type: null, label: 'R3 MAX' },
      { dimension_type: 'linear', tolerance_type: 'basic', label: '2' },
    ]);
  });

  it('are none without a value', () => {
    expect(read(["#10=DIMENSIONAL_SIZE(#99,'diameter');"]).dimensions).toEqual([]);
  });

  it('have the label and the quantity of the annotation that presents them', () => {
    const { dimensions, metadata } = read([
      ...dimension(10, "DIMENSIONAL_SIZE(#99,'diameter')", ['#30']),
      ...dimension(13, "DIMENSIONAL_SIZE(#99,'diameter')", ['#30']),
      item(30, 'LENGTH_MEASURE(5.)'),
      ...annotation(40, 'DIM\\\\w4X \\X2\\2300\\X0\\5 THRU'),
      ...annotation(50, 'TXT\\\\w2X'),
      "#60=DRAUGHTING_MODEL_ITEM_ASSOCIATION('PMI representation to presentation link','',#10,$,#40);",
      "#61=DRAUGHTING_MODEL_ITEM_ASSOCIATION('PMI representation to presentation link','',#13,$,#50);",
    ]);
    expect(dimensions).toMatchObject([
      { quantity: 4, label: '4X ⌀5 THRU' },
      { quantity: 2, label: 'Ø5' },
    ]);
    expect(metadata.notes).toBeUndefined();
  });
});

/** An annotation that says what it draws. */
function annotation(id: number, text: string): string[] {
  return [
    `#${id + 1}=CHARACTERIZED_ITEM_WITHIN_REPRESENTATION('','',#${id},$);`,
    `#${id + 2}=PROPERTY_DEFINITION('pmi validation property','',#${id + 1});`,
    `#${id + 3}=PROPERTY_DEFINITION_REPRESENTATION(#${id + 2},#${id + 4});`,
    `#${id + 4}=REPRESENTATION('',(#${id + 5}),$);`,
    `#${id + 5}=DESCRIPTIVE_REPRESENTATION_ITEM('equivalent unicode string','${text}');`,
  ];
}

describe('geometric tolerances that a STEP file states', () => {
  const datums = [
    "#10=DATUM('','',#99,.F.,'A');",
    "#11=DATUM('','',#99,.F.,'B');",
    "#12=DATUM_REFERENCE_COMPARTMENT('','',#99,.F.,#10,$);",
    "#13=DATUM_REFERENCE_COMPARTMENT('','',#99,.F.,#11,(SIMPLE_DATUM_REFERENCE_MODIFIER(.MAXIMUM_MATERIAL_REQUIREMENT.)));",
    "#14=DATUM_SYSTEM('','',#99,.F.,(#12,#13));",
    '#15=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(0.25),#1);',
  ];

  it('have zone, modifiers and datums', () => {
    const { properties, texts } = read([
      ...datums,
      "#20=(GEOMETRIC_TOLERANCE('','',#15,#98)GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE((#14))GEOMETRIC_TOLERANCE_WITH_MODIFIERS((.LEAST_MATERIAL_REQUIREMENT.))POSITION_TOLERANCE());",
      "#21=TOLERANCE_ZONE('','',#99,.F.,(#20),#22);",
      "#22=TOLERANCE_ZONE_FORM('cylindrical or circular');",
    ]);
    expect(properties['geometric_tolerances']).toEqual([
      {
        characteristic: 'position',
        tolerance: 0.25,
        unit: 'mm',
        is_diameter: true,
        modifiers: ['Ⓛ'],
        datums: ['A', 'BⓂ'],
        text: '⌖ | Ø0.25Ⓛ | A | BⓂ',
      },
    ]);
    expect(texts).toMatchObject([{ text: '⌖ | Ø0.25Ⓛ | A | BⓂ', source: 'tolerance' }]);
    expect(properties['datums']).toEqual(['A', 'B']);
  });

  it.each([
    ["FLATNESS_TOLERANCE('','',#15,#98)", '⏥ | 0.25'],
    ["PERPENDICULARITY_TOLERANCE('','',#15,#98,(#14))", '⟂ | 0.25 | A | BⓂ'],
    ["PARALLELISM_TOLERANCE('','',#15,#98,(#31,#30))", '∥ | 0.25 | A | B'],
    [
      "(GEOMETRIC_TOLERANCE('','',#15,#98)SURFACE_PROFILE_TOLERANCE()UNEQUALLY_DISPOSED_GEOMETRIC_TOLERANCE(#15))",
      '⌓ | 0.25 Ⓤ0.25',
    ],
    ["TOTAL_RUNOUT_TOLERANCE('','',#15,#98,(#34))", '⌰ | 0.25 | A-B'],
  ])('read like the frame of a drawing: %s', (entity, frame) => {
    const { texts } = read([
      ...datums,
      `#20=${entity};`,
      '#30=DATUM_REFERENCE(2,#11);',
      '#31=DATUM_REFERENCE(1,#10);',
      "#32=DATUM_REFERENCE_ELEMENT('','',#99,.F.,#10,$);",
      "#33=DATUM_REFERENCE_ELEMENT('','',#99,.F.,#11,$);",
      "#34=DATUM_SYSTEM('','',#99,.F.,(#35));",
      "#35=DATUM_REFERENCE_COMPARTMENT('','',#99,.F.,COMMON_DATUM_LIST((#32,#33)),$);",
    ]);
    expect(texts.map(({ text }) => text)).toEqual([frame]);
  });

  it('lie on datums that have targets', () => {
    const { properties } = read([
      ...datums,
      "#20=PLACED_DATUM_TARGET_FEATURE('','point',#99,.T.,'2');",
      "#21=SHAPE_ASPECT_RELATIONSHIP('','datum target',#20,#10);",
    ]);
    expect(properties['datums']).toEqual(['A', 'B', 'A2']);
  });
});

describe('what else a STEP file shows', () => {
  it('is notes, by lines', () => {
    const { metadata, texts } = read([
      ...annotation(10, 'TXT\\\\wNOTES:\\X\\0A/n\\X\\0A1.  BREAK EDGES'),
      "#20=PROPERTY_DEFINITION('semantic text','',#99);",
      '#21=PROPERTY_DEFINITION_REPRESENTATION(#20,#22);',
      "#22=REPRESENTATION('',(#23),$);",
      "#23=DESCRIPTIVE_REPRESENTATION_ITEM('','paint black');",
      "#24=TEXT_LITERAL('','REV B',#97,'left',.RIGHT.,#96);",
    ]);
    expect(metadata.notes).toEqual(['NOTES:\n1. BREAK EDGES', 'paint black']);
    expect(texts.map(({ text }) => text)).toEqual(['REV B', 'NOTES:\n1. BREAK EDGES', 'paint black']);
  });

  it('is views, layers that may be hidden, and colours', () => {
    const { properties, metadata } = read([
      "#10=CAMERA_MODEL_D3('MBD_A',#98,#99);",
      "#11=CAMERA_MODEL_D3_MULTI_CLIPPING('Section A',#98,#99,(#97));",
      "#12=PRESENTATION_LAYER_ASSIGNMENT('bodies','',(#97,#98));",
      "#13=PRESENTATION_LAYER_ASSIGNMENT('datums','',(#99));",
      '#14=INVISIBILITY((#13));',
      "#15=COLOUR_RGB('',1.,0.5,0.);",
      "#16=COLOUR_RGB('',1.,0.5,0.);",
      "#17=DRAUGHTING_PRE_DEFINED_COLOUR('yellow');",
    ]);
    expect(properties).toMatchObject({ saved_views: ['MBD_A', 'Section A'], colours: ['#ff8000', 'yellow'] });
    expect(metadata.layers).toEqual([
      { name: 'bodies', visible: true, entities: 2 },
      { name: 'datums', visible: false, entities: 1 },
    ]);
  });

  it('is who made it and when, and whether it is approved', () => {
    const { properties } = read([
      "#10=PERSON('42','Miller','Ann',$,$,$);",
      "#11=ORGANIZATION('','Works','');",
      '#12=PERSON_AND_ORGANIZATION(#10,#11);',
      "#13=PERSON_AND_ORGANIZATION_ROLE('design_owner');",
      '#14=CC_DESIGN_PERSON_AND_ORGANIZATION_ASSIGNMENT(#12,#13,(#99));',
      '#15=APPLIED_PERSON_AND_ORGANIZATION_ASSIGNMENT(#12,#13,(#98));',
      '#16=CALENDAR_DATE(2024,9,3);',
      '#17=DATE_AND_TIME(#16,#97);',
      "#18=DATE_TIME_ROLE('creation_date');",
      '#19=CC_DESIGN_DATE_AND_TIME_ASSIGNMENT(#17,#18,(#99));',
      "#20=APPROVAL_STATUS('not_yet_approved');",
      "#21=APPROVAL(#20,'');",
      "#22=SECURITY_CLASSIFICATION_LEVEL('confidential');",
      "#23=SECURITY_CLASSIFICATION('','',#22);",
    ]);
    expect(properties).toEqual({
      people: [{ role: 'design_owner', person: 'Ann Miller', organization: 'Works' }],
      dates: [{ role: 'creation_date', date: '2024-03-09' }],
      approvals: ['not_yet_approved'],
      security_classifications: ['confidential'],
    });
  });

  it('is nothing where there is nothing', () => {
    expect(read([])).toEqual({ dimensions: [], texts: [], blocks: [], metadata: {}, properties: {} });
  });
});

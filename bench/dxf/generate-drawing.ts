/** DXF drawings made up by a seed, for the benchmark: the same arguments give the same bytes. */

/** A small linear congruential generator (Numerical Recipes, ch. 7): numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const layers = ['0', 'OUTLINE', 'BEND', 'HIDDEN', 'DIMENSIONS', 'NOTES', 'TITLE BLOCK', 'HATCH'];

class DxfText {
  private parts: string[] = [];
  private handle = 0x100;
  readonly chunks: Buffer[] = [];
  size = 0;

  /** Alternating group codes and values. */
  tags(...pairs: (number | string)[]): void {
    let text = '';
    for (let at = 0; at + 1 < pairs.length; at += 2) text += `${String(pairs[at]).padStart(3)}\r\n${pairs[at + 1] ?? ''}\r\n`;
    this.parts.push(text);
    this.size += text.length;
    if (this.parts.length >= 4096) this.flush();
  }

  entity(type: string, layer: string, subclass: string, ...pairs: (number | string)[]): void {
    this.handle += 1;
    this.tags(
      0,
      type,
      5,
      this.handle.toString(16).toUpperCase(),
      330,
      '1F',
      100,
      'AcDbEntity',
      8,
      layer,
      100,
      subclass,
      ...pairs,
    );
  }

  bytes(): Buffer {
    this.flush();
    return Buffer.concat(this.chunks);
  }

  private flush(): void {
    this.chunks.push(Buffer.from(this.parts.join(''), 'latin1'));
    this.parts = [];
  }
}

function head(dxf: DxfText): void {
  dxf.tags(
    0,
    'SECTION',
    2,
    'HEADER',
    9,
    '$ACADVER',
    1,
    'AC1015',
    9,
    '$DWGCODEPAGE',
    3,
    'ANSI_1252',
    9,
    '$INSUNITS',
    70,
    4,
    0,
    'ENDSEC',
  );
  dxf.tags(0, 'SECTION', 2, 'TABLES', 0, 'TABLE', 2, 'LAYER', 70, layers.length);
  for (const layer of layers) dxf.tags(0, 'LAYER', 100, 'AcDbLayerTableRecord', 2, layer, 70, 0, 62, 7, 6, 'CONTINUOUS');
  dxf.tags(
    0,
    'ENDTAB',
    0,
    'TABLE',
    2,
    'DIMSTYLE',
    70,
    1,
    0,
    'DIMSTYLE',
    2,
    'ISO-25',
    70,
    0,
    71,
    0,
    271,
    2,
    0,
    'ENDTAB',
    0,
    'ENDSEC',
  );
  dxf.tags(0, 'SECTION', 2, 'BLOCKS', 0, 'BLOCK', 8, '0', 2, 'SCREW', 70, 0, 10, 0, 20, 0, 30, 0, 3, 'SCREW');
  dxf.entity('CIRCLE', '0', 'AcDbCircle', 10, 0, 20, 0, 30, 0, 40, 3);
  dxf.entity('ATTDEF', '0', 'AcDbText', 10, 0, 20, 0, 30, 0, 40, 2.5, 1, '', 3, 'PART', 2, 'PART_NO', 70, 0);
  dxf.tags(0, 'ENDBLK', 8, '0', 0, 'ENDSEC', 0, 'SECTION', 2, 'ENTITIES');
}

/** A mixed drawing of at least the given size: what a large assembly drawing holds, in its proportions. */
export function generateDrawing(sizeBytes: number, seed = 1): Buffer {
  const random = seeded(seed);
  const dxf = new DxfText();
  const place = (): number => random() * 1000;
  const layer = (): string => layers[Math.floor(random() * layers.length)] ?? '0';
  head(dxf);
  while (dxf.size < sizeBytes) {
    const kind = random();
    if (kind < 0.45) dxf.entity('LINE', layer(), 'AcDbLine', 10, place(), 20, place(), 30, 0, 11, place(), 21, place(), 31, 0);
    else if (kind < 0.6)
      dxf.entity('ARC', layer(), 'AcDbCircle', 10, place(), 20, place(), 30, 0, 40, 5 + random() * 20, 50, 0, 51, 90);
    else if (kind < 0.7) dxf.entity('CIRCLE', layer(), 'AcDbCircle', 10, place(), 20, place(), 30, 0, 40, 1 + random() * 9);
    else if (kind < 0.82) {
      const count = 8 + Math.floor(random() * 40);
      const vertices: number[] = [];
      for (let at = 0; at < count; at++) vertices.push(10, place(), 20, place());
      dxf.entity('LWPOLYLINE', layer(), 'AcDbPolyline', 90, count, 70, 1, 43, 0, ...vertices);
    } else if (kind < 0.9)
      dxf.entity(
        'TEXT',
        layer(),
        'AcDbText',
        10,
        place(),
        20,
        place(),
        30,
        0,
        40,
        2.5,
        1,
        `NOTE ${Math.floor(place())} PL 10 S235JR`,
      );
    else if (kind < 0.94)
      dxf.entity(
        'MTEXT',
        layer(),
        'AcDbMText',
        10,
        place(),
        20,
        place(),
        30,
        0,
        40,
        3.5,
        41,
        100,
        71,
        1,
        1,
        `{\\fArial|b0|i0;WELD ALL ROUND}\\P%%c${Math.floor(place())} THRU`,
      );
    else if (kind < 0.97) {
      const x = place();
      const y = place();
      dxf.entity(
        'DIMENSION',
        'DIMENSIONS',
        'AcDbDimension',
        2,
        '',
        10,
        x,
        20,
        y,
        30,
        0,
        11,
        x,
        21,
        y,
        31,
        0,
        70,
        32,
        1,
        '',
        3,
        'ISO-25',
        100,
        'AcDbAlignedDimension',
        13,
        x,
        23,
        y,
        33,
        0,
        14,
        place(),
        24,
        place(),
        34,
        0,
        50,
        0,
        100,
        'AcDbRotatedDimension',
      );
    } else {
      dxf.entity('INSERT', layer(), 'AcDbBlockReference', 66, 1, 2, 'SCREW', 10, place(), 20, place(), 30, 0, 50, 45);
      dxf.entity(
        'ATTRIB',
        layer(),
        'AcDbText',
        10,
        place(),
        20,
        place(),
        30,
        0,
        40,
        2.5,
        1,
        `P-${Math.floor(place())}`,
        2,
        'PART_NO',
        70,
        0,
      );
      dxf.tags(0, 'SEQEND', 8, '0');
    }
  }
  dxf.tags(0, 'ENDSEC', 0, 'EOF');
  return dxf.bytes();
}

import PDFDocument from 'pdfkit';
import { zlibSync } from 'fflate';
import type { Primitive, TextPrimitive, TextWidth, LineStyle } from '../drawing/primitives.js';
import { strokeText } from '../drawing/stroke-lettering.js';
import { type Point, polar, radians } from '../part/outline.js';

/** `native`: real text objects. `stroked`: letters as strokes, as many CAD systems plot them, without any text object. */
export type Lettering = 'native' | 'stroked';

export type TypeFace = 'Helvetica' | 'Courier' | 'Times';

export interface PdfOptions {
  readonly face: TypeFace;
  readonly title: string;
  readonly createdAt: Date;
  readonly userPassword?: string;
  readonly ownerPassword?: string;
}

const pointsPerMm = 72 / 25.4;

const fonts: Readonly<Record<TypeFace, { readonly regular: string; readonly bold: string; readonly capital: number }>> = {
  Helvetica: { regular: 'Helvetica', bold: 'Helvetica-Bold', capital: 0.718 },
  Courier: { regular: 'Courier', bold: 'Courier-Bold', capital: 0.562 },
  Times: { regular: 'Times-Roman', bold: 'Times-Bold', capital: 0.662 },
};

const lineWidths: Readonly<Record<LineStyle, number>> = {
  border: 0.7,
  visible: 0.5,
  thin: 0.18,
  hidden: 0.25,
  centre: 0.18,
  phantom: 0.18,
};
const dashes: Partial<Record<LineStyle, readonly number[]>> = {
  hidden: [3, 1.5],
  centre: [8, 1.5, 1.5, 1.5],
  phantom: [8, 1.5, 1.5, 1.5, 1.5, 1.5],
};

/** Draws sheets given in millimetres, y upwards, into one PDF whose bytes depend on its input alone. */
export class PdfWriter {
  readonly #document: PDFKit.PDFDocument;
  readonly #face: TypeFace;
  readonly #chunks: Buffer[] = [];
  #pages = 0;
  #heightMm = 0;

  constructor({ face, title, createdAt, ...passwords }: PdfOptions) {
    this.#face = face;
    this.#document = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      // Node's zlib yields other bytes on other machines; the pages are deflated below instead.
      compress: false,
      // 1.4 encrypts with RC4, whose output, unlike that of AES, depends on the keys alone.
      pdfVersion: '1.4',
      info: {
        Title: title,
        Creator: 'extraction-fleet sample archive',
        Producer: 'PDFKit',
        CreationDate: createdAt,
        ModDate: createdAt,
      },
      ...passwords,
    });
    this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  readonly textWidth: TextWidth = (content, height) => {
    this.#font(height, false);
    return this.#document.widthOfString(content) / pointsPerMm;
  };

  addPage(widthMm: number, heightMm: number): void {
    this.#document.addPage({ size: [widthMm * pointsPerMm, heightMm * pointsPerMm], margin: 0 });
    this.#heightMm = heightMm;
    this.#pages += 1;
  }

  draw(primitives: readonly Primitive[], lettering: Lettering): void {
    for (const primitive of primitives) {
      switch (primitive.kind) {
        case 'path':
          this.#stroke(primitive.points, primitive.style, primitive.closed);
          break;
        case 'arc':
          this.#arc(primitive.centre, primitive.radius, primitive.startDeg, primitive.endDeg, primitive.style);
          break;
        case 'fill':
          this.#trace(primitive.points, true);
          this.#document.fill('black');
          break;
        case 'text':
          if (lettering === 'native') this.#text(primitive);
          else this.#letters(primitive);
      }
    }
  }

  /** A JPEG over the whole page. */
  picture(jpeg: Buffer, widthMm: number, heightMm: number): void {
    this.#document.image(jpeg, 0, 0, { width: widthMm * pointsPerMm, height: heightMm * pointsPerMm });
  }

  async finish(): Promise<Buffer> {
    for (let page = 0; page < this.#pages; page++) {
      this.#document.switchToPage(page);
      deflate(this.#document.page.content);
    }
    const ended = new Promise<void>((resolve, reject) => {
      this.#document.once('end', resolve);
      this.#document.once('error', reject);
    });
    this.#document.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #x = (x: number): number => x * pointsPerMm;
  #y = (y: number): number => (this.#heightMm - y) * pointsPerMm;

  #style(style: LineStyle): void {
    this.#document.lineWidth(lineWidths[style] * pointsPerMm).strokeColor('black');
    const dash = dashes[style];
    if (dash === undefined) this.#document.undash();
    // pdfkit takes a list of lengths here, its typings do not know it.
    else this.#document.dash(dash.map((length) => length * pointsPerMm) as unknown as number, {});
  }

  #trace(points: readonly Point[], closed: boolean): void {
    points.forEach(({ x, y }, index) => {
      if (index === 0) this.#document.moveTo(this.#x(x), this.#y(y));
      else this.#document.lineTo(this.#x(x), this.#y(y));
    });
    if (closed) this.#document.closePath();
  }

  #stroke(points: readonly Point[], style: LineStyle, closed: boolean): void {
    this.#style(style);
    this.#trace(points, closed);
    this.#document.stroke();
  }

  #arc(centre: Point, radius: number, startDeg: number, endDeg: number, style: LineStyle): void {
    this.#style(style);
    if (endDeg - startDeg === 360) {
      this.#document.circle(this.#x(centre.x), this.#y(centre.y), radius * pointsPerMm).stroke();
      return;
    }
    const steps = Math.max(1, Math.ceil((endDeg < startDeg ? endDeg + 360 - startDeg : endDeg - startDeg) / 45));
    const stepDeg = (endDeg < startDeg ? endDeg + 360 - startDeg : endDeg - startDeg) / steps;
    // Control points of the cubic that follows an arc of t: 4/3 tan(t/4) radii along the tangents.
    const reach = radius * (4 / 3) * Math.tan(radians(stepDeg) / 4);
    const start = polar(centre, radius, startDeg);
    this.#document.moveTo(this.#x(start.x), this.#y(start.y));
    for (let step = 0; step < steps; step++) {
      const [fromDeg, toDeg] = [startDeg + step * stepDeg, startDeg + (step + 1) * stepDeg];
      const to = polar(centre, radius, toDeg);
      const first = polar(polar(centre, radius, fromDeg), reach, fromDeg + 90);
      const second = polar(to, reach, toDeg - 90);
      this.#document.bezierCurveTo(
        this.#x(first.x),
        this.#y(first.y),
        this.#x(second.x),
        this.#y(second.y),
        this.#x(to.x),
        this.#y(to.y),
      );
    }
    this.#document.stroke();
  }

  #font(height: number, bold: boolean): void {
    const { regular, bold: heavy, capital } = fonts[this.#face];
    this.#document.font(bold ? heavy : regular).fontSize((height * pointsPerMm) / capital);
  }

  #text({ text, at, height, angleDeg, align, bold }: TextPrimitive): void {
    this.#font(height, bold);
    const width = this.#document.widthOfString(text);
    const [x, y] = [this.#x(at.x), this.#y(at.y)];
    const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    this.#document.fillColor('black');
    if (angleDeg === 0) {
      this.#document.text(text, start, y, { lineBreak: false, baseline: 'alphabetic' });
      return;
    }
    this.#document
      .save()
      .rotate(-angleDeg, { origin: [x, y] })
      .text(text, start, y, { lineBreak: false, baseline: 'alphabetic' })
      .restore();
  }

  #letters(primitive: TextPrimitive): void {
    this.#document
      .lineWidth(Math.max(0.15, primitive.height * (primitive.bold ? 0.15 : 0.1)) * pointsPerMm)
      .strokeColor('black')
      .undash();
    for (const stroke of strokeText(primitive)) this.#trace(stroke, false);
    this.#document.stroke();
  }
}

/** The parts of pdfkit's stream object that its typings leave out. */
interface ContentStream {
  buffer: Uint8Array[];
  data: { Filter?: string };
}

function deflate(content: unknown): void {
  const stream = content as ContentStream;
  stream.buffer = [zlibSync(Buffer.concat(stream.buffer), { level: 6 })];
  stream.data.Filter = 'FlateDecode';
}

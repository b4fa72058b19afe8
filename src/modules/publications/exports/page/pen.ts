import Pdf from 'pdfkit';
import { fontOf, type Weight } from './fonts.js';

/** The page in points: A4, with its margin. */
export const page = { width: 595.28, height: 841.89, margin: 46 } as const;

/** Colours, each dark enough on white and on the tints to be read, and told apart in print without colour. */
export const colours = { text: '#1a1a1a', quiet: '#4a4a4a', strong: '#1f4e79', track: '#dce4ec', tint: '#f1f5f9', rule: '#8a99a8' } as const;

/** How a text is set. Sizes and widths are in points before scaling. */
export interface Setting {
  readonly size: number;
  readonly width: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly link?: string;
}

/** Types of structure that screen readers know. */
export type Structure = 'Document' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure' | 'Sect' | 'Link' | 'Span';

/** What is said of a part of the page beside its content. */
export interface Marking {
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
}

/**
 * Writes and draws on the one page of a document, and tells the structure of what it writes. Positions are points from
 * the upper left corner; `scale` shrinks type and gaps where a page would not hold them. Nothing ever begins a new page.
 */
export class Pen {
  private readonly parents: PDFKit.PDFStructureElement[];

  constructor(
    readonly document: PDFKit.PDFDocument,
    readonly scale: number,
  ) {
    document.registerFont('regular', fontOf('regular'));
    document.registerFont('bold', fontOf('bold'));
    const root = document.struct('Document');
    document.addStructure(root);
    this.parents = [root];
  }

  /** So many points at the scale of the page. */
  points(length: number): number {
    return length * this.scale;
  }

  /** Writes a text as a part of its own; returns where it ends below. */
  write(structure: Structure, text: string, x: number, y: number, setting: Setting, marking: Marking = {}): number {
    this.leaf(structure, marking, () => this.set(text, x, y, setting));
    return y + this.heightOf(text, setting);
  }

  /** Sets a text within the part that is being written. */
  set(text: string, x: number, y: number, { align = 'left', link, ...setting }: Setting): void {
    this.use(setting);
    this.document.fillColor(setting.colour ?? colours.text);
    this.document.text(text, x, y, { width: setting.width, height: Infinity, align, lineGap: this.points(1), ...(link ? { link } : {}) });
  }

  /** The height of a text. */
  heightOf(text: string, setting: Setting): number {
    this.use(setting);
    return this.document.heightOfString(text, { width: setting.width, lineGap: this.points(1) });
  }

  /** The width of a text on one line. */
  widthOf(text: string, setting: Omit<Setting, 'width'>): number {
    this.use(setting);
    return this.document.widthOfString(text);
  }

  /** A part that holds others. */
  within(structure: Structure, draw: () => void, marking: Marking = {}): void {
    const part = this.document.struct(structure, marking);
    this.parents.at(-1)?.add(part);
    this.parents.push(part);
    draw();
    this.parents.pop();
    part.end();
  }

  /** A part without others, drawn by the caller. */
  leaf(structure: Structure, marking: Marking, draw: () => void): void {
    this.parents.at(-1)?.add(this.document.struct(structure, marking, draw));
  }

  /** Draws what says nothing that is not written: screen readers pass it over. */
  decorate(draw: (document: PDFKit.PDFDocument) => void): void {
    this.document.markContent('Artifact');
    draw(this.document);
    this.document.endMarkedContent();
  }

  private use({ size, weight = 'regular' }: Omit<Setting, 'width'>): void {
    this.document.font(weight).fontSize(this.points(size));
  }
}

/** An empty document of one page. `instant` is when it says that it was made. */
export function newDocument(title: string, lang: string, instant: Date): PDFKit.PDFDocument {
  return new Pdf({
    size: [page.width, page.height],
    margin: 0,
    // No font but our own: another would be named without being in the file.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang,
    displayTitle: true,
    info: { Title: title, Creator: 'Kengash', CreationDate: instant, ModDate: instant },
  });
}

import type { CouncilPage } from './council-page.js';
import { colours, page } from './pen.js';

const width = page.width - 2 * page.margin;
const labelWidth = 168;

/** How high the last part is, which stands at the foot of the page. */
export function verificationHeight(council: CouncilPage): number {
  const { pen, view } = council;
  const lines = linesOf(council).reduce((sum, [label, value]) => sum + lineHeight(council, label, value), 0);
  return pen.points(10) + pen.heightOf(view.say('VERIFY'), title) + pen.heightOf(view.say('VERIFY_HOW'), { ...text, width }) + pen.points(4) + lines;
}

/** Writes how anybody verifies the page: hashes of table and methodology, and the address. Returns where it ends. */
export function writeVerification(council: CouncilPage, top: number): number {
  const { pen, view } = council;
  pen.decorate((document) => document.moveTo(page.margin, top).lineTo(page.margin + width, top).lineWidth(1).stroke(colours.rule));
  let y = pen.write('H2', view.say('VERIFY'), page.margin, top + pen.points(7), title) + pen.points(2);
  y = pen.write('P', view.say('VERIFY_HOW'), page.margin, y, { ...text, width }) + pen.points(2);
  for (const [label, value] of linesOf(council)) {
    pen.write('P', label, page.margin, y, { ...text, width: labelWidth });
    const isLink = /^https?:/.test(value);
    const setting = { ...text, width: width - labelWidth - 8 };
    if (isLink) {
      pen.write('Link', value, page.margin + labelWidth + 8, y, { ...setting, colour: colours.strong, link: value });
    } else {
      pen.write('P', value, page.margin + labelWidth + 8, y, { ...setting, colour: colours.text });
    }
    y += lineHeight(council, label, value);
  }
  return y;
}

const title = { size: 10, weight: 'bold', colour: colours.strong, width } as const;
const text = { size: 8.5, colour: colours.quiet } as const;

function linesOf({ view }: CouncilPage): readonly (readonly [label: string, value: string])[] {
  const { say, snapshot } = view;
  const { code, number, hash } = snapshot.methodology;
  return [
    [`${say('TABLE_HASH')} (SHA-256)`, view.hash],
    [say('METHODOLOGY'), say('METHODOLOGY_VERSION', { code, number })],
    [`${say('METHODOLOGY_HASH')} (SHA-256)`, hash],
    [say('ADDRESS'), view.address],
  ];
}

function lineHeight({ pen }: CouncilPage, label: string, value: string): number {
  return Math.max(pen.heightOf(label, { ...text, width: labelWidth }), pen.heightOf(value, { ...text, width: width - labelWidth - 8 })) + pen.points(1);
}

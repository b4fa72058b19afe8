import { doubleOf } from '../exact-figures.js';
import { categoryOf } from '../export-view.js';
import type { CouncilPage } from './council-page.js';
import { colours, page } from './pen.js';
import { writeTitle } from './title.js';

const width = page.width - 2 * page.margin;
const at = (points: number): number => page.margin + (width * points) / 100;

/** A category on the scale, from its lower bound to the next one. */
interface Zone {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Draws where the published number stands among the categories and the other councils. Returns where it ends. */
export function drawScale(council: CouncilPage, top: number): number {
  const { pen, view, row, localNumber } = council;
  const zones = zonesOf(council);
  const published = doubleOf(row.published ?? '') ?? 0;
  const categories = zones.map(({ name, from, to }) => `${name} ${localNumber(`${from}`)}–${localNumber(`${to}`)}`).join(', ');
  const band = writeTitle(pen, view.say('SCALE'), top) + pen.points(2);
  const [height, middle] = [pen.points(22), band + pen.points(11)];
  pen.leaf('Figure', { alt: view.say('SCALE_DESCRIBED', { published: localNumber(row.published ?? ''), categories }) }, () => {
    for (const [index, { from, to }] of zones.entries()) {
      pen.document.rect(at(from), band, at(to) - at(from), height).fill(index % 2 === 0 ? colours.track : colours.tint);
    }
    for (const { from } of zones) {
      pen.document.moveTo(at(from), band).lineTo(at(from), band + height + pen.points(3)).lineWidth(0.8).stroke(colours.rule);
    }
    for (const { councilCode, published: other } of view.snapshot.rows) {
      const points = councilCode === row.councilCode ? null : doubleOf(other ?? '');
      if (points !== null) {
        pen.document.circle(at(points), middle, pen.points(3.2)).lineWidth(0.9).stroke(colours.quiet);
      }
    }
    const [x, r] = [at(published), pen.points(6.5)];
    pen.document.polygon([x, middle - r], [x + r, middle], [x, middle + r], [x - r, middle]).lineWidth(1).fillAndStroke(colours.strong, '#ffffff');
    labelZones(council, zones, band + height + pen.points(2));
  });
  const legend = band + height + pen.points(16);
  return pen.write('P', view.say('SCALE_LEGEND'), page.margin, legend, { size: 8.5, colour: colours.quiet, width });
}

function labelZones({ pen, localNumber }: CouncilPage, zones: readonly Zone[], y: number): void {
  for (const { name, from, to } of zones) {
    const room = at(to) - at(from) - pen.points(6);
    const setting = { size: 8.5, colour: colours.quiet } as const;
    const bound = localNumber(`${from}`);
    // A zone too narrow for its name shows its bound, and one too narrow for that shows nothing.
    const label = [`${bound}  ${name}`, bound].find((text) => pen.widthOf(text, setting) <= room);
    if (label !== undefined) {
      pen.set(label, at(from) + pen.points(3), y, { ...setting, width: room + pen.points(4) });
    }
  }
}

function zonesOf({ view, row }: CouncilPage): readonly Zone[] {
  const bounds = view.snapshot.categories
    .map((category) => ({ name: categoryOf(view, { ...row, category: category.code }) ?? '', from: doubleOf(category.lowerBound) ?? 0 }))
    .toSorted((left, right) => left.from - right.from);
  return bounds.map(({ name, from }, index) => ({ name, from, to: bounds[index + 1]?.from ?? 100 }));
}

import { expect, it } from 'vitest';
import { rational, scored, scoreTable } from '../../../src/scoring/index.js';
import {
  counterGenerator,
  intraclassCorrelation,
  kendallW,
  krippendorffAlpha,
  krippendorffAlphaInterval,
  raterSeverity,
  rankRobustness,
} from '../../../src/statistics/index.js';
import { type MadeTable, makeTable, type TableSize } from './made-table.js';

const draws = 10_000;

/** What is measured, from a year of the fourteen councils to a thousand bodies. The middle one shows how the cost grows. */
const sizes: readonly TableSize[] = [
  { councils: 14, indicators: 30, raters: 9 },
  { councils: 140, indicators: 30, raters: 9 },
  { councils: 1_000, indicators: 100, raters: 9 },
];

const raterRows = ({ marks }: MadeTable): readonly (readonly number[])[] =>
  (marks[0]?.[0] ?? []).map((_, rater) => marks.flatMap((items) => items.map((each) => each[rater] ?? 0)));

/** Totals of each rater, as a rater who judged alone would have made them: one row for each council. */
const totalsByRater = ({ marks }: MadeTable): number[][] =>
  marks.map((items) => (items[0] ?? []).map((_, rater) => items.reduce((sum, each) => sum + (each[rater] ?? 0), 0)));

/** What a publication computes, by what people call it. */
const works: Readonly<Record<string, (table: MadeTable) => unknown>> = {
  'totals, ranks and categories': ({ rules, points }) =>
    scoreTable(
      rules,
      points.map(({ code, points: own }) => ({
        council: code,
        outcomes: new Map(Object.entries(own).map(([indicator, value]) => [indicator, scored(rational(value ?? '0'))])),
      })),
    ),
  "Krippendorff's alpha, interval": (table) => krippendorffAlpha(raterRows(table), 'interval').value,
  'its interval, 1,000 draws': (table) =>
    krippendorffAlphaInterval(raterRows(table), 'interval', { random: counterGenerator('bench'), draws: 1_000 }).value,
  'intraclass correlation of the totals': (table) => intraclassCorrelation(totalsByRater(table)).value,
  "Kendall's W of the totals": (table) => {
    const totals = totalsByRater(table);
    return kendallW((totals[0] ?? []).map((_, rater) => totals.map((row) => row[rater] ?? 0))).value;
  },
  'severity of the raters, one indicator': ({ marks }) =>
    raterSeverity(
      marks.flatMap((items, at) => (items[0] ?? []).map((value, rater) => ({ council: `K${at}`, rater: `R${rater}`, value }))),
    ).value,
  [`robustness, ${draws.toLocaleString('en')} draws`]: ({ rules, points }) => rankRobustness({ rules, councils: points, seed: 'bench', draws }).value,
};

const nameOf = ({ councils, indicators, raters }: TableSize): string => `${councils.toLocaleString('en')} x ${indicators} x ${raters}`;

/** Milliseconds of the quickest of three runs, or of the only one where it takes long. */
function measure(work: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < 3 && (times[0] ?? 0) < 5_000; run += 1) {
    const from = performance.now();
    if (work() === null) {
      throw new Error('it came to nothing');
    }
    times.push(performance.now() - from);
  }
  return Math.min(...times);
}

const cell = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`.padStart(14);

it('what a publication computes', { timeout: 900_000 }, () => {
  const tables = sizes.map(makeTable);
  const lines = Object.entries(works).map(([name, work]) => {
    const times = tables.map((table) => measure(() => work(table)));
    return { name, times };
  });
  expect(lines.every(({ times }) => times.every((time) => time > 0))).toBe(true);
  const [small, middle] = sizes as readonly [TableSize, TableSize];
  const factor = middle.councils / small.councils;
  console.log(
    [
      '',
      `Councils x indicators x raters, the quickest of three runs on one core, Node.js ${process.versions.node}`,
      `${''.padEnd(40)}${sizes.map((size) => nameOf(size).padStart(14)).join('')}   ${factor} times the councils`,
      ...lines.map(
        ({ name, times }) => `${name.padEnd(40)}${times.map(cell).join('')}   ${((times[1] ?? 0) / (times[0] ?? 1)).toFixed(1)} times the time`,
      ),
    ].join('\n'),
  );
});

import { councilRecords } from '../../src/modules/councils/data/councils.js';
import { finishedPeriod } from '../../src/cli/demonstration/data/demonstration-periods.js';
import { draw } from '../../src/cli/demonstration/data/deterministic.js';
import { finishedPeriodMarks, strengthOf } from '../../src/cli/demonstration/data/finished-period.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { makeSnapshot } from '../../src/publication/make-snapshot.js';
import { rulesOf } from '../../src/publication/methodology-rules.js';
import type { IndicatorBody } from '../../src/publication/methodology-body.js';
import type { SettledCouncil, SettledItem, SettledMark } from '../../src/publication/settled.js';
import type { Snapshot } from '../../src/publication/snapshot.js';
import { aggregateRaters, type IndicatorRules, type MethodologyRules, toExactString } from '../../src/scoring/index.js';
import { firstShape, secondShape } from './exports-tables.fixture.js';

const { body } = illustrative;
const marks = finishedPeriodMarks();
const notRatedCode = councilRecords.findLast(({ kind }) => kind === 'TERRITORIAL')?.code ?? '';

/** The councils of the demonstration, with the last one not scored in its first indicator. */
export const settled: readonly SettledCouncil[] = councilRecords
  .filter(({ kind }) => kind === 'TERRITORIAL')
  .map(({ code, name }) => ({ code, name, items: body.indicators.map((indicator) => itemOf(code, indicator)) }));

/** The table of the finished demonstration period, with invented measured values. */
export const demonstrationTable: Snapshot = makeSnapshot(
  {
    number: 7,
    cycle: {
      id: 'UmF0aW5nQ3ljbGU6ZGVtbw',
      title: finishedPeriod.title,
      periodFrom: finishedPeriod.periodFrom,
      periodTo: finishedPeriod.periodTo,
      demonstration: true,
    },
    methodology: { code: illustrative.code, number: 1, hash: '5'.repeat(64), illustrative: true },
  },
  body,
  settled,
);

/** The same table as the two earlier shapes told it. */
export const former: readonly Snapshot[] = [secondShape(demonstrationTable), firstShape(demonstrationTable)];

/** The council that the table could not rate. */
export const notRated = notRatedCode;

/** What stands beside the table. */
export const beside = {
  publishedAt: new Date('2026-02-16T20:30:00Z'),
  methodology: body,
  origin: 'https://ratings.example',
} as const;

function itemOf(councilCode: string, { code, maxPoints }: IndicatorBody): SettledItem {
  const rules = rulesOf(body) as MethodologyRules;
  const indicator = rules.indicators.find((one) => one.code === code) as IndicatorRules;
  const own = marks
    .filter((mark) => mark.councilCode === councilCode && mark.indicatorCode === code)
    .map(({ raterAccount, value }): SettledMark => ({ rater: raterAccount, round: 0, value }));
  if (councilCode === notRatedCode && code === body.indicators[0]?.code) {
    return { indicatorCode: code, officialPoints: null, officialBasis: null };
  }
  if (own.length === 0) {
    const part = Math.min(41, Math.round(strengthOf(councilCode) * 36 + draw(`${councilCode}/${code}`) * 5));
    return { indicatorCode: code, officialPoints: `${Number(maxPoints) * part}/41`, officialBasis: 'MEASURED' };
  }
  const { outcome } = aggregateRaters(rules, indicator, own.map(({ value }) => value));
  return outcome.kind === 'POINTS'
    ? { indicatorCode: code, officialPoints: toExactString(outcome.points), officialBasis: 'MEDIAN', marks: own }
    : { indicatorCode: code, officialPoints: outcome.kind === 'NO_EVIDENCE' ? '0' : null, officialBasis: outcome.kind, marks: own };
}

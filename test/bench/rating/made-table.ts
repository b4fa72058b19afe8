import { rational, toExactString } from '../../../src/scoring/index.js';
import { counterGenerator } from '../../../src/statistics/index.js';
import { council, rulesOf, type TestIndicator } from '../../../src/statistics/robustness/robustness.fixture.js';
import type { CouncilPoints } from '../../../src/statistics/robustness/robustness-input.js';
import type { MethodologyRules } from '../../../src/scoring/index.js';

/** How large a table is. */
export interface TableSize {
  readonly councils: number;
  readonly indicators: number;
  readonly raters: number;
}

/** A table whose marks were made by a seed: each rater marks each council by each indicator. */
export interface MadeTable {
  readonly rules: MethodologyRules;
  readonly points: readonly CouncilPoints[];
  /** By council, indicator and rater. */
  readonly marks: readonly (readonly (readonly number[])[])[];
}

const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[(values.length - 1) / 2] ?? 0;

/** Makes a table in ten criteria. Odd numbers of raters have a middle one. */
export function makeTable({ councils, indicators, raters }: TableSize): MadeTable {
  const source = counterGenerator('a table of the benchmark');
  const list = Array.from({ length: indicators }, (_, at): TestIndicator => [`I${at}`, `C${at % 10}`, '10']);
  const rules = rulesOf(list);
  const marks = Array.from({ length: councils }, () =>
    list.map(() => {
      const level = source.uniform() * 8;
      return Array.from({ length: raters }, () => Math.round((level + source.uniform() * 2) * 2) / 2);
    }),
  );
  const points = marks.map((items, at) => council(rules, `K${at}`, items.map((each) => toExactString(rational(String(median(each)))))));
  return { rules, points, marks };
}

import { describe, expect, it } from 'vitest';
import { illustrative } from '../../../modules/methodologies/data/illustrative.js';
import type { IndicatorBody } from '../../../publication/methodology-body.js';
import {
  aggregateRaters,
  type CriterionRules,
  type IndicatorRules,
  isAdmissible,
  type ItemOutcome,
  measuredOutcome,
  type MethodologyRules,
  type ScoreRow,
  scoreTable,
  toExactString,
} from '../../../scoring/index.js';
import type { DemonstrationYear } from './demonstration-periods.js';
import { exceptionOf, finishedPeriodMarks, judgedIndicators, ratedCouncils, ratersOf } from './finished-period.js';
import { demonstrationMeasurements, measuredIndicators } from './measured-values.js';

const marks = finishedPeriodMarks();

function ruleOf(indicator: IndicatorBody): IndicatorRules {
  if (indicator.scoring.kind === 'UNKNOWN' || indicator.maxPoints === null) {
    throw new Error(`${indicator.code} cannot be scored`);
  }
  const { code, criterionCode, allowNotApplicable, maxPoints } = indicator;
  return { ...indicator.scoring, code, criterionCode, allowNotApplicable, maxPoints };
}

const rules: MethodologyRules = {
  ...illustrative.body,
  publishedDecimals: 0,
  criteria: illustrative.body.criteria.map(
    (criterion): CriterionRules => ({ ...criterion, maxPoints: criterion.maxPoints ?? '0' }),
  ),
  indicators: illustrative.body.indicators.map(ruleOf),
};

function measurementOf(councilCode: string, indicatorCode: string, year: DemonstrationYear) {
  return (
    demonstrationMeasurements(year).find(
      (measurement) => measurement.councilCode === councilCode && measurement.indicatorCode === indicatorCode,
    ) ?? null
  );
}

function outcomesOf(councilCode: string): Map<string, ItemOutcome> {
  return new Map(
    rules.indicators.map((rule) => {
      if (rule.kind === 'MEASURED') {
        return [rule.code, measuredOutcome(rule, measurementOf(councilCode, rule.code, 2025))];
      }
      const values = marks
        .filter((mark) => mark.councilCode === councilCode && mark.indicatorCode === rule.code)
        .map((mark) => mark.value);
      return [rule.code, aggregateRaters(rules, rule, values).outcome];
    }),
  );
}

const table: readonly ScoreRow[] = scoreTable(
  rules,
  ratedCouncils.map((council) => ({ council, outcomes: outcomesOf(council) })),
);

describe('the marks of the finished period', () => {
  it('are the same at every call', () => {
    expect(finishedPeriodMarks()).toEqual(marks);
  });

  it('are one for each council, judged indicator and one of its three raters', () => {
    expect(marks).toHaveLength(14 * judgedIndicators.length * 3);
    const keys = marks.map((mark) => `${mark.councilCode}/${mark.indicatorCode}/${mark.raterAccount}`);
    expect(new Set(keys).size).toBe(marks.length);
    expect(ratedCouncils.every((council) => new Set(ratersOf(council)).size === 3)).toBe(true);
    expect(new Set(marks.map((mark) => mark.raterAccount)).size).toBe(9);
  });

  it('are all admissible by the methodology', () => {
    for (const mark of marks) {
      const rule = rules.indicators.find(({ code }) => code === mark.indicatorCode);
      expect(rule !== undefined && isAdmissible(rule, mark.value)).toBe(true);
    }
  });

  it('have reasons as long as the methodology asks, and a confidence from 1 to 5', () => {
    for (const mark of marks) {
      expect([...mark.justification].length).toBeGreaterThanOrEqual(20);
      expect(mark.justification).not.toMatch(/['’‘`]|undefined/);
      expect([1, 2, 3, 4, 5]).toContain(mark.confidence);
    }
  });

  it('hold three items that do not apply and one without evidence, in which the raters agree', () => {
    const abstentions = marks.filter(({ value }) => value.kind === 'NOT_APPLICABLE' || value.kind === 'NO_EVIDENCE');
    expect(abstentions).toHaveLength(12);
    for (const mark of abstentions) {
      expect(mark.value.kind).toBe(exceptionOf(mark.councilCode, mark.indicatorCode));
    }
  });

  it('differ between raters here and there, and not everywhere', () => {
    const items = Map.groupBy(marks, (mark) => `${mark.councilCode}/${mark.indicatorCode}`);
    const divided = [...items.values()].filter(
      (item) => new Set(item.map(({ value }) => JSON.stringify(value))).size > 1,
    );
    expect(divided.length).toBeGreaterThan(items.size / 10);
    expect(divided.length).toBeLessThan(items.size * 0.9);
  });
});

describe('the table that follows from them', () => {
  it('rates all 14 councils and spreads them over the three categories', () => {
    const categories = table.map((row) => (row.rated ? row.category : 'not rated'));
    const count = (category: string): number => categories.filter((other) => other === category).length;
    expect([count('good'), count('satisfactory'), count('unsatisfactory')].every((size) => size >= 3)).toBe(true);
    expect(count('not rated')).toBe(0);
  });

  it('leaves comparison with the last period out, since there is none before', () => {
    expect(ratedCouncils.map((council) => outcomesOf(council).get('3.1')?.kind)).toEqual(
      ratedCouncils.map(() => 'NOT_APPLICABLE'),
    );
  });
});

describe('the measured values', () => {
  it('are one for each council, measured indicator and year, the same at every call', () => {
    for (const year of [2025, 2026] as const) {
      expect(demonstrationMeasurements(year)).toHaveLength(14 * measuredIndicators.length);
      expect(demonstrationMeasurements(year)).toEqual(demonstrationMeasurements(year));
    }
  });

  it('are counts, and no share is over the whole', () => {
    for (const measurement of [...demonstrationMeasurements(2025), ...demonstrationMeasurements(2026)]) {
      expect(`${measurement.numerator}/${measurement.denominator}`).toMatch(/^\d+\/[1-9]\d*$/);
      const isShare = measurement.indicatorCode !== '3.1';
      expect(!isShare || Number(measurement.numerator) <= Number(measurement.denominator)).toBe(true);
      expect(measurement.source).toContain('toʻqima');
    }
  });

  it('let the comparison of 2026 with 2025 come out both ways', () => {
    const rule = rules.indicators.find(({ code }) => code === '3.1');
    const points = ratedCouncils.map((council) => {
      const [present, before] = [measurementOf(council, '3.1', 2026), measurementOf(council, '3.1', 2025)];
      const outcome = rule?.kind === 'MEASURED' ? measuredOutcome(rule, present, before) : null;
      return outcome?.kind === 'POINTS' ? toExactString(outcome.points) : null;
    });
    expect(new Set(points)).toEqual(new Set(['0', '4']));
  });
});

import { illustrative } from '../../../modules/methodologies/data/illustrative.js';
import type { IndicatorBody } from '../../../publication/methodology-body.js';
import type { DemonstrationYear } from './demonstration-periods.js';
import { draw } from './deterministic.js';
import { ratedCouncils, strengthOf } from './finished-period.js';

/** One invented measured value as two counts: `numerator` of `denominator`, or a plain number over 1. */
export interface DemonstrationMeasurement {
  readonly councilCode: string;
  readonly indicatorCode: string;
  readonly year: DemonstrationYear;
  /** Decimal strings; both are whole numbers here. */
  readonly numerator: string;
  readonly denominator: string;
  /** In Uzbek; says that it is invented. */
  readonly source: string;
}

/** The indicators that are measured and not marked. */
export const measuredIndicators: readonly IndicatorBody[] = illustrative.body.indicators.filter(
  (indicator) => indicator.scoring.kind === 'MEASURED',
);

/** Where percentages lie, from the weakest to the strongest council; each indicator has its own scale. */
const percentRanges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  '1.1': [0.35, 1],
  '2.1': [0.45, 1],
  '3.2': [0.55, 1],
  '6.1': [0.05, 0.8],
};

/** The measured values of all councils in one year; 2026 differs from 2025 so that there is something to compare. */
export function demonstrationMeasurements(year: DemonstrationYear): DemonstrationMeasurement[] {
  return ratedCouncils.flatMap((councilCode) =>
    measuredIndicators.map((indicator) => ({
      councilCode,
      indicatorCode: indicator.code,
      year,
      ...countsOf(councilCode, indicator, year),
      source: `Kengash statistikasi, ${year}-yil (toʻqima maʼlumot)`,
    })),
  );
}

function countsOf(
  councilCode: string,
  indicator: IndicatorBody,
  year: DemonstrationYear,
): { readonly numerator: string; readonly denominator: string } {
  const seed = `${councilCode}/${indicator.code}/${year}`;
  const range = percentRanges[indicator.code];
  if (range === undefined) {
    return { numerator: String(6 + Math.floor(draw(`count/${seed}`) * 19)), denominator: '1' };
  }
  const [low, high] = range;
  const strength = strengthOf(councilCode) + (draw(`measure/${seed}`) - 0.5) * 0.2;
  const denominator = 20 + Math.floor(draw(`whole/${seed}`) * 60);
  const share = low + (high - low) * Math.min(1, Math.max(0, strength));
  return { numerator: String(Math.round(denominator * share)), denominator: String(denominator) };
}

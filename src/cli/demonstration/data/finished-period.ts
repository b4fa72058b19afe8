import { councilRecords } from '../../../modules/councils/data/councils.js';
import { illustrative } from '../../../modules/methodologies/data/illustrative.js';
import type { IndicatorBody, LevelBody } from '../../../publication/methodology-body.js';
import { raterAccounts } from './demonstration-people.js';
import type { DemonstrationValue } from './demonstration-value.js';
import { draw } from './deterministic.js';
import { justificationFor } from './justifications.js';

/** One invented mark of the finished period. */
export interface DemonstrationMark {
  readonly councilCode: string;
  readonly indicatorCode: string;
  readonly raterAccount: string;
  readonly value: DemonstrationValue;
  /** In Uzbek, Latin script. */
  readonly justification: string;
  /** 1 (unsure) to 5 (sure). */
  readonly confidence: number;
}

/** The codes of the rated councils, in the order of their territories. */
export const ratedCouncils: readonly string[] = councilRecords.flatMap((council) =>
  council.kind === 'TERRITORIAL' ? [council.code] : [],
);

/** The indicators that raters mark; the others are measured. */
export const judgedIndicators: readonly IndicatorBody[] = illustrative.body.indicators.filter(
  (indicator) => indicator.scoring.kind !== 'MEASURED',
);

const ratersPerCouncil = 3;

/** Invented strengths, 0 to 1, dealt out to the councils by lot: they say nothing about any real council. */
const strengths = [0.97, 0.93, 0.9, 0.86, 0.8, 0.75, 0.7, 0.66, 0.62, 0.56, 0.5, 0.42, 0.36, 0.28] as const;

/** Where all three raters found nothing to look at, and where the indicator did not apply. */
const withoutEvidence: ReadonlySet<string> = new Set(['UZ-JI/5.1']);
const notApplicable: ReadonlySet<string> = new Set(['UZ-BU/5.2', 'UZ-NW/5.2', 'UZ-XO/5.2']);

/** The three raters of a council: the nine take turns, so that each rates four or five councils. */
export function ratersOf(councilCode: string): readonly string[] {
  const start = ratedCouncils.indexOf(councilCode) * ratersPerCouncil;
  return Array.from(
    { length: ratersPerCouncil },
    (_, index) => raterAccounts[(start + index) % raterAccounts.length] ?? '',
  );
}

/** How strong the invented work of a council is, 0 to 1. */
export function strengthOf(councilCode: string): number {
  const byLot = ratedCouncils.toSorted((left, right) => draw(`lot/${left}`) - draw(`lot/${right}`));
  return strengths[byLot.indexOf(councilCode)] ?? 0.5;
}

/** Whether the council brought nothing for this indicator, or it did not apply to it, in the finished period. */
export function exceptionOf(councilCode: string, indicatorCode: string): 'NO_EVIDENCE' | 'NOT_APPLICABLE' | null {
  const item = `${councilCode}/${indicatorCode}`;
  if (withoutEvidence.has(item)) {
    return 'NO_EVIDENCE';
  }
  return notApplicable.has(item) ? 'NOT_APPLICABLE' : null;
}

/** All marks of the finished period: 14 councils, the judged indicators, three raters each; always the same. */
export function finishedPeriodMarks(): DemonstrationMark[] {
  return ratedCouncils.flatMap((councilCode) =>
    judgedIndicators.flatMap((indicator) =>
      ratersOf(councilCode).map((raterAccount): DemonstrationMark => {
        const seed = `${councilCode}/${indicator.code}/${raterAccount}`;
        const value = valueOf(councilCode, indicator, seed);
        return {
          councilCode,
          indicatorCode: indicator.code,
          raterAccount,
          value,
          justification: justificationFor(indicator, value, seed),
          confidence: 3 + Math.floor(draw(`confidence/${seed}`) * 3),
        };
      }),
    ),
  );
}

function valueOf(councilCode: string, indicator: IndicatorBody, seed: string): DemonstrationValue {
  const exception = exceptionOf(councilCode, indicator.code);
  if (exception !== null) {
    return { kind: exception };
  }
  // What the council did differs by indicator; what raters make of it differs a little by rater.
  const work = strengthOf(councilCode) + (draw(`work/${councilCode}/${indicator.code}`) - 0.5) * 0.24;
  const share = Math.min(1, Math.max(0, work + (draw(`eye/${seed}`) - 0.5) * 0.16));
  return valueAt(indicator, share);
}

/** The admissible value nearest to this share of the points. */
function valueAt(indicator: IndicatorBody, share: number): DemonstrationValue {
  const maximum = Number(indicator.maxPoints);
  switch (indicator.scoring.kind) {
    case 'LEVELS': {
      const distance = (level: LevelBody): number => Math.abs(Number(level.points) - share * maximum);
      const nearest = indicator.scoring.levels.toSorted((left, right) => distance(left) - distance(right))[0];
      return { kind: 'LEVEL', level: nearest?.code ?? '' };
    }
    case 'RANGE':
      return onSteps(maximum, Number(indicator.scoring.step), share);
    case 'TERNARY':
      return onSteps(maximum, maximum / 2, share);
    case 'BINARY':
      return onSteps(maximum, maximum, share);
    case 'MEASURED':
    case 'UNKNOWN':
      return { kind: 'NO_EVIDENCE' };
  }
}

/** Halves and wholes are exact in binary, so the text is exact too. */
function onSteps(maximum: number, step: number, share: number): DemonstrationValue {
  return { kind: 'POINTS', points: String(Math.round((share * maximum) / step) * step) };
}

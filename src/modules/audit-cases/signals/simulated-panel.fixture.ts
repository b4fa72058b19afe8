import { counterGenerator, type CounterGenerator } from '../../../statistics/index.js';
import type { AuditIndicator, AuditMark } from './audit-mark.js';

/** What a panel is simulated by. */
export interface PanelPlan {
  readonly seed: string;
  readonly councils: number;
  readonly raters: number;
  /** How many raters mark each council; they take turns by lot. */
  readonly ratersPerCouncil: number;
  /** Individual marks alone, or so many rounds more. */
  readonly rounds?: number;
}

/** Scales of the simulation: levels that are a third apart, and points in tenths. */
export const simulatedIndicators: readonly AuditIndicator[] = Array.from({ length: 12 }, (_, at) =>
  at < 6
    ? { code: `L${at + 1}`, family: 'LEVELS', step: 1 / 3, width: 1 }
    : { code: `P${at - 5}`, family: 'RANGE', step: 0.1, width: 1 },
);

/** A standard normal number, nearly: the sum of twelve uniform ones less six. */
const nearlyNormal = (generator: CounterGenerator): number =>
  Array.from({ length: 12 }, () => generator.uniform()).reduce((left, right) => left + right, -6);

const name = (letter: string, at: number): string => `${letter}${String(at + 1).padStart(2, '0')}`;

/** The nearest value of the scale, as how many steps of it. */
const onScale = ({ step }: AuditIndicator, share: number): number => {
  const steps = Math.round(1 / step);
  return Math.max(0, Math.min(steps, Math.round(share * steps)));
};

/**
 * The marks of honest raters: each council has a strength, on each indicator a work of its own, and each rater a little
 * severity and an eye of the own. In a session they look again, each by themselves. The same for the same seed.
 */
export function honestPanel({ seed, councils, raters, ratersPerCouncil, rounds = 0 }: PanelPlan): AuditMark[] {
  const generator = counterGenerator(seed);
  const severities = Array.from({ length: raters }, () => 0.02 * nearlyNormal(generator));
  return Array.from({ length: councils }, (_, council) => {
    const strength = 0.3 + 0.5 * generator.uniform();
    const first = generator.below(raters);
    const panel = Array.from({ length: ratersPerCouncil }, (__, at) => (first + at * (1 + (council % 2))) % raters);
    return simulatedIndicators.flatMap((indicator) => {
      const work = strength + 0.15 * nearlyNormal(generator);
      return [...new Set(panel)].flatMap((rater) =>
        Array.from({ length: rounds + 1 }, (__, round) => {
          const seen = work + (severities[rater] ?? 0) + 0.08 * nearlyNormal(generator);
          return markOf(indicator, onScale(indicator, seen), {
            rater: name('R', rater),
            council: name('C', council),
            round,
            justificationHash: `${seed}/${council}/${indicator.code}/${rater}/${round}`,
          });
        }),
      );
    });
  }).flat();
}

/** A mark so many steps above the lower end of its scale. */
export function markOf(
  indicator: AuditIndicator,
  steps: number,
  rest: Pick<AuditMark, 'rater' | 'council' | 'round' | 'justificationHash'>,
): AuditMark {
  const most = Math.round(1 / indicator.step);
  return {
    ...rest,
    indicator: indicator.code,
    share: steps / most,
    value: `${steps}/${most}`,
    // Reduced, as fractions are: 5 of 10 and 1 of 2 are one place.
    place: (steps / most).toFixed(6),
    committedAt: 1_000 * (rest.round + 1),
  };
}

/** The marks with some of them said otherwise: so many steps higher, within their scales. */
export function shifted(marks: readonly AuditMark[], isMeant: (mark: AuditMark) => boolean, share: number): AuditMark[] {
  return marks.map((mark) => {
    const indicator = simulatedIndicators.find(({ code }) => code === mark.indicator);
    return indicator && isMeant(mark) ? markOf(indicator, onScale(indicator, (mark.share ?? 0) + share), mark) : mark;
  });
}

/** The same marks in another order. */
export function shuffled<T>(values: readonly T[], seed: string): T[] {
  const generator = counterGenerator(seed);
  const result = [...values];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = generator.below(at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}

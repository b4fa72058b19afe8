import type { MethodologyRules, ScoreRow } from '../scoring/index.js';
import { rankRobustness, seedOf } from '../statistics/index.js';
import { lastRoundMarks, type SettledCouncil } from './settled.js';
import { sixDecimals } from './six-decimals.js';
import type { RankInterval, RobustnessFigure } from './snapshot.js';

/** How firm the place of one council is. */
export interface FirmRow {
  readonly rankInterval: RankInterval;
  readonly categoryProbability: string;
  readonly nearBoundary: boolean;
}

/** How firm a table is. */
export interface TableRobustness {
  readonly seed: string;
  readonly figure: RobustnessFigure | null;
  /** By the code of the council; only of those that are rated. */
  readonly rows: ReadonlyMap<string, FirmRow>;
}

/** Draws of weights behind the published intervals. */
export const publishedDraws = 10_000;

const change = ({ meanChange, greatestChange }: { readonly meanChange: number | null; readonly greatestChange: number | null }) => ({
  mean: meanChange === null ? null : sixDecimals(meanChange),
  greatest: greatestChange,
});

/**
 * How firm ranks and categories are under varied weights. The seed follows from the methodology and the official points
 * alone, so that nobody can choose it, and everybody can repeat the draws.
 */
export function robustnessOf(
  rules: MethodologyRules,
  methodologyHash: string,
  councils: readonly SettledCouncil[],
  scored: readonly ScoreRow[],
): TableRobustness {
  const rated = new Set(scored.filter((row) => row.rated).map(({ council }) => council));
  const points = councils
    .filter(({ code }) => rated.has(code))
    .map(({ code, items }) => ({
      code,
      points: Object.fromEntries(items.map((item) => [item.indicatorCode, item.officialBasis === 'NOT_APPLICABLE' ? null : (item.officialPoints ?? '0')])),
    }));
  const seed = seedOf(methodologyHash, Object.fromEntries(points.map((council) => [council.code, council.points])));
  const marks = councils.flatMap(({ code, items }) =>
    items.flatMap((item) => lastRoundMarks(item).map(({ rater, value }) => ({ council: code, indicator: item.indicatorCode, rater, value }))),
  );
  const { value } = rankRobustness({ rules, councils: points, seed, draws: publishedDraws, marks });
  if (value === null) {
    return { seed, figure: null, rows: new Map() };
  }
  const { leaveOneOut, weights } = value;
  return {
    seed,
    figure: {
      seed,
      draws: value.draws,
      weights: { kind: weights.kind, kappa: weights.kind === 'DIRICHLET' ? sixDecimals(weights.kappa) : null },
      leaveOneOut: [
        ...leaveOneOut.indicators.map((left) => ({ kind: 'INDICATOR', code: left.code, ...change(left) }) as const),
        ...leaveOneOut.criteria.map((left) => ({ kind: 'CRITERION', code: left.code, ...change(left) }) as const),
        ...(leaveOneOut.raters ?? []).map((left) => ({ kind: 'RATER', code: left.code, ...change(left) }) as const),
      ],
      alternatives: value.alternatives.map((alternative) => ({
        choice: alternative.choice,
        instead: alternative.instead,
        ...change(alternative),
      })),
    },
    rows: new Map(
      value.councils.map((row) => [
        row.council,
        {
          rankInterval: { low: row.rankInterval.low, high: row.rankInterval.high },
          categoryProbability: (row.categories.find(({ code }) => code === row.category)?.probability ?? 0).toFixed(4),
          nearBoundary: row.nearBoundary,
        },
      ]),
    ),
  };
}

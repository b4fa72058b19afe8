import { raterSeverity, type SeverityCell } from '../../../statistics/index.js';
import type { PointedMark } from './audit-mark.js';

/** Raters who can be compared with one another over the councils that they share, and what their severities come to. */
export interface Panel {
  readonly marks: readonly PointedMark[];
  readonly severity: NonNullable<ReturnType<typeof raterSeverity>['value']>;
}

/**
 * The connected parts of a panel, each with its severities: between two parts none can be compared, since all raters of
 * one may be lenient, or all its councils good. A part of which no severity can be told, as of one rater, is left out.
 */
export function panelsOf(
  marks: readonly PointedMark[],
  cellOf: (mark: PointedMark) => SeverityCell,
  leastCommon = 0,
): readonly Panel[] {
  const { value, components } = raterSeverity(marks.map(cellOf), { leastCommon });
  if (value !== null) {
    return [{ marks, severity: value }];
  }
  return components.length < 2
    ? []
    : components.flatMap(({ raters }) =>
        panelsOf(
          marks.filter(({ rater }) => raters.includes(rater)),
          cellOf,
          leastCommon,
        ),
      );
}

import { byCode } from './by-code.js';

/** A revealed mark that counts, as the signals look at it. Nothing in it leads to a person but the pseudonym. */
export interface AuditMark {
  /** The rater's pseudonym in the cycle. */
  readonly rater: string;
  /** The code of the council. */
  readonly council: string;
  /** The code of the indicator. */
  readonly indicator: string;
  /** 0 for the individual mark, 1 and more for the rounds of a session. */
  readonly round: number;
  /** The points as a share of the greatest ones, 0 to 1; null for a mark without points. */
  readonly share: number | null;
  /** What it amounts to, exactly: the points ("32/7"), or the statement without points. Equal marks have equal values. */
  readonly value: string;
  /** Where it stands on its scale, as a fraction ("2/3"): levels by their rank; of a mark without points the statement. */
  readonly place: string;
  /** The hash of its reason as search folds it; null without a reason, and for a mark without points. */
  readonly justificationHash: string | null;
  /** When it was submitted, in milliseconds. */
  readonly committedAt: number;
}

/** An indicator that raters judge, as the signals look at it. */
export interface AuditIndicator {
  readonly code: string;
  /** Its kind of scale: severities are told of one kind at a time. */
  readonly family: 'LEVELS' | 'RANGE' | 'BINARY' | 'TERNARY';
  /** The greatest distance between two neighbouring values, as a share of the greatest points. */
  readonly step: number;
  /** The distance between the ends of the scale, as a share of the greatest points. */
  readonly width: number;
}

/** Marks with points. */
export type PointedMark = AuditMark & { readonly share: number };

/** The individual marks with points, in an order of their own, so that the order of the input changes no digit. */
export function individualPoints(marks: readonly AuditMark[]): PointedMark[] {
  return inOrder(marks).filter((mark): mark is PointedMark => mark.round === 0 && mark.share !== null);
}

/** The marks by council, indicator, rater and round. */
export function inOrder(marks: readonly AuditMark[]): AuditMark[] {
  return marks.toSorted(
    (left, right) =>
      byCode(left.council, right.council) ||
      byCode(left.indicator, right.indicator) ||
      byCode(left.rater, right.rater) ||
      left.round - right.round,
  );
}

/** The key of an item: one indicator of one council. */
export const itemKey = ({ council, indicator }: Pick<AuditMark, 'council' | 'indicator'>): string => JSON.stringify([council, indicator]);

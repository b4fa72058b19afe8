/**
 * From where on something is a signal. Where the literature gives none they are proposals of this project, kept in
 * this one place, and told to everybody by `auditThresholds`: nobody is looked at by a rule that is not open.
 */
export const thresholds = {
  /** Standard errors that a severity has to exceed. */
  SEVERITY_ERRORS: 2,
  /** Marks in common with others below which no severity is told. */
  SEVERITY_LEAST_COMMON: 8,
  /** Raters who share councils below which no severity is told: of two who differ, nobody can say which one is severe. */
  SEVERITY_LEAST_RATERS: 3,
  /** The modified z score that an outlier exceeds (Iglewicz & Hoaglin, 1993). */
  OUTLIER_MODIFIED_Z: 3.5,
  /** Marks of an item from which on that score is taken; below, the distance from the median of the others. */
  OUTLIER_LEAST_MARKS: 5,
  /** The share of the scale that this distance exceeds; where the scale has levels or few steps, one of them. */
  OUTLIER_SCALE_SHARE: 1 / 3,
  /** The spread within evaluations, as a share of the median of the other raters, below which it is a signal. */
  HALO_RATIO: 0.5,
  /** Marks in an evaluation that its spread is told from. */
  HALO_LEAST_ITEMS: 5,
  /** Marks in all such evaluations of a rater together. */
  HALO_LEAST_MARKS: 10,
  /** The share of marks of one evaluation that say the same. */
  STRAIGHT_LINING_SHARE: 0.9,
  /** Marks in an evaluation from which on it is looked at. */
  STRAIGHT_LINING_LEAST_ITEMS: 5,
  /** By how much that share exceeds the median of the other raters of the council: an even council is no signal. */
  STRAIGHT_LINING_EXCESS: 0.2,
  /** The share of a rater's reasons that stand word for word with another council too. */
  STRAIGHT_LINING_TEXT_SHARE: 0.5,
  /** Reasons of a rater from which on they are looked at. */
  STRAIGHT_LINING_LEAST_TEXTS: 5,
  /** How far over the bound of a category a total lies, in steps of one item that the session has raised. */
  BOUNDARY_PULL_STEPS: 1,
  /** The share of a rater's changes that land exactly on what was proposed before. */
  CONFORMITY_SHARE: 0.8,
  /** Changes of a rater from which on they are looked at. */
  CONFORMITY_LEAST_CHANGES: 5,
  /** The rate of false discoveries among the pairs that are flagged (Benjamini & Hochberg, 1995). */
  PAIR_CORRELATION_FALSE_DISCOVERIES: 0.05,
  /** Items that two raters have marked, with a third one, and on which not all said the same. */
  PAIR_CORRELATION_LEAST_ITEMS: 10,
} as const;

/** The name of a threshold; it begins with the kind of the signal. */
export type ThresholdName = keyof typeof thresholds;

/** The thresholds by their names, as a detector is given them. */
export type Thresholds = Readonly<Record<ThresholdName, number>>;

import { normalUpperTail } from '../distributions/normal-distribution.js';
import { finiteOrNull, known, mean, type NoValueReason, type Statistic, sum, unknown } from './statistic.js';
import { completeTable, transpose } from './tables.js';

/** Fleiss' kappa with what it was made of and its test against chance. */
export interface FleissKappa extends Statistic {
  /** The mean share of pairs of raters who agree on a subject, and that share for each subject. */
  readonly observedAgreement: number | null;
  readonly subjectAgreement: readonly number[];
  /** The share of pairs that would agree by chance, with the categories as often as they are used. */
  readonly expectedAgreement: number | null;
  /** The standard error if there were no more agreement than by chance, with z and its two-sided p. */
  readonly standardError: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly subjects: number;
  readonly raters: number;
}

/**
 * Fleiss' kappa of counts: one row per subject, one column per category, each cell how many raters chose the category.
 * Every subject needs the same number of raters, who need not be the same people.
 *
 * No value: NO_VARIATION when all ratings fall into one category; UNEQUAL_RATERS; TOO_FEW with fewer than two raters;
 * NOT_COUNTS for what is negative or not whole; NOTHING_GIVEN, RAGGED, NOT_FINITE for what is no table.
 *
 * Fleiss (1971), Psychological Bulletin 76:378-382; standard error by Fleiss, Nee & Landis (1979), Psychological
 * Bulletin 86:974-977, which corrects that of 1971.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const { table, reason } = completeTable(counts);
  const raters = sum(counts[0] ?? []);
  const subjects = counts.length;
  const whyNot = reason ?? whyNotRated(table ?? [], raters);
  if (table === null || whyNot !== null) {
    return withoutValue(whyNot ?? 'NOTHING_GIVEN', subjects);
  }
  const pairs = raters * (raters - 1);
  const subjectAgreement = table.map((row) => sum(row.map((count) => count * (count - 1))) / pairs);
  const shares = transpose(table).map((column) => sum(column) / (subjects * raters));
  const observed = mean(subjectAgreement);
  if (shares.includes(1)) {
    return {
      ...withoutValue('NO_VARIATION', subjects),
      subjectAgreement,
      observedAgreement: observed,
      expectedAgreement: 1,
      raters,
    };
  }
  const expected = sum(shares.map((share) => share ** 2));
  const value = (observed - expected) / (1 - expected);
  const skewness = sum(shares.map((share) => share * (1 - share) * (1 - 2 * share)));
  const standardError = Math.sqrt((2 * ((1 - expected) ** 2 - skewness)) / (subjects * pairs)) / (1 - expected);
  const z = value / standardError;
  return {
    ...known(value),
    observedAgreement: observed,
    subjectAgreement,
    expectedAgreement: expected,
    standardError: finiteOrNull(standardError),
    z: finiteOrNull(z),
    p: finiteOrNull(2 * normalUpperTail(Math.abs(z))),
    subjects,
    raters,
  };
}

function whyNotRated(table: readonly (readonly number[])[], raters: number): NoValueReason | null {
  if (table.flat().some((count) => !Number.isSafeInteger(count) || count < 0)) {
    return 'NOT_COUNTS';
  }
  if (table.some((row) => sum(row) !== raters)) {
    return 'UNEQUAL_RATERS';
  }
  return raters < 2 ? 'TOO_FEW' : null;
}

function withoutValue(reason: NoValueReason, subjects: number): FleissKappa {
  return {
    ...unknown(reason),
    observedAgreement: null,
    subjectAgreement: [],
    expectedAgreement: null,
    standardError: null,
    z: null,
    p: null,
    subjects,
    raters: 0,
  };
}

import type { MethodologyRule } from '../../language/index.js';
import { compare, parseDecimal, type Rational } from '../../scoring/index.js';

/** A place in a body, from outside in. */
export type BodyPath = readonly (string | number)[];

/** A rule that a body breaks, the place where it does, and the figure that the rule expects there, where there is one. */
export interface BrokenRule {
  readonly rule: MethodologyRule;
  readonly path: BodyPath;
  readonly expected?: string;
}

/** A broken rule. */
export const broken = (rule: MethodologyRule, path: BodyPath, expected?: string): BrokenRule =>
  expected === undefined ? { rule, path } : { rule, path, expected };

/** A broken rule as seen from further outside. */
export const within = (outer: BodyPath, { path, ...rule }: BrokenRule): BrokenRule => ({ ...rule, path: [...outer, ...path] });

/** Reads a decimal of a body; null where it is left open. */
export const figure = (value: string | null): Rational | null => (value === null ? null : parseDecimal(value));

/** Whether two figures are there and the same. */
export const isSame = (left: Rational | null, right: Rational | null): boolean =>
  left !== null && right !== null && compare(left, right) === 0;

/** Whether figures are there and each is less than the one before. */
export function isFalling(values: readonly (Rational | null)[]): boolean {
  return values.every((value, at) => {
    const before = values[at - 1];
    return value !== null && (at === 0 || (before !== null && before !== undefined && compare(value, before) < 0));
  });
}

/** Whether no value stands twice. */
export const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

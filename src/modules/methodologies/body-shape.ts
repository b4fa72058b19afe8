import type { z } from 'zod';
import type { MethodologyRule } from '../../language/index.js';
import { type BodyPath, broken, type BrokenRule } from './body-figures.js';

/** The longest key that is told back. */
const longestKey = 100;

/** The rules of shape that an issue of the reader stands for, each with its place. */
export function brokenShape(issue: z.core.$ZodIssue, body: unknown): BrokenRule[] {
  const path: BodyPath = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => broken('UNKNOWN_KEY', [...path, key.slice(0, longestKey)]));
    case 'invalid_type':
      return [isMissing(body, path) ? broken('MISSING', path) : broken('TYPE', path, issue.expected)];
    case 'invalid_value':
      return [isMissing(body, path) ? broken('MISSING', path) : broken('ONE_OF', path, issue.values.map(String).join(', '))];
    case 'invalid_union':
      return [isMissing(body, path) ? broken('MISSING', path) : broken('ONE_OF', path, optionsOf(issue))];
    case 'too_small':
      return [broken('BOUNDS', path, `≥ ${issue.minimum}`)];
    case 'too_big':
      return [broken('BOUNDS', path, `≤ ${issue.maximum}`)];
    case 'custom': {
      const { rule, expected } = (issue.params ?? {}) as { readonly rule?: MethodologyRule; readonly expected?: string };
      return [broken(rule ?? 'TYPE', path, expected)];
    }
    default:
      return [broken('TYPE', path)];
  }
}

/** Whether nothing stands at a place. */
function isMissing(body: unknown, path: BodyPath): boolean {
  const found = path.reduce<unknown>((part, step) => (part as Record<string | number, unknown> | null | undefined)?.[step], body);
  return found === undefined;
}

/** The kinds between which a discriminated union chooses. */
function optionsOf(issue: z.core.$ZodIssueInvalidUnion): string {
  const { options } = issue as { readonly options?: readonly unknown[] };
  return (options ?? []).map(String).join(', ');
}

import { expect } from 'vitest';
import type { Bundle } from '../../../src/publication/bundle.js';
import { verifyBundle, type VerifyOptions } from '../../../src/verify/index.js';
import { type Draft, itemOf } from './forge.js';
import { logKey } from './test-log.js';

/** What is changed, and how the fault is told: its code, its place, and words of its message. */
export type NamedFault = readonly [
  what: string,
  change: (draft: Draft) => void,
  code: string,
  place: string | ((changed: Draft) => string),
  words?: string,
];

/** What the verifier says of a bundle. */
export function told(bundle: Bundle, options: VerifyOptions = {}) {
  const { verdict, fault } = verifyBundle(bundle, { key: logKey, ...options });
  return { verdict, code: fault?.code, place: fault?.place, message: fault?.message };
}

/** What it has to say of a bundle that was changed. */
export function expected([, , code, place, words = '']: NamedFault, bundle: Bundle) {
  return { verdict: 'WRONG', code, place: typeof place === 'string' ? place : place(bundle as Draft), message: expect.stringContaining(words) as unknown };
}

/** The rows of a table of changes, for tests that are named by what is changed. */
export const named = (rows: readonly NamedFault[]): readonly { readonly what: string; readonly row: NamedFault }[] => rows.map((row) => ({ what: row[0], row }));

/** Two elements of a list change places. */
export function swap<T>(list: T[], left: number, right: number): void {
  [list[left], list[right]] = [list[right] as T, list[left] as T];
}

/** The first mark of "UZ-AN 1.2", whose median does not hang on one rater. */
export function firstMark(draft: Draft): Draft['councils'][number]['items'][number]['marks'][number] {
  return itemOf(draft, 'UZ-AN 1.2').marks[0]!;
}

/** The place of the body of an entry, or of a part of it. */
export const bodyAt = (reference: number | null, part = ''): string => `$.entries[${reference}].body${part}`;

/** Sixty-four zeros: a hash of nothing. */
export const noHash = '0'.repeat(64);

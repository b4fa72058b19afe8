import type { CleanText } from '../../language/index.js';
import type { Fault } from '../../errors.js';

/** How long what is said about an appeal may be. */
export const reasonsBounds = { min: 1, max: 5_000, multiline: true } as const;

/** What is wrong with such a text; none where it can be kept. */
export const reasonsFaults = (text: CleanText, path: readonly string[]): readonly Fault[] =>
  text.ok ? [] : [{ code: text.code, path, parameters: { minimum: reasonsBounds.min, maximum: reasonsBounds.max } }];

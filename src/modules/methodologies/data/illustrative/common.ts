import type { TranslatedText } from '../../../../language/translated-text.js';
import type { LevelBody, ScoringBody } from '../../../../publication/methodology-body.js';

/** What every indicator of the illustrative methodology asks for. */
export const common = {
  allowNotApplicable: false,
  justificationMinChars: 20,
  confidenceAsked: true,
  visibility: 'PUBLIC',
  comparableTo: [],
} as const;

/** What every measured indicator asks for: nobody marks it, so there is nothing to justify. */
export const commonMeasured = { ...common, justificationMinChars: 0, confidenceAsked: false } as const;

const levelCodes = ['TB', 'AB', 'QB', 'B'] as const;

/** The four levels, best first, by their points and descriptors. */
export function fourLevels(
  ...levels: readonly [LevelText, LevelText, LevelText, LevelText]
): Extract<ScoringBody, { kind: 'LEVELS' }> {
  return {
    kind: 'LEVELS',
    levels: levels.map(([points, descriptor], index): LevelBody => ({
      code: levelCodes[index] ?? '',
      points,
      descriptor,
    })),
  };
}

/** The points of a level, and what the council's work looks like there. */
export type LevelText = readonly [points: string, descriptor: TranslatedText];

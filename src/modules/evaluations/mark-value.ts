import type { MarkValue } from '../../scoring/index.js';
import type { ScoreValueKind } from './score.entity.js';

/** The columns that a mark's value is kept in. */
export interface ValueColumns {
  readonly valueKind: ScoreValueKind;
  readonly valuePoints: string | null;
  readonly valueLevel: string | null;
}

/** The value that columns hold. */
export function markValueOf({ valueKind, valuePoints, valueLevel }: ValueColumns): MarkValue {
  switch (valueKind) {
    case 'POINTS':
      return { kind: 'POINTS', points: valuePoints ?? '' };
    case 'LEVEL':
      return { kind: 'LEVEL', level: valueLevel ?? '' };
    default:
      return { kind: valueKind };
  }
}

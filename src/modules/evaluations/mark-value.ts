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

/** Members of a value that its kind does not have: they would stand beside the mark without being part of it. */
export function strayMembers({ valueKind, valuePoints, valueLevel }: ValueColumns): readonly ('points' | 'level')[] {
  return [
    ...(valueKind !== 'POINTS' && valuePoints !== null ? (['points'] as const) : []),
    ...(valueKind !== 'LEVEL' && valueLevel !== null ? (['level'] as const) : []),
  ];
}

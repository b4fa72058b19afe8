import type { ExecutionResult } from 'graphql';

/** The cursors of frames by the data that their selection gave, whatever was selected. */
const points = new WeakMap<object, string>();

interface ResumableValue {
  readonly frame?: string;
  readonly cursor?: unknown;
  readonly recovered?: boolean;
}

/**
 * Notes where a client can go on that has applied the result of a frame. The cursors of a `Reset`, and of a `Ready` that
 * is not recovered, stand for no state before their snapshot has come: they are passed over.
 * @param value the value of a subscription, as the stream yielded it
 */
export function noteResumePoint({ data }: ExecutionResult, value: unknown): void {
  if (typeof value !== 'object' || value === null || !data) {
    return;
  }
  const { frame, cursor, recovered } = value as ResumableValue;
  const standsForNoState = frame === 'Reset' || (frame === 'Ready' && recovered !== true);
  if (typeof cursor === 'string' && !standsForNoState) {
    points.set(data, cursor);
  }
}

/** Where a client can go on that has applied a result; null when it goes on from where it was. */
export function resumePointOf({ data }: Pick<ExecutionResult, 'data'>): string | null {
  return data ? (points.get(data) ?? null) : null;
}

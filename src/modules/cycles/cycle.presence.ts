import { type Context, hasRole } from '../accounts/index.js';
import { firstRole } from '../councils/index.js';
import type { PresenceRoom } from '../presence/index.js';
import { cycleById, evaluationById, factsOfEvaluation } from './cycle.loader.js';
import { mayReadCycle } from './cycle.policy.js';
import { cycleStreamKey, evaluationStreamKey } from './cycle.stream.js';
import type { EvaluationState } from './evaluation.entity.js';
import { mayReadEvaluation } from './evaluation.policy.js';

/** The states of an evaluation after its marks were revealed. */
const revealed: readonly EvaluationState[] = ['DELIBERATED', 'PRELIMINARY', 'FINAL'];

/**
 * The stream of a cycle, for whoever may see it. Whoever sits in a council is one of its own people, unless they rate as
 * well: raters do not learn each other's names.
 */
export async function cycleRoom(id: string, { viewer, loaders }: Context): Promise<PresenceRoom | null> {
  const row = await loaders.of(cycleById).load(id);
  if (!row || !mayReadCycle(viewer, row)) {
    return null;
  }
  const isRater = hasRole(viewer, 'RATER');
  const roles = [...viewer.councils.values()].flatMap((held) => [...held]);
  return { stream: cycleStreamKey(row.id), seat: isRater ? null : firstRole(roles), isRater, maySayState: true };
}

/** The stream of an evaluation, for whoever may see it. Its raters say nothing of themselves while marks are blind. */
export async function evaluationRoom(id: string, { viewer, loaders }: Context): Promise<PresenceRoom | null> {
  const row = await loaders.of(evaluationById).load(id);
  if (!row || !mayReadEvaluation(viewer, factsOfEvaluation(row))) {
    return null;
  }
  const isRater = viewer.accountId !== null && row.rater_ids.includes(viewer.accountId);
  return {
    stream: evaluationStreamKey(row.id),
    seat: isRater ? null : firstRole(viewer.councils.get(row.council_id) ?? []),
    isRater,
    maySayState: !isRater || revealed.includes(row.state),
  };
}

import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok, type Result } from '../../errors.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { type AppealContext, appealContext } from './appeal-context.js';
import type { AppealAction } from './appeal.machine.js';
import { mayReadAppeal, mayStepAppeal } from './appeal.policy.js';

/** What every command on an appeal names. */
export interface AppealRequest {
  readonly appealId: string | null;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a command does with an appeal that it may take a step with. */
export type AppealWork = (transaction: Transaction, context: AppealContext, viewer: SignedInViewer) => Promise<Result<null>>;

/**
 * Runs a command on an appeal: one after the other on each, nothing for whoever does not see it. Which step it is may
 * hang on where the appeal stands.
 */
export async function runOnAppeal<Request extends AppealRequest>(
  unitOfWork: UnitOfWork,
  viewer: Viewer,
  operation: string,
  request: Request,
  step: AppealAction | ((context: AppealContext) => AppealAction),
  work: AppealWork,
): Promise<Outcome<{ appealId: string }>> {
  if (!isSignedIn(viewer)) {
    return fault('UNAUTHENTICATED');
  }
  const { appealId } = request;
  if (appealId === null) {
    return fault('NOT_FOUND', ['id']);
  }
  return unitOfWork.run(
    {
      operation,
      actorId: viewer.accountId,
      idempotencyKey: request.idempotencyKey,
      input: request,
      constraints: { appeal_item_current_unique: { code: 'ALREADY_EXISTS', path: ['items'] } },
    },
    async (transaction) => {
      const context = await appealContext(transaction, appealId);
      if (!context || !mayReadAppeal(viewer, context.facts)) {
        return fault('NOT_FOUND', ['id']);
      }
      const decision = mayStepAppeal(viewer, context.facts, typeof step === 'string' ? step : step(context));
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const done = await work(transaction, context, viewer);
      return done.ok ? ok({ appealId }) : done;
    },
  );
}

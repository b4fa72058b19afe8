import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, faults, ok } from '../../errors.js';
import { take } from '../../machine.js';
import type { Viewer } from '../accounts/index.js';
import { type AppealRequest, runOnAppeal } from './appeal-command.js';
import type { AppealContext } from './appeal-context.js';
import { AppealPanelistEntity } from './appeal-panel.entity.js';
import { appealMachine } from './appeal.machine.js';
import { appealChanged, tellAppeal } from './appeal.stream.js';
import { panelFaults, panelShapeFaults } from './impartial-panel.js';

/** The panel of an appeal. */
export interface PanelAssign extends AppealRequest {
  readonly accountIds: readonly (string | null)[];
}

/** Assigns panels to appeals. */
export class PanelCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Gives an admissible appeal to its panel. Members of a panel who have not spoken can be replaced, one by one: their
   * number stays, so that nothing is decided by its change.
   */
  assign(viewer: Viewer, request: PanelAssign): Promise<Outcome<{ appealId: string }>> {
    return runOnAppeal(this.unitOfWork, viewer, 'appealPanelAssign', request, 'assignPanel', async (transaction, context, viewer_) => {
      const { appeal, facts } = context;
      const shape = panelShapeFaults(request.accountIds);
      if (shape.length > 0) {
        return faults(shape);
      }
      const found = [
        ...(await panelFaults(transaction, context, request.accountIds, viewer_)),
        ...(appeal.state === 'IN_PANEL' ? await replacementFaults(transaction, context, request.accountIds) : []),
      ];
      if (found.length > 0) {
        return faults(found);
      }
      const accountIds = request.accountIds.filter((id) => id !== null);
      const leaving = facts.panelIds.filter((id) => !accountIds.includes(id));
      await transaction.em.nativeDelete(AppealPanelistEntity, { appealId: appeal.id, accountId: { $in: leaving } });
      for (const accountId of accountIds.filter((id) => !facts.panelIds.includes(id))) {
        transaction.em.create(AppealPanelistEntity, { appealId: appeal.id, accountId });
      }
      take(appealMachine, appeal, 'assignPanel');
      transaction.enter({ action: 'appeal.panelAssigned', subjectType: 'Appeal', subjectId: appeal.id, body: { accountIds } });
      await tellAppeal(transaction, { appeal, facts: { ...facts, panelIds: accountIds } });
      for (const accountId of leaving) {
        transaction.publish(appealChanged(accountId, appeal.id));
      }
      return ok(null);
    });
  }
}

/** A panel that is at work keeps its number, and those who have spoken. */
async function replacementFaults(
  { database }: Transaction,
  { appeal, facts }: AppealContext,
  accountIds: readonly (string | null)[],
): Promise<readonly Fault[]> {
  const size = facts.panelIds.length;
  if (accountIds.length !== size) {
    return [{ code: 'OUT_OF_RANGE', path: ['accountIds'], parameters: { minimum: size, maximum: size } }];
  }
  const spoken = await database
    .selectFrom('appeal_voice')
    .innerJoin('appeal_item', 'appeal_item.id', 'appeal_voice.appeal_item_id')
    .select('appeal_voice.account_id')
    .distinct()
    .where('appeal_item.appeal_id', '=', appeal.id)
    .execute();
  return spoken.every((row) => accountIds.includes(row.account_id)) ? [] : [{ code: 'ALREADY_DECIDED', path: ['accountIds'] }];
}

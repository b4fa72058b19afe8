import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import type { Viewer } from '../accounts/index.js';
import { type AppealRequest, runOnAppeal } from './appeal-command.js';
import { AppealItemEntity } from './appeal-item.entity.js';
import { appealMachine } from './appeal.machine.js';
import { tellAppeal, tellApprovers } from './appeal.stream.js';
import { filedContent } from './filed-content.js';
import { reasonsBounds, reasonsFaults } from './reasons.js';

/** A step that comes with reasons. */
export interface ReasonedStep extends AppealRequest {
  readonly reasons: string;
}

/** Takes appeals along their path, the panel's part apart. */
export class AppealStepsCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The chair signs a draft as it was read, and so files it. */
  file(viewer: Viewer, request: AppealRequest & { readonly version: number }): Promise<Outcome<{ appealId: string }>> {
    return runOnAppeal(this.unitOfWork, viewer, 'appealFile', request, 'file', async (transaction, context, { accountId }) => {
      const { appeal, evaluation, cycle } = context;
      if (appeal.version !== request.version) {
        return fault('VERSION_CONFLICT', ['version']);
      }
      take(appealMachine, appeal, 'file');
      appeal.filedBy = accountId;
      appeal.filedAt = transaction.now;
      transaction.enter({
        action: 'appeal.filed',
        subjectType: 'Appeal',
        subjectId: appeal.id,
        body: {
          cycleId: cycle.id,
          evaluationId: evaluation.id,
          items: await filedContent(transaction.database, appeal.id),
        },
      });
      await tellAppeal(transaction, context);
      return ok(null);
    });
  }

  /** Finds a filed appeal admissible or not; of one that was not, with a complaint, an approver has the last word. */
  admit(viewer: Viewer, request: ReasonedStep & { readonly admissible: boolean }): Promise<Outcome<{ appealId: string }>> {
    const reasons = cleanText(request.reasons, reasonsBounds);
    const { admissible } = request;
    const step = ({ appeal }: { readonly appeal: { readonly state: string } }) =>
      admissible ? 'admit' : appeal.state === 'INADMISSIBLE' ? 'confirm' : 'reject';
    return runOnAppeal(this.unitOfWork, viewer, 'appealAdmit', request, step, async (transaction, context, { accountId }) => {
      if (!reasons.ok) {
        return faults(reasonsFaults(reasons, ['reasons']));
      }
      const { appeal } = context;
      const onComplaint = appeal.state === 'INADMISSIBLE';
      take(appealMachine, appeal, step(context));
      appeal.admittedBy = accountId;
      appeal.admissionReasons = reasons.text;
      transaction.enter({
        action: 'appeal.admitted',
        subjectType: 'Appeal',
        subjectId: appeal.id,
        body: { admissible, onComplaint, reasons: reasons.text },
      });
      await tellAppeal(transaction, context);
      return ok(null);
    });
  }

  /** The council says once why its appeal is admissible after all. */
  complain(viewer: Viewer, request: ReasonedStep): Promise<Outcome<{ appealId: string }>> {
    const reasons = cleanText(request.reasons, reasonsBounds);
    return runOnAppeal(this.unitOfWork, viewer, 'appealComplain', request, 'complain', async (transaction, context) => {
      if (!reasons.ok) {
        return faults(reasonsFaults(reasons, ['reasons']));
      }
      const { appeal } = context;
      appeal.complaint = reasons.text;
      appeal.complainedAt = transaction.now;
      transaction.enter({ action: 'appeal.complained', subjectType: 'Appeal', subjectId: appeal.id, body: { reasons: reasons.text } });
      await tellAppeal(transaction, context);
      await tellApprovers(transaction, appeal.id);
      return ok(null);
    });
  }

  /** Puts a decided appeal away. */
  close(viewer: Viewer, request: AppealRequest): Promise<Outcome<{ appealId: string }>> {
    return runOnAppeal(this.unitOfWork, viewer, 'appealClose', request, 'close', async (transaction, context) => {
      const { appeal } = context;
      take(appealMachine, appeal, 'close');
      transaction.enter({ action: 'appeal.closed', subjectType: 'Appeal', subjectId: appeal.id, body: {} });
      await tellAppeal(transaction, context);
      return ok(null);
    });
  }

  /** Takes an appeal back before it is decided. What it was about can be appealed again within the term. */
  withdraw(viewer: Viewer, request: AppealRequest): Promise<Outcome<{ appealId: string }>> {
    return runOnAppeal(this.unitOfWork, viewer, 'appealWithdraw', request, 'withdraw', async (transaction, context) => {
      const { appeal } = context;
      const wasDraft = appeal.state === 'DRAFT';
      take(appealMachine, appeal, 'withdraw');
      for (const item of await transaction.em.find(AppealItemEntity, { appealId: appeal.id })) {
        item.withdrawn = true;
      }
      transaction.enter({ action: 'appeal.withdrawn', subjectType: 'Appeal', subjectId: appeal.id, body: {} });
      await tellAppeal(transaction, context, wasDraft ? 'COUNCIL' : 'ALL');
      return ok(null);
    });
  }
}

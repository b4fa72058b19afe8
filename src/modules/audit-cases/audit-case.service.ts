import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { contentHash, domainTags } from '../../ledger/index.js';
import { take } from '../../machine.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { AuditCaseEntity } from './audit-case.entity.js';
import { auditCaseRows } from './audit-case.loader.js';
import { type AuditCaseAction, auditCaseMachine } from './audit-case.machine.js';
import { mayResolveAuditCase } from './audit-case.policy.js';

/** What an auditor has found out about a case. */
export interface AuditCaseResolution {
  readonly auditCaseId: string | null;
  readonly version: number;
  readonly outcome: 'EXPLAINED' | 'CONFIRMED';
  readonly text: string;
  readonly idempotencyKey?: string | null | undefined;
}

const actions = { EXPLAINED: 'explain', CONFIRMED: 'confirm' } as const satisfies Readonly<Record<string, AuditCaseAction>>;

const bounds = { min: 1, max: 5_000, multiline: true } as const;

/** Closes cases. */
export class AuditCaseService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Closes an open case with what an auditor has found out. No score is changed by it, and nobody is told; the ledger
   * holds that it was closed, and the hash of the text.
   */
  async resolve(viewer: Viewer, request: AuditCaseResolution): Promise<Outcome<{ auditCaseId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const auditCaseId = request.auditCaseId ?? noId;
    const action = actions[request.outcome];
    return this.unitOfWork.run(
      {
        operation: 'auditCaseResolve',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const auditCase = await em.findOne(AuditCaseEntity, { id: auditCaseId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const row = await auditCaseRows(database).where('audit_case.id', '=', auditCaseId).executeTakeFirst();
        if (!auditCase || !row) {
          return fault('NOT_FOUND', ['id']);
        }
        const facts = { state: auditCase.state, councilIds: row.council_ids, raterIds: row.rater_ids };
        const decision = mayResolveAuditCase(viewer, facts, action);
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        const text = cleanText(request.text, bounds);
        if (!text.ok) {
          return fault(text.code, ['text'], { minimum: bounds.min, maximum: bounds.max });
        }
        if (auditCase.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        take(auditCaseMachine, auditCase, action);
        auditCase.resolution = text.text;
        auditCase.resolvedBy = viewer.accountId;
        auditCase.resolvedAt = now;
        transaction.enter({
          action: `auditCase.${request.outcome.toLowerCase()}`,
          subjectType: 'AuditCase',
          subjectId: auditCaseId,
          body: { state: request.outcome, textHash: contentHash(domainTags.auditResolution, { auditCaseId, text: text.text }) },
        });
        return ok({ auditCaseId });
      },
    );
  }
}

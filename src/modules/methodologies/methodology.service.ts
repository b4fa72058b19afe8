import { LockMode } from '@mikro-orm/core';
import { decisionFaults } from '../../decision.js';
import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText, InputTexts, sortKey, type TranslatedText } from '../../language/index.js';
import { contentHash, domainTags } from '../../ledger/index.js';
import { transitionBy } from '../../machine.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { readMethodologyBody } from './methodology-body.schema.js';
import { MethodologyEntity } from './methodology.entity.js';
import { mayMoveVersion, mayReadVersion, mayWriteVersion } from './methodology.policy.js';
import { type MethodologyVersion, MethodologyVersionEntity } from './methodology-version.entity.js';
import { type MethodologyVersionAction, methodologyVersionMachine } from './methodology-version.machine.js';

/** A new version, of a known methodology or of a new one. */
export interface MethodologyVersionCreate {
  readonly methodologyId?: string | null | undefined;
  readonly methodology?: { readonly code: string; readonly title: TranslatedText } | null | undefined;
  readonly body: unknown;
  readonly effectiveFrom?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** A step of a version along its path. */
export interface MethodologyVersionMove {
  readonly action: MethodologyVersionAction;
  readonly versionId: string | null;
  readonly version: number;
  readonly comment?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What the code of a methodology looks like. */
const codePattern = /^[a-z0-9][a-z0-9-]{1,49}$/;

/** Asked of the cycles: whether an open one uses a version. */
export type IsVersionInUse = (transaction: Transaction, versionId: string) => Promise<boolean>;

/** Writing, reviewing and approving methodologies. */
export class MethodologyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly isInUse: IsVersionInUse,
  ) {}

  /** Writes a new draft, numbered after the last version of its methodology. */
  async create(viewer: Viewer, request: MethodologyVersionCreate): Promise<Outcome<{ versionId: string }>> {
    const decision = mayWriteVersion(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const read = readMethodologyBody(request.body);
    const found: Fault[] = read.ok ? [] : [...read.faults];
    if (Boolean(request.methodologyId) === Boolean(request.methodology)) {
      found.push({ code: 'REQUIRED', path: ['methodologyId'] });
    }
    const texts = new InputTexts();
    const named = request.methodology && {
      code: request.methodology.code,
      title: texts.translated(['methodology', 'title'], request.methodology.title, { min: 1, max: 300 }),
    };
    if (named && !codePattern.test(named.code)) {
      found.push({ code: 'INVALID_FORMAT', path: ['methodology', 'code'] });
    }
    found.push(...texts.faults);
    if (!read.ok || found.length > 0) {
      return faults(found);
    }
    return this.unitOfWork.run(
      {
        operation: 'methodologyVersionCreate',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { methodology_code_unique: { code: 'ALREADY_EXISTS', path: ['methodology', 'code'] } },
      },
      async (transaction) => {
        const { em } = transaction;
        let methodologyId = request.methodologyId ?? null;
        if (named) {
          const { code, title } = named;
          const made = em.create(MethodologyEntity, {
            code,
            title,
            owner: title,
            about: title,
            illustrative: read.body.illustrative,
            sortKey: sortKey(title.uzLatn ?? code),
          });
          await em.flush();
          methodologyId = made.id;
        }
        const methodology = await em.findOne(
          MethodologyEntity,
          { id: methodologyId ?? noId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!methodology) {
          return fault('NOT_FOUND', ['methodologyId']);
        }
        const last = await em.findOne(
          MethodologyVersionEntity,
          { methodologyId: methodology.id },
          { orderBy: { number: 'desc' } },
        );
        const version = em.create(MethodologyVersionEntity, {
          methodologyId: methodology.id,
          number: (last?.number ?? 0) + 1,
          body: read.body,
          effectiveFrom: request.effectiveFrom ?? null,
          authoredBy: viewer.accountId,
        });
        await em.flush();
        transaction.enter({
          action: 'methodologyVersion.created',
          subjectType: 'MethodologyVersion',
          subjectId: version.id,
          body: { methodologyId: methodology.id, number: version.number },
        });
        return ok({ versionId: version.id });
      },
    );
  }

  /** Takes a version one step along its path: to review, back, to approval, out of use. */
  async move(viewer: Viewer, request: MethodologyVersionMove): Promise<Outcome<{ versionId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { action, versionId, comment } = request;
    const text = comment ? cleanText(comment, { min: 1, max: 2_000, multiline: true }) : null;
    if (text && !text.ok) {
      return fault(text.code, ['comment'], { minimum: 1, maximum: 2_000 });
    }
    if (action === 'return' && !text) {
      return fault('REASON_REQUIRED', ['comment']);
    }
    if (versionId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation: `methodologyVersion.${action}`,
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const version = await transaction.em.findOne(
          MethodologyVersionEntity,
          { id: versionId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!version || !mayReadVersion(viewer, version)) {
          return fault('NOT_FOUND', ['id']);
        }
        const facts = { state: version.state, authoredBy: version.authoredBy ?? null };
        const decision = mayMoveVersion(viewer, facts, action);
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (version.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        if (action === 'retire' && (await this.isInUse(transaction, version.id))) {
          return fault('GUARD_NOT_MET', ['id']);
        }
        const read = action === 'submit' ? readMethodologyBody(version.body) : null;
        if (read && !read.ok) {
          return faults(read.faults);
        }
        apply(version, action, { at: transaction.now, accountId: viewer.accountId, comment: text?.text ?? null });
        transaction.enter({
          action: `methodologyVersion.${action}`,
          subjectType: 'MethodologyVersion',
          subjectId: version.id,
          body: { state: version.state, contentHash: version.contentHash ?? null },
        });
        return ok({ versionId: version.id });
      },
    );
  }
}

function apply(
  version: MethodologyVersion,
  action: MethodologyVersionAction,
  by: { readonly at: Date; readonly accountId: string; readonly comment: string | null },
): void {
  const line = transitionBy(methodologyVersionMachine, version.state, action);
  if (!line) {
    throw new Error(`no step ${action} from ${version.state}`);
  }
  version.state = line.to;
  if (action === 'submit') {
    version.submittedAt = by.at;
  }
  if (action === 'return') {
    version.reviewComment = by.comment;
  }
  if (action === 'approve') {
    version.contentHash = contentHash(domainTags.methodologyVersion, version.body);
    version.approvedBy = by.accountId;
    version.approvedAt = by.at;
  }
}

import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults, objectFaults } from '../../decision.js';
import { type Fault, fault, faults, ok, type Result } from '../../errors.js';
import { cleanText, labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { type Ticket, uploadSeconds, type Tickets } from '../../storage/tickets.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { EvaluationEntity, openDoorsOf, RatingCycleEntity, seesEvaluation } from '../cycles/index.js';
import { MethodologyVersionEntity } from '../methodologies/index.js';
import { EvidenceEntity, type EvidenceKind } from './evidence.entity.js';
import { type EvidenceAction, evidenceMachine } from './evidence.machine.js';
import { mayAddEvidence, mayMoveEvidence, mayUpload } from './evidence.policy.js';
import { evidenceAdded, evidenceDecided } from './evidence.stream.js';
import { largestFile, mediaTypes } from './media-types.js';
import { useReceived } from './received-upload.js';

/** A piece of evidence to add, whose bytes were uploaded. */
export interface EvidenceAdd {
  readonly evaluationId: string | null;
  /** The upload ticket, by which the bytes were brought. */
  readonly ticket: string;
  readonly indicatorCodes: readonly string[];
  /** FILE unless given. */
  readonly kind?: EvidenceKind | undefined;
  readonly title: string;
  readonly originalName: string;
  readonly capturedOn?: string | null | undefined;
  readonly lateReason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** Files of councils, from the ticket to the decision. */
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: Tickets,
  ) {}

  /** Makes a ticket for bytes that the client has hashed. */
  ticket(
    viewer: Viewer,
    request: { readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string },
  ): Result<{ readonly text: string; readonly ticket: Ticket }> {
    const decision = mayUpload(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const found: Fault[] = [];
    if (request.sizeBytes < 1 || request.sizeBytes > largestFile) {
      found.push({ code: 'FILE_TOO_LARGE', path: ['sizeBytes'], parameters: { maximum: largestFile / 1_048_576 } });
    }
    if (!mediaTypes.has(request.mediaType)) {
      found.push({ code: 'FILE_TYPE_NOT_ALLOWED', path: ['mediaType'] });
    }
    if (found.length > 0) {
      return faults(found);
    }
    const ticket: Ticket = {
      purpose: 'upload',
      sha256: request.sha256,
      sizeBytes: request.sizeBytes,
      mediaType: request.mediaType,
      accountId: viewer.accountId,
      expires: Math.floor(Date.now() / 1000) + uploadSeconds,
    };
    return ok({ text: this.tickets.sign(ticket), ticket });
  }

  /** Adds a piece of evidence to an evaluation. */
  async add(viewer: Viewer, request: EvidenceAdd): Promise<Outcome<{ evidenceId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const found: Fault[] = [];
    const title = cleanText(request.title, { min: 1, max: 300 });
    const originalName = cleanText(request.originalName, { min: 1, max: 200 });
    const late = request.lateReason ? cleanText(request.lateReason, { min: 1, max: 1_000, multiline: true }) : null;
    for (const [field, text, maximum] of [
      ['title', title, 300],
      ['originalName', originalName, 200],
      ['lateReason', late, 1_000],
    ] as const) {
      if (text && !text.ok) {
        found.push({ code: text.code, path: [field], parameters: { minimum: 1, maximum } });
      }
    }
    const ticket = this.tickets.read(request.ticket, 'upload', Math.floor(Date.now() / 1000));
    if (request.indicatorCodes.length === 0 || request.indicatorCodes.length > 50) {
      found.push({ code: 'REQUIRED', path: ['indicatorCodes'] });
    }
    const badTicket: Fault = { code: 'UPLOAD_EXPIRED', path: ['ticket'] };
    const isOwnTicket = ticket?.accountId === viewer.accountId;
    if (found.length > 0 || !title.ok || !originalName.ok) {
      return faults(isOwnTicket ? found : [...found, badTicket]);
    }
    const evaluationId = request.evaluationId ?? noId;
    return this.unitOfWork.run(
      {
        operation: 'evidenceAdd',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em, database } = transaction;
        // Not before: the repeat of an addition is answered when its ticket has long expired, too.
        if (!ticket || !isOwnTicket) {
          return faults([badTicket]);
        }
        const facts = await factsOf(transaction, evaluationId);
        if (!facts) {
          return fault('NOT_FOUND', ['evaluationId']);
        }
        const refusal = await objectFaults(
          mayAddEvidence(viewer, facts),
          () => seesEvaluation(viewer, database, { id: evaluationId, councilId: facts.councilId }),
          ['evaluationId'],
        );
        if (refusal.length > 0) {
          return faults(refusal);
        }
        // Under this very ticket: who knows the hash of another's file has not brought it.
        const use = await useReceived(database, request.ticket);
        if (use !== 'NOW') {
          return fault(use === 'BEFORE' ? 'UPLOAD_EXPIRED' : 'UPLOAD_MISMATCH', ['ticket']);
        }
        const isLate = !facts.open.evidence;
        if (isLate && !late) {
          return fault('REASON_REQUIRED', ['lateReason']);
        }
        const version = await em.findOneOrFail(MethodologyVersionEntity, { id: facts.methodologyVersionId });
        const codes = new Map(version.body.indicators.map((indicator) => [indicator.code, indicator.evidence]));
        for (const [at, code] of request.indicatorCodes.entries()) {
          const rule = codes.get(code);
          if (!rule) {
            return fault('NOT_FOUND', ['indicatorCodes', String(at)]);
          }
          const { capturedOn } = request;
          if (rule.mustFallInPeriod && !capturedOn) {
            return fault('REQUIRED', ['capturedOn']);
          }
          const isOutside = !capturedOn || capturedOn < facts.periodFrom || capturedOn > facts.periodTo;
          if (rule.mustFallInPeriod && isOutside) {
            return fault('OUT_OF_RANGE', ['capturedOn'], { minimum: facts.periodFrom, maximum: facts.periodTo });
          }
        }
        const indicatorCodes = [...new Set(request.indicatorCodes)];
        await database
          .insertInto('stored_file')
          .values({ sha256: ticket.sha256, size_bytes: ticket.sizeBytes })
          .onConflict((conflict) => conflict.column('sha256').doNothing())
          .execute();
        const evidence = em.create(EvidenceEntity, {
          evaluationId,
          indicatorCodes,
          kind: request.kind ?? 'FILE',
          title: title.text,
          fileSha256: ticket.sha256,
          mediaType: ticket.mediaType,
          originalName: originalName.text,
          capturedOn: request.capturedOn ?? null,
          submittedBy: viewer.accountId,
          late: isLate,
          lateReason: isLate && late?.ok ? late.text : null,
        });
        await em.flush();
        transaction.publish(evidenceAdded(evaluationId, evidence.id));
        transaction.enter({
          action: 'evidence.added',
          subjectType: 'Evidence',
          subjectId: evidence.id,
          body: { sha256: ticket.sha256, indicatorCodes, late: isLate },
        });
        return ok({ evidenceId: evidence.id });
      },
    );
  }

  /** Accepts or rejects a piece of evidence, or withdraws it. */
  async decide(
    viewer: Viewer,
    request: {
      readonly evidenceId: string | null;
      readonly action: EvidenceAction;
      readonly version: number;
      readonly reason?: string | null | undefined;
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ evidenceId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = request.reason ? cleanText(request.reason, { min: 1, max: 2_000, multiline: true }) : null;
    if (reason && !reason.ok) {
      return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
    }
    if (request.action === 'reject' && !reason) {
      return fault('REASON_REQUIRED', ['reason']);
    }
    return this.unitOfWork.run(
      {
        operation: `evidence.${request.action}`,
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const evidence = await em.findOne(
          EvidenceEntity,
          { id: request.evidenceId ?? noId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        const facts = evidence && (await factsOf(transaction, evidence.evaluationId));
        if (!evidence || !facts) {
          return fault('NOT_FOUND', ['id']);
        }
        const refusal = await objectFaults(
          mayMoveEvidence(viewer, { ...facts, state: evidence.state }, request.action),
          () => seesEvaluation(viewer, database, { id: evidence.evaluationId, councilId: facts.councilId }),
          ['id'],
        );
        if (refusal.length > 0) {
          return faults(refusal);
        }
        if (evidence.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        const line = transitionBy(evidenceMachine, evidence.state, request.action);
        if (!line) {
          return fault('INVALID_STATE', ['id'], { state: labelled('EvidenceState', evidence.state) });
        }
        evidence.state = line.to;
        evidence.decisionReason = reason?.ok ? reason.text : null;
        evidence.decidedBy = viewer.accountId;
        evidence.decidedAt = now;
        transaction.publish(evidenceDecided(evidence.evaluationId, evidence.id));
        transaction.enter({
          action: `evidence.${line.to.toLowerCase()}`,
          subjectType: 'Evidence',
          subjectId: evidence.id,
          body: { state: line.to },
        });
        return ok({ evidenceId: evidence.id });
      },
    );
  }
}

async function factsOf({ em, now }: Transaction, evaluationId: string) {
  const evaluation = await em.findOne(EvaluationEntity, { id: evaluationId });
  if (!evaluation) {
    return null;
  }
  const cycle = await em.findOneOrFail(
    RatingCycleEntity,
    { id: evaluation.cycleId },
    { lockMode: LockMode.PESSIMISTIC_READ },
  );
  return {
    councilId: evaluation.councilId,
    cycleState: cycle.state,
    open: openDoorsOf(cycle, now),
    periodFrom: cycle.periodFrom,
    periodTo: cycle.periodTo,
    methodologyVersionId: cycle.methodologyVersionId,
  };
}

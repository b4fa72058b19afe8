import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import type { MarkValue } from '../../scoring/index.js';
import { type IndicatorRules, markOutcome, rational, toExactString, whyInadmissible, whyNotOfficial } from '../../scoring/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, EvaluationEntity, type RatingCycle, RatingCycleEntity } from '../cycles/index.js';
import { EvaluationItemEntity } from '../evaluations/index.js';
import { MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { correctedFigures } from './corrected-figures.js';
import { ProposedAdjustmentEntity } from './proposed-adjustment.entity.js';
import type { ProposedPoints } from './proposed-adjustments.js';
import { PublicationEntity } from './publication.entity.js';
import { mayCorrect, mayReadPublication } from './publication.policy.js';
import { stagePublication } from './stage.js';

/** What is wrong in a published table. */
export interface Correction {
  readonly publicationId: string | null;
  readonly reason: string;
  readonly items: readonly { readonly itemId: string | null; readonly value: MarkValue; readonly reason: string }[];
  readonly idempotencyKey?: string | null | undefined;
}

/** Items that one correction may change. */
const greatestBatch = 100;

/** Corrects published tables. */
export class CorrectionCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Stages a correction under the next number: a table with other points than the official ones, which says what differs
   * from the published one, and why. It is public once two approvers have approved it, and only then are the official
   * points adjusted, beside what was settled; the table before stays.
   */
  async run(viewer: Viewer, request: Correction): Promise<Outcome<{ publicationId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    if (!reason.ok) {
      return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
    }
    if (request.items.length === 0 || request.items.length > greatestBatch) {
      return fault('OUT_OF_RANGE', ['items'], { minimum: 1, maximum: greatestBatch });
    }
    return this.unitOfWork.run(
      {
        operation: 'publicationCorrect',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { publication_current_unique: { code: 'ALREADY_EXISTS', path: ['id'] } },
      },
      async (transaction) => {
        const { em, database } = transaction;
        const kept = await em.findOne(PublicationEntity, { id: request.publicationId ?? noId });
        const known = kept && mayReadPublication(viewer, { publishedAt: kept.publishedAt ?? null }) ? kept : null;
        const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
        const cycle = known && (await em.findOneOrFail(RatingCycleEntity, { id: known.cycleId }, lock));
        const publication = known && (await em.findOneOrFail(PublicationEntity, { id: known.id }, lock));
        if (!cycle || !publication) {
          return fault('NOT_FOUND', ['id']);
        }
        const later = await em.count(PublicationEntity, { cycleId: cycle.id, number: { $gt: publication.number }, publishedAt: { $ne: null } });
        const councilIds = await councilIdsOf(database, cycle.id);
        const decision = mayCorrect(viewer, { state: publication.state, isNewest: publication.publishedAt !== null && later === 0, councilIds });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if ((await em.count(PublicationEntity, { cycleId: cycle.id, state: { $in: ['STAGED', 'EMBARGOED'] } })) > 0) {
          return fault('ALREADY_EXISTS', ['id']);
        }
        const { proposed, found } = await proposalOf(transaction, cycle, request.items);
        if (found.length > 0) {
          return faults(found);
        }
        const before = JSON.parse(publication.snapshot) as Snapshot;
        const staged = await stagePublication(transaction, cycle, viewer, proposed, (after) => {
          const figures = correctedFigures(before, after);
          return figures.length === 0 ? undefined : { of: publication.number, reason: reason.text, figures };
        });
        if (!staged) {
          return fault('NOTHING_TO_CHANGE', ['items']);
        }
        for (const one of proposed) {
          em.create(ProposedAdjustmentEntity, { ...one, publicationId: staged.id, proposedBy: viewer.accountId });
        }
        return ok({ publicationId: staged.id });
      },
    );
  }
}

interface Proposal {
  readonly proposed: readonly (ProposedPoints & { readonly reason: string })[];
  readonly found: readonly Fault[];
}

async function proposalOf({ em }: Transaction, cycle: RatingCycle, items: Correction['items']): Promise<Proposal> {
  const { body } = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  const rules = rulesOf(body);
  const proposed: (ProposedPoints & { reason: string })[] = [];
  const found: Fault[] = [];
  for (const [at, { itemId, value, reason }] of items.entries()) {
    const path = ['items', String(at)];
    const item = await em.findOne(EvaluationItemEntity, { id: itemId ?? noId });
    const evaluation = item && (await em.findOne(EvaluationEntity, { id: item.evaluationId, cycleId: cycle.id }));
    const indicator = rules?.indicators.find(({ code }) => code === item?.indicatorCode);
    const why = cleanText(reason, { min: 1, max: 2_000, multiline: true });
    if (!item || !evaluation || !indicator) {
      found.push({ code: 'NOT_FOUND', path: [...path, 'itemId'] });
    } else if (proposed.some((other) => other.itemId === item.id)) {
      found.push({ code: 'ALREADY_EXISTS', path: [...path, 'itemId'] });
    } else if (!why.ok) {
      found.push({ code: why.code, path: [...path, 'reason'], parameters: { minimum: 1, maximum: 2_000 } });
    } else if (whyWrong(indicator, value) !== null) {
      found.push({ code: 'NOT_ADMISSIBLE', path: [...path, 'value'] });
    } else {
      proposed.push({ itemId: item.id, ...correctedPoints(indicator, value), reason: why.text });
    }
  }
  return { proposed, found };
}

/** Points may be given of every indicator, also of one that is measured; the other values as raters give them. */
function whyWrong(indicator: IndicatorRules, value: MarkValue): string | null {
  return value.kind === 'POINTS' ? whyNotOfficial(indicator, value.points) : whyInadmissible(indicator, value);
}

function correctedPoints(indicator: IndicatorRules, value: MarkValue): { readonly points: string | null; readonly basis: 'CORRECTION' | 'NOT_APPLICABLE' | 'NO_EVIDENCE' } {
  if (value.kind === 'POINTS') {
    return { points: toExactString(rational(value.points)), basis: 'CORRECTION' };
  }
  const outcome = markOutcome(indicator, value);
  if (outcome.kind === 'POINTS') {
    return { points: toExactString(outcome.points), basis: 'CORRECTION' };
  }
  return outcome.kind === 'NO_EVIDENCE' ? { points: '0', basis: 'NO_EVIDENCE' } : { points: null, basis: 'NOT_APPLICABLE' };
}

import { createHash } from 'node:crypto';
import { must } from '../../src/cli/demonstration/acting.js';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { justificationHash, markCommitment, saltOf } from '../../src/ledger/index.js';
import { ScoreSaveCommand, ScoreSubmitCommand } from '../../src/modules/evaluations/index.js';
import { FacilitationService } from '../../src/modules/facilitation/index.js';
import {
  ConsensusCommand,
  facilitatedSession,
  ItemStepsCommand,
  MemberCommand,
  onRoundMarked,
  ScheduleCommand,
  SessionStepsCommand,
  VoteCommand,
} from '../../src/modules/rating-sessions/index.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { MarkValue } from '../../src/scoring/index.js';
import type { TestDatabase } from './database.js';
import { testSeal } from './seal.js';
import { viewerOf } from './scoring.js';

/** Milliseconds that a round may take. */
const durationMs = 4 * 3_600_000;

const facilitator = viewerOf('facilitator', 'FACILITATOR');
const rater = (name: string) => viewerOf(name, 'RATER');

/** Who leads a session, by account name, and who looks on. */
export interface Lead {
  readonly facilitator?: string;
  readonly deputies?: readonly string[];
  readonly observers?: readonly string[];
}

/** A mark that needs no evidence. */
export const noEvidence: MarkValue = { kind: 'NO_EVIDENCE' };

/**
 * Joint rating by the commands themselves, in the hands of the facilitator and of raters by their account names. Ids are
 * those of rows. Each step throws when it is refused.
 */
export class JointRating {
  readonly #unitOfWork: UnitOfWork;
  readonly #steps: SessionStepsCommand;
  readonly #items: ItemStepsCommand;
  readonly #consensus: ConsensusCommand;
  readonly #members: MemberCommand;
  readonly #votes: VoteCommand;
  readonly #facilitation: FacilitationService;

  constructor(private readonly test: TestDatabase) {
    this.#unitOfWork = new UnitOfWork(test.orm, () => {});
    this.#steps = new SessionStepsCommand(this.#unitOfWork);
    this.#items = new ItemStepsCommand(this.#unitOfWork, testSeal);
    this.#consensus = new ConsensusCommand(this.#unitOfWork);
    this.#members = new MemberCommand(this.#unitOfWork);
    this.#votes = new VoteCommand(this.#unitOfWork);
    this.#facilitation = new FacilitationService(this.#unitOfWork, { RatingSession: facilitatedSession });
  }

  /** Schedules a session over some evaluations of a cycle, all of them unless they are named. Gives its id. */
  async schedule(cycleId: string, lead: Lead = {}, evaluationIds?: readonly string[]): Promise<string> {
    const { database } = this.test;
    const evaluations = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).execute();
    const { facilitator: leader = 'facilitator', deputies = ['facilitator2'], observers = [] } = lead;
    const { sessionId } = must(
      await new ScheduleCommand(this.#unitOfWork).run(viewerOf('manager', 'CYCLE_MANAGER'), {
        cycleId,
        title: { uzLatn: 'Birgalikdagi baholash' },
        startsAt: new Date('2026-12-01T05:00:00Z'),
        evaluationIds: evaluationIds ?? evaluations.map(({ id }) => id),
        facilitatorId: demonstrationAccountId(leader),
        deputyIds: deputies.map(demonstrationAccountId),
        observerIds: observers.map(demonstrationAccountId),
        locked: false,
      }),
    );
    return sessionId;
  }

  /** The items on the agenda of a session by the codes of their indicators; of the first council by its name. */
  async itemsOf(sessionId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.test.database
      .selectFrom('session_item')
      .innerJoin('evaluation_item', 'evaluation_item.id', 'session_item.item_id')
      .select(['session_item.id', 'evaluation_item.indicator_code'])
      .where('session_item.session_id', '=', sessionId)
      .orderBy('session_item.ordinal', 'desc')
      .execute();
    return new Map(rows.map((row) => [row.indicator_code, row.id]));
  }

  async checkIn(sessionId: string, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const request = { type: 'RatingSession', id: sessionId, accountId: null, channel: 'ONLINE' } as const;
      must(await this.#facilitation.checkIn(rater(name), request));
    }
  }

  /** Opens a session, with whoever is checked in. */
  async open(sessionId: string): Promise<void> {
    must(await this.#steps.open(facilitator, { sessionId, term: 1 }));
  }

  async suspend(sessionId: string): Promise<void> {
    must(await this.#steps.suspend(facilitator, { sessionId, term: 1 }));
  }

  /** Puts off what is not decided, and closes the session. */
  async close(sessionId: string): Promise<void> {
    const open = await this.test.database
      .selectFrom('session_item')
      .select('id')
      .where('session_id', '=', sessionId)
      .where('state', 'not in', ['LOCKED', 'DEFERRED'])
      .execute();
    for (const { id: sessionItemId } of open) {
      must(await this.#items.defer(facilitator, { sessionItemId, term: 1, reason: 'Keyingi sessiyada koʻriladi.' }));
    }
    must(await this.#steps.close(facilitator, { sessionId, term: 1 }));
  }

  async askToAbort(sessionId: string, name: 'facilitator' | 'approver' | 'approver2'): Promise<void> {
    must(await this.#steps.abort(halfOf(name), { sessionId, reason: 'Sinov uchun' }));
  }

  async askToReopen(sessionItemId: string, name: 'facilitator' | 'approver' | 'approver2'): Promise<void> {
    must(await this.#consensus.reopen(halfOf(name), { sessionItemId, reason: 'Sinov uchun' }));
  }

  /** Puts an item on the floor. */
  async activate(sessionItemId: string): Promise<void> {
    must(await this.#items.activate(facilitator, { sessionItemId, term: 1 }));
  }

  /** Opens a round on the item on the floor, and has raters mark in it. */
  async openRound(sessionItemId: string, marks: Readonly<Record<string, MarkValue>>): Promise<void> {
    must(await this.#items.openRound(facilitator, { sessionItemId, term: 1, durationMs }));
    const { item_id: itemId } = await this.test.database
      .selectFrom('session_item')
      .select('item_id')
      .where('id', '=', sessionItemId)
      .executeTakeFirstOrThrow();
    for (const [name, value] of Object.entries(marks)) {
      await this.mark(name, itemId, value);
    }
  }

  async closeRound(sessionItemId: string): Promise<void> {
    must(await this.#items.closeRound(facilitator, { sessionItemId, term: 1 }));
  }

  async reveal(sessionItemId: string): Promise<void> {
    must(await this.#items.reveal(facilitator, { sessionItemId, term: 1 }));
  }

  /** Has raters give no mark in the open round. */
  async pass(sessionItemId: string, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      must(await this.#members.pass(rater(name), { sessionItemId }));
    }
  }

  /** A whole round, with the item put on the floor, up to the reveal. */
  async holdRound(sessionItemId: string, marks: Readonly<Record<string, MarkValue>>, passing: readonly string[] = []): Promise<void> {
    await this.openRound(sessionItemId, marks);
    await this.pass(sessionItemId, ...passing);
    await this.closeRound(sessionItemId);
    await this.reveal(sessionItemId);
  }

  async discuss(sessionItemId: string): Promise<void> {
    must(await this.#items.discuss(facilitator, { sessionItemId, term: 1 }));
  }

  async propose(sessionItemId: string, value: MarkValue): Promise<void> {
    must(await this.#consensus.propose(facilitator, { sessionItemId, term: 1, value }));
  }

  async dissent(sessionItemId: string, name: string): Promise<void> {
    must(await this.#members.dissent(rater(name), { sessionItemId, text: 'Fikrim boshqacha.' }));
  }

  /** The proposal of an item that waits for answers. */
  async proposalOf(sessionItemId: string): Promise<string> {
    const { id } = await this.test.database
      .selectFrom('consensus_proposal')
      .select('id')
      .where('session_item_id', '=', sessionItemId)
      .where('state', '=', 'OPEN')
      .executeTakeFirstOrThrow();
    return id;
  }

  async vote(sessionItemId: string, votes: Readonly<Record<string, 'CONFIRM' | 'ABSTAIN'>>): Promise<void> {
    const proposalIds = [await this.proposalOf(sessionItemId)];
    for (const [name, vote] of Object.entries(votes)) {
      must(await this.#votes.run(rater(name), { proposalIds, vote }));
    }
  }

  /** Saves and submits a rater's mark of an item of an evaluation, in whatever round is open. Its salt follows from its place. */
  async mark(name: string, itemId: string, value: MarkValue): Promise<void> {
    const viewer = rater(name);
    const place = await this.test.database
      .selectFrom('evaluation_item')
      .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
      .innerJoin('rater_assignment', 'rater_assignment.evaluation_id', 'evaluation.id')
      .select(['evaluation.id', 'evaluation.cycle_id', 'rater_assignment.pseudonym'])
      .select(['evaluation_item.indicator_code', 'evaluation_item.open_round'])
      .where('evaluation_item.id', '=', itemId)
      .where('rater_assignment.rater_id', '=', demonstrationAccountId(name))
      .executeTakeFirstOrThrow();
    const round = place.open_round ?? 0;
    const justification = 'Hujjatlar va muhokamaga koʻra baholandi.';
    must(
      await new ScoreSaveCommand(this.#unitOfWork, testSeal).run(viewer, {
        itemId,
        valueKind: value.kind,
        valuePoints: value.kind === 'POINTS' ? value.points : null,
        valueLevel: value.kind === 'LEVEL' ? value.level : null,
        justification,
        changeReason: { kind: 'ARGUMENT' },
      }),
    );
    const salt = saltOf(createHash('sha256').update(`${name} ${place.indicator_code} ${round}`).digest());
    const hash = markCommitment({
      cycle: encodeNodeId('RatingCycle', place.cycle_id),
      evaluationItem: encodeNodeId('EvaluationItem', itemId),
      round,
      rater: place.pseudonym,
      value,
      justificationHash: justificationHash(justification, salt) ?? '',
      salt,
    });
    must(
      await new ScoreSubmitCommand(this.#unitOfWork, testSeal, onRoundMarked).run(viewer, {
        evaluationId: place.id,
        commitments: [{ itemId, salt, hash: hash ?? '' }],
      }),
    );
  }
}

const halfOf = (name: string) => (name === 'facilitator' ? facilitator : viewerOf(name, 'APPROVER'));

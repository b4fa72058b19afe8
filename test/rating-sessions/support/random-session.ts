import { sql } from 'kysely';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import type { Result } from '../../../src/errors.js';
import { FacilitationService } from '../../../src/modules/facilitation/index.js';
import {
  ConsensusCommand,
  facilitatedSession,
  ItemStepsCommand,
  MemberCommand,
  RecuseCommand,
  SessionStepsCommand,
  VoteCommand,
} from '../../../src/modules/rating-sessions/index.js';
import type { MarkValue } from '../../../src/scoring/index.js';
import type { TestDatabase } from '../../support/database.js';
import { JointRating } from '../../support/joint-rating.js';
import { viewerOf } from '../../support/scoring.js';
import { testSeal } from '../../support/seal.js';
import { letTimeRunOut } from './run-out.js';

/** One of the things that people may try at any moment, allowed or not. */
export const actionNames = [
  'checkIn',
  'checkOut',
  'open',
  'suspend',
  'resume',
  'activate',
  'openRound',
  'mark',
  'markAll',
  'pass',
  'closeRound',
  'timeIsUp',
  'reveal',
  'discuss',
  'propose',
  'confirm',
  'confirmAll',
  'object',
  'abstain',
  'dissent',
  'conclude',
  'defer',
  'recuse',
  'takeOver',
  'askReopening',
  'close',
  'askAbort',
] as const;

/** What is as hidden as a mark. */
export const hiddenActions: ReadonlySet<string> = new Set<ActionName>(['mark', 'markAll', 'pass']);

/** Its name. */
export type ActionName = (typeof actionNames)[number];

/** What goes on from where an item on the floor stands. */
const leadsOn: Readonly<Record<string, readonly ActionName[]>> = {
  TRIAGED: ['discuss', 'discuss', 'propose'],
  DISCUSSION: ['openRound'],
  SCORING: ['markAll', 'closeRound', 'mark', 'pass', 'closeRound', 'markAll', 'timeIsUp', 'pass', 'closeRound', 'mark', 'markAll', 'closeRound'],
  CLOSED: ['reveal'],
  REVEALED: ['propose', 'discuss', 'discuss', 'conclude'],
  REOPENED: ['discuss'],
  PROPOSED: ['confirmAll', 'confirm', 'abstain', 'object', 'conclude', 'confirmAll'],
};

/** All rounds of an item, after which the rules decide. */
const lastRounds: readonly ActionName[] = [
  'activate',
  ...['discuss', 'discuss', 'propose'].flatMap((then) => ['openRound', 'markAll', 'closeRound', 'reveal', then] as ActionName[]),
  'abstain',
  'conclude',
];

/** A try: by which rater, with which item, saying what. */
export interface Try {
  /** Null: something that goes on from where the session stands. */
  readonly action: ActionName | null;
  readonly rater: number;
  readonly item: number;
  readonly value: number;
}

interface Certain extends Try {
  readonly action: ActionName;
}

const leaders = [viewerOf('facilitator', 'FACILITATOR'), viewerOf('facilitator2', 'FACILITATOR')] as const;
const approver = viewerOf('approver', 'APPROVER');
/** Longer than the test: rounds end when they are told to. */
const durationMs = 4 * 3_600_000;
const values: readonly MarkValue[] = [{ kind: 'NO_EVIDENCE' }, { kind: 'POINTS', points: '0' }];

/** All of them in turn; done where one of them was. */
async function any(tries: readonly (() => Promise<Result<unknown>>)[]): Promise<Result<unknown>> {
  let last: Result<unknown> = { ok: false, faults: [] };
  for (const one of tries) {
    const result = await one().catch((error: unknown): Result<unknown> => {
      if (error instanceof Error && Array.isArray(error.cause)) {
        return { ok: false, faults: [] };
      }
      throw error;
    });
    last = result.ok ? result : last;
  }
  return last;
}

/** A session on which random things are tried, by the commands themselves. */
export class RandomSession {
  readonly #joint: JointRating;
  readonly #unitOfWork: UnitOfWork;

  constructor(
    private readonly test: TestDatabase,
    private readonly session: { readonly sessionId: string; readonly evaluationId: string; readonly raters: readonly string[] },
    private readonly items: readonly { readonly id: string; readonly itemId: string }[],
  ) {
    this.#joint = new JointRating(test);
    this.#unitOfWork = new UnitOfWork(test.orm, () => {});
  }

  /** Tries something; what it was when it was done, null when it was refused. Throws what is no refusal. */
  async attempt(given: Try): Promise<ActionName | null> {
    const trial = given.action === null ? await this.#goOn(given) : { ...given, action: given.action };
    try {
      const result = await this.#run(trial);
      return result.ok ? trial.action : null;
    } catch (error) {
      // What the commands of a play throw when they are refused tells the faults as its cause.
      if (error instanceof Error && Array.isArray(error.cause)) {
        return null;
      }
      throw error;
    }
  }

  /** Something that the state asks for. */
  async #goOn(trial: Try): Promise<Certain> {
    const { sessionId } = this.session;
    const { state } = await this.test.database.selectFrom('rating_session').select('state').where('id', '=', sessionId).executeTakeFirstOrThrow();
    if (state === 'SUSPENDED') {
      return { ...trial, action: trial.value % 3 === 0 ? 'resume' : 'checkIn' };
    }
    const active = await this.active();
    const actions = leadsOn[active?.state ?? ''];
    if (!active || !actions) {
      return { ...trial, action: trial.value % 3 === 0 ? 'askReopening' : 'activate' };
    }
    return { ...trial, item: this.items.findIndex(({ id }) => id === active.id), action: actions[trial.value % actions.length] ?? 'activate' };
  }

  async #run({ action, rater, item, value }: Certain): Promise<Result<unknown>> {
    const { sessionId, evaluationId, raters } = this.session;
    const name = raters[rater % raters.length] ?? '';
    const viewer = viewerOf(name, 'RATER');
    const chosen = this.items[item % this.items.length] ?? { id: '', itemId: '' };
    const { lead: facilitator, other, term } = await this.#lead();
    const request = { sessionItemId: chosen.id, term, reason: 'Sinov uchun', durationMs, text: 'Sinov uchun' } as const;
    /** One of the two who have to ask. */
    const half = rater % 2 === 0 ? facilitator : approver;
    const said = values[value % values.length] as MarkValue;
    const steps = new SessionStepsCommand(this.#unitOfWork);
    const items = new ItemStepsCommand(this.#unitOfWork, testSeal);
    const consensus = new ConsensusCommand(this.#unitOfWork);
    const facilitation = new FacilitationService(this.#unitOfWork, { RatingSession: facilitatedSession });
    const attendance = { type: 'RatingSession', id: sessionId, accountId: null, channel: 'ONLINE' } as const;
    const vote = async (who: string, answer: 'CONFIRM' | 'OBJECT' | 'ABSTAIN'): Promise<Result<unknown>> => {
      const proposal = await this.test.database
        .selectFrom('consensus_proposal')
        .select('id')
        .where('session_item_id', '=', chosen.id)
        .where('state', '=', 'OPEN')
        .executeTakeFirst();
      return new VoteCommand(this.#unitOfWork).run(viewerOf(who, 'RATER'), { proposalIds: [proposal?.id ?? null], vote: answer, text: 'Sinov' });
    };
    const mark = async (who: string, what: MarkValue): Promise<Result<unknown>> => {
      await this.#joint.mark(who, chosen.itemId, what);
      return { ok: true, value: null };
    };
    const tries: Readonly<Record<ActionName, () => Promise<Result<unknown>>>> = {
      checkIn: () => facilitation.checkIn(viewer, attendance),
      checkOut: () => facilitation.checkOut(viewer, attendance),
      open: () => steps.open(facilitator, { sessionId, term }),
      suspend: () => steps.suspend(facilitator, { sessionId, term }),
      resume: () => steps.resume(facilitator, { sessionId, term }),
      activate: () => items.activate(facilitator, request),
      openRound: () => items.openRound(facilitator, request),
      mark: () => mark(name, said),
      markAll: () => any(raters.map((who) => () => mark(who, said))),
      pass: () => new MemberCommand(this.#unitOfWork).pass(viewer, request),
      closeRound: () => items.closeRound(facilitator, request),
      timeIsUp: () => this.#endTime(items),
      reveal: () => items.reveal(facilitator, request),
      discuss: () => items.discuss(value % 2 === 0 ? facilitator : viewer, request),
      propose: () => consensus.propose(facilitator, { ...request, value: said }),
      confirm: () => vote(name, 'CONFIRM'),
      confirmAll: () => any(raters.map((who) => () => vote(who, 'CONFIRM'))),
      object: () => vote(name, 'OBJECT'),
      abstain: () => vote(name, 'ABSTAIN'),
      dissent: () => new MemberCommand(this.#unitOfWork).dissent(viewer, request),
      conclude: () => consensus.conclude(facilitator, request),
      defer: () => items.defer(facilitator, request),
      // One of the raters alone: with more of them gone there would be nothing left to try.
      recuse: () => new RecuseCommand(this.#unitOfWork).run(viewerOf(raters.at(-1) ?? '', 'RATER'), { evaluationId, kind: 'FAMILY' }),
      takeOver: async () => {
        await this.#loseLead(value % 3 === 0);
        return facilitation.takeOver(other, { type: 'RatingSession', id: sessionId, term });
      },
      askReopening: () => consensus.reopen(half, request),
      close: () => steps.close(facilitator, { sessionId, term }),
      askAbort: () => steps.abort(half, { sessionId, reason: 'Sinov uchun' }),
    };
    return tries[action]();
  }

  /** Ends the session: one item is led to its last round and beyond, and what is not decided is put off; or all of it is given up by the two who have to ask. */
  async end(how: 'close' | 'askAbort'): Promise<readonly (ActionName | null)[]> {
    const rest = await itemsOfSession(this.test, this.session.sessionId);
    const whole = new RandomSession(this.test, this.session, rest);
    const anything = { rater: 0, item: 0, value: 0 };
    const steps: readonly Try[] =
      how === 'close'
        ? [
            ...this.session.raters.map((_, rater): Try => ({ ...anything, action: 'checkIn', rater })),
            { ...anything, action: 'resume' },
            ...rest.slice(0, -1).map((_, item): Try => ({ ...anything, action: 'defer', item })),
            ...lastRounds.map((action): Try => ({ ...anything, action, item: rest.length - 1 })),
            { ...anything, action: 'defer', item: rest.length - 1 },
            { ...anything, action: 'close' },
          ]
        : [0, 1].map((one): Try => ({ ...anything, action: 'askAbort', rater: one }));
    const done: (ActionName | null)[] = [];
    for (const step of steps) {
      done.push(await whole.attempt(step));
    }
    return done;
  }

  /** The item on the floor and where it stands, if there is one. */
  async active(): Promise<{ readonly id: string; readonly state: string } | null> {
    const row = await this.test.database
      .selectFrom('session_item')
      .select(['id', 'state'])
      .where('session_id', '=', this.session.sessionId)
      .where('active', '=', true)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Who leads, under which term, and who might instead. */
  async #lead() {
    const { holder_id, term } = await this.test.database
      .selectFrom('facilitation')
      .select(['holder_id', 'term'])
      .where('subject_id', '=', this.session.sessionId)
      .executeTakeFirstOrThrow();
    const [first, second] = leaders;
    return holder_id === first.accountId ? { lead: first, other: second, term } : { lead: second, other: first, term };
  }

  /** Whoever leads is not heard of: long enough to be followed, or not yet. */
  async #loseLead(isInGrace: boolean): Promise<void> {
    await sql`update facilitation set lease_until = now() - ${isInGrace ? 60 : 150} * interval '1 second'
      where subject_id = ${this.session.sessionId}`.execute(this.test.database);
  }

  /** The time of the round that is open is over. Done when that has taken its item further. */
  async #endTime(items: ItemStepsCommand): Promise<Result<unknown>> {
    const before = await this.active();
    const [timer] = await letTimeRunOut(this.test, this.session.sessionId);
    if (!timer) {
      return { ok: false, faults: [] };
    }
    const ended = await this.#unitOfWork.run({ operation: 'test', actorId: null }, async (transaction) => {
      await items.roundIsOver(transaction, timer);
      return { ok: true, value: null };
    });
    return (await this.active())?.state === before?.state ? { ok: false, faults: [] } : ended;
  }
}

/** What must hold at every moment: the rules that it breaks, none where all hold. */
export async function brokenRules({ database }: Pick<TestDatabase, 'database'>, sessionId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ rule: string }>`
    with item as (select s.*, i.open_round, i.revealed_round, i.official_points, i.state as item_state, i.evaluation_id
      from session_item s join evaluation_item i on i.id = s.item_id where s.session_id = ${sessionId}),
    rater as (select a.* from rater_assignment a where a.evaluation_id in (select evaluation_id from item)),
    present as (select c.account_id from check_in c where c.subject_id = ${sessionId} and c.checked_out_at is null)
    select 'more than one item is on the floor' as rule where (select count(*) from item where active) > 1
    union all select 'an item is marked that is not on the floor' where exists (select 1 from item where state in ('SCORING', 'CLOSED') and not active)
    union all select 'an item takes marks that is not being marked' where exists (
      select 1 from item where open_round is not null and state <> 'SCORING')
    union all select 'an item takes marks while its session stands still, or none while it is being marked' where exists (
      select 1 from item join rating_session r on r.id = item.session_id
      where item.state = 'SCORING' and (item.open_round is not null) <> (r.state = 'OPEN'))
    union all select 'a value is told before its reveal' where exists (
      select 1 from score s join score_opening o on o.score_id = s.id join item on item.item_id = s.item_id
      where s.state in ('COMMITTED', 'SUPERSEDED') and s.round > coalesce(item.revealed_round, -1))
    union all select 'a revealed round has a mark that is hidden' where exists (
      select 1 from rating_round r join item on item.id = r.session_item_id join score s on s.item_id = item.item_id and s.round = r.number
      where r.state = 'REVEALED' and s.state = 'COMMITTED')
    union all select 'the roll is not the marks that were opened' where exists (
      select 1 from rating_round r join item on item.id = r.session_item_id
      join ledger_entry e on e.action = 'marks.revealed' and e.subject_id = item.item_id::text and (e.body ->> 'round')::int = r.number
      where r.state = 'REVEALED' and (r.roll ->> 'marked')::int <> jsonb_array_length(e.body -> 'commitments'))
    union all select 'somebody is absent a negative time' where exists (
      select 1 from rating_round r join item on item.id = r.session_item_id where r.state = 'REVEALED' and least((r.roll ->> 'absent')::int, (r.roll ->> 'silent')::int) < 0)
    union all select 'it is open without a quorum' where exists (
      select 1 from rating_session where id = ${sessionId} and state = 'OPEN') and (
      select count(*) from rater where state in ('ACTIVE', 'COMPLETED') and rater_id in (select account_id from present))
      < greatest(3, ceil((select count(*) from rater where state in ('ACTIVE', 'COMPLETED')) * 2 / 3.0))
    union all select 'a mark that nothing was decided by counts of somebody who has recused' where exists (
      select 1 from score s join rater on rater.id = s.assignment_id where rater.state = 'RECUSED' and s.state not in ('VOID', 'SUPERSEDED', 'LOCKED'))
    union all select 'a locked item has no decision' where exists (select 1 from item where state = 'LOCKED' and item_state not in ('OFFICIAL', 'LOCKED'))
    union all select 'two proposals wait on one item' where exists (
      select 1 from consensus_proposal p join item on item.id = p.session_item_id where p.state = 'OPEN' group by item.id having count(*) > 1)
    union all select 'a session that is over has left something open' where exists (
      select 1 from item join rating_session r on r.id = item.session_id
      where r.state in ('CLOSED', 'SIGNED', 'ABORTED') and (item.active or item.state not in ('LOCKED', 'DEFERRED')))
    union all select 'a timer runs while nothing is being marked' where exists (
      select 1 from timer t where t.subject_id = ${sessionId} and t.ends_at is not null and not exists (
        select 1 from item join rating_session r on r.id = item.session_id where item.state = 'SCORING' and r.state = 'OPEN'))
    union all select 'the lead has changed hands more often than is on record' where (
      select term from facilitation where subject_id = ${sessionId}) <> 1 + (
      select count(*) from ledger_entry where action = 'facilitation.changed' and subject_id = ${sessionId})
    union all select 'a round too many was held' where exists (
      select 1 from item where rounds > 3)`.execute(database);
  return rows.map(({ rule }) => rule);
}

/** The items of a session with what they are of. */
export async function itemsOfSession({ database }: Pick<TestDatabase, 'database'>, sessionId: string): Promise<readonly { id: string; itemId: string }[]> {
  const rows = await database.selectFrom('session_item').select(['id', 'item_id']).where('session_id', '=', sessionId).orderBy('ordinal').execute();
  return rows.map(({ id, item_id: itemId }) => ({ id, itemId }));
}

import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import type { MarkValue } from '../../scoring/index.js';
import { type Context, userErrors } from '../accounts/index.js';
import type { ScoreValueInput } from '../evaluations/index.js';
import type { ConsensusCommand } from './consensus.command.js';
import type { ItemStepsCommand } from './item-steps.command.js';
import type { MemberCommand } from './member.command.js';
import {
  DissentRecordInput,
  DissentRecordPayload,
  RatingSessionItemActivateInput,
  RatingSessionItemActivatePayload,
  RatingSessionItemCloseRoundInput,
  RatingSessionItemCloseRoundPayload,
  RatingSessionItemConcludeInput,
  RatingSessionItemConcludePayload,
  RatingSessionItemDeferInput,
  RatingSessionItemDeferPayload,
  RatingSessionItemDiscussInput,
  RatingSessionItemDiscussPayload,
  RatingSessionItemOpenRoundInput,
  RatingSessionItemOpenRoundPayload,
  RatingSessionItemPassInput,
  RatingSessionItemPassPayload,
  RatingSessionItemProposeInput,
  RatingSessionItemProposePayload,
  RatingSessionItemReopenInput,
  RatingSessionItemReopenPayload,
  RatingSessionItemRevealInput,
  RatingSessionItemRevealPayload,
} from './rating-session.inputs.js';
import { readSessionItem } from './session-item.resolver.js';
import type { RatingSessionItemType } from './session-item.type.js';

type ItemPayload = Payload<'ratingSessionItem', RatingSessionItemType>;

/** The commands on items of sessions. */
@Resolver()
export class ItemCommandResolver {
  constructor(
    private readonly steps: ItemStepsCommand,
    private readonly consensus: ConsensusCommand,
    private readonly members: MemberCommand,
  ) {}

  @Mutation(() => RatingSessionItemActivatePayload, { description: 'Puts an item on the floor. For whoever leads.' })
  async ratingSessionItemActivate(
    @Arg('input', () => RatingSessionItemActivateInput, { description: 'The item.' }) input: RatingSessionItemActivateInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.activate(context.viewer, named(input)), context);
  }

  @Mutation(() => RatingSessionItemDiscussPayload, { description: 'Takes an item to discussion: from the consent list for any rater of its council who is there, and after a reveal for whoever leads.' })
  async ratingSessionItemDiscuss(
    @Arg('input', () => RatingSessionItemDiscussInput, { description: 'The item.' }) input: RatingSessionItemDiscussInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.discuss(context.viewer, named({ ...input, term: input.term ?? 0 })), context);
  }

  @Mutation(() => RatingSessionItemOpenRoundPayload, { description: 'Opens a round of blind marks on the item that is on the floor. For whoever leads.' })
  async ratingSessionItemOpenRound(
    @Arg('input', () => RatingSessionItemOpenRoundInput, { description: 'The round.' }) input: RatingSessionItemOpenRoundInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.openRound(context.viewer, { ...named(input), durationMs: input.durationMs }), context);
  }

  @Mutation(() => RatingSessionItemCloseRoundPayload, { description: 'Closes a round before its time, once every rater who is there has marked or passed; where too few have marked it is given up, as at the end of its time. For whoever leads, while three raters or more are entitled.' })
  async ratingSessionItemCloseRound(
    @Arg('input', () => RatingSessionItemCloseRoundInput, { description: 'The item.' }) input: RatingSessionItemCloseRoundInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.closeRound(context.viewer, named(input)), context);
  }

  @Mutation(() => RatingSessionItemRevealPayload, { description: 'Reveals all marks of a closed round at once. For whoever leads.' })
  async ratingSessionItemReveal(
    @Arg('input', () => RatingSessionItemRevealInput, { description: 'The item.' }) input: RatingSessionItemRevealInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.reveal(context.viewer, named(input)), context);
  }

  @Mutation(() => RatingSessionItemProposePayload, { description: 'Proposes a value after a round. For whoever leads.' })
  async ratingSessionItemPropose(
    @Arg('input', () => RatingSessionItemProposeInput, { description: 'The proposal.' }) input: RatingSessionItemProposeInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    const { value, rationale, evidence } = input;
    const outcome = await this.consensus.propose(context.viewer, {
      ...named(input),
      value: valueOf(value),
      rationale,
      evidence: evidence ? { evidenceId: decodeNodeIdOf('Evidence', evidence.evidenceId), sha256: evidence.sha256 ?? null } : null,
    });
    return answer(outcome, context);
  }

  @Mutation(() => RatingSessionItemConcludePayload, { description: 'Lets the aggregate of the last round decide where no round is left. For whoever leads.' })
  async ratingSessionItemConclude(
    @Arg('input', () => RatingSessionItemConcludeInput, { description: 'The item.' }) input: RatingSessionItemConcludeInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.consensus.conclude(context.viewer, named(input)), context);
  }

  @Mutation(() => RatingSessionItemDeferPayload, { description: 'Puts an item off to another session. For whoever leads.' })
  async ratingSessionItemDefer(
    @Arg('input', () => RatingSessionItemDeferInput, { description: 'The item, and why.' }) input: RatingSessionItemDeferInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.steps.defer(context.viewer, { ...named(input), reason: input.reason }), context);
  }

  @Mutation(() => RatingSessionItemReopenPayload, { description: 'Asks to take a decided item up again. It is, once whoever leads and an approver have both asked: discussed on, or, once the session is over, put off for another one to take up.' })
  async ratingSessionItemReopen(
    @Arg('input', () => RatingSessionItemReopenInput, { description: 'The item, and why.' }) input: RatingSessionItemReopenInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.consensus.reopen(context.viewer, { ...named(input), reason: input.reason }), context);
  }

  @Mutation(() => RatingSessionItemPassPayload, { description: 'Gives no mark in the open round, as hidden as a mark. For raters of its council who are there.' })
  async ratingSessionItemPass(
    @Arg('input', () => RatingSessionItemPassInput, { description: 'The item.' }) input: RatingSessionItemPassInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.members.pass(context.viewer, named(input)), context);
  }

  @Mutation(() => DissentRecordPayload, { description: 'Puts a minority opinion on record. For raters of its council who are there.' })
  async dissentRecord(
    @Arg('input', () => DissentRecordInput, { description: 'The opinion.' }) input: DissentRecordInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    return answer(await this.members.dissent(context.viewer, { ...named(input), text: input.text }), context);
  }
}

const named = ({ id, term, idempotencyKey }: { readonly id: string; readonly term?: number; readonly idempotencyKey?: string | null }) => ({
  sessionItemId: decodeNodeIdOf('RatingSessionItem', id),
  term,
  idempotencyKey,
});

function valueOf({ kind, points, level }: ScoreValueInput): MarkValue {
  if (kind === 'POINTS') {
    return { kind, points: points ?? '' };
  }
  return kind === 'LEVEL' ? { kind, level: level ?? '' } : { kind };
}

async function answer(outcome: Outcome<{ readonly sessionItemId: string }>, context: Context): Promise<ItemPayload> {
  return outcome.ok
    ? { ratingSessionItem: await readSessionItem(outcome.value.sessionItemId, context), positions: outcome.positions, errors: [] }
    : { ratingSessionItem: null, positions: [], errors: userErrors(outcome.faults, context) };
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Seal } from '../../ledger/seal.js';
import { DependsOn } from '../../relay/depends-on.js';
import { Permission } from '../../relay/viewer-permission.js';
import type { MarkValue } from '../../scoring/index.js';
import { type Context, permission } from '../accounts/index.js';
import { councilById, CouncilType, toCouncil } from '../councils/index.js';
import { EvaluationItemType, markValueOf, marksOfRound, readItem, type ScoreRow, ScoreType, toScore, toWithheld } from '../evaluations/index.js';
import { indicatorRules, methodologyVersionById, rulesOf } from '../methodologies/index.js';
import { ConsensusProposalType, DissentType, ProposalVoteType, toDissent, toProposal, toVote } from './consensus-proposal.type.js';
import { summaryOf } from './mark-summary.js';
import { MarkSummaryType, triageReasonEnum } from './mark-summary.type.js';
import { RatingRoundType, RoundProgressType, toRound } from './rating-round.type.js';
import { mayActivate, mayReadProceedings, mayReadRoundProgress, mayReadSessionItem, mayStepItem, mayTakePart } from './rating-session.policy.js';
import { readRatingSession } from './rating-session.resolver.js';
import { RatingSessionStepType, RatingSessionType } from './rating-session.type.js';
import {
  dissentsOfItem,
  methodologyOfItem,
  nextSessionOf,
  progressInRound,
  proposalsOfItem,
  roundsOfItem,
  sessionItemById,
  votesOfProposal,
} from './session-item.loader.js';
import { sessionItemMachine } from './session-item.machine.js';
import { factsOfItemRow, RatingSessionItemType, toSessionItem } from './session-item.type.js';
import type { TriageReason } from './triage.js';

/** The mutations of the steps that people take with an item. */
const mutationOf: Readonly<Record<string, string>> = {
  discuss: 'ratingSessionItemDiscuss',
  openRound: 'ratingSessionItemOpenRound',
  closeRound: 'ratingSessionItemCloseRound',
  reveal: 'ratingSessionItemReveal',
  propose: 'ratingSessionItemPropose',
  agree: 'consensusVote',
  conclude: 'ratingSessionItemConclude',
  defer: 'ratingSessionItemDefer',
  reopen: 'ratingSessionItemReopen',
};

/** Reads within an item of a session. */
@Resolver(() => RatingSessionItemType)
export class RatingSessionItemResolver {
  @FieldResolver(() => EvaluationItemType, { nullable: true, description: 'The item that is rated, with the marks that the viewer may see; null for observers.' })
  evaluationItem(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<EvaluationItemType | null> {
    return readItem(row.item_id, context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => CouncilType, { nullable: true, description: 'The council that is rated, as it is today.' })
  async council(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<CouncilType | null> {
    const council = await context.loaders.of(councilById).load(row.council_id);
    return council && toCouncil(council);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [triageReasonEnum], {
    nullable: true,
    description:
      'Why its marks were taken to disagree when the session was opened; empty where they agreed; null before, and for offices that do not see marks.',
  })
  triageReasons(@Root() { row }: RatingSessionItemType, @Ctx() { viewer }: Context): readonly TriageReason[] | null {
    return mayReadProceedings(viewer, factsOfItemRow(row)) ? row.triage_reasons : null;
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [RatingRoundType], { description: 'Its rounds, in their order.' })
  async rounds(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<RatingRoundType[]> {
    const rows = await context.loaders.of(roundsOfItem).load(row.id);
    return rows.map(toRound);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => ConsensusProposalType, {
    nullable: true,
    description: 'The proposal that waits for answers; null without one, and for offices that do not see what raters say.',
  })
  async proposal(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<ConsensusProposalType | null> {
    if (!mayReadProceedings(context.viewer, factsOfItemRow(row))) {
      return null;
    }
    const open = (await context.loaders.of(proposalsOfItem).load(row.id)).find(({ state }) => state === 'OPEN');
    return open ? toProposal(open) : null;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [ConsensusProposalType], {
    description: 'All that was proposed, oldest first; none for offices that do not see what raters say.',
  })
  async proposals(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<ConsensusProposalType[]> {
    if (!mayReadProceedings(context.viewer, factsOfItemRow(row))) {
      return [];
    }
    return (await context.loaders.of(proposalsOfItem).load(row.id)).map(toProposal);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [DissentType], { description: 'The minority opinions on it; none for offices that do not see what raters say.' })
  async dissents(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<DissentType[]> {
    if (!mayReadProceedings(context.viewer, factsOfItemRow(row))) {
      return [];
    }
    return (await context.loaders.of(dissentsOfItem).load(row.id)).map(toDissent);
  }

  @FieldResolver(() => RatingSessionType, {
    nullable: true,
    description: 'The session that has taken it up again after it was put off; null before, where it was not, and for whoever may not see that session.',
  })
  async nextSession(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Promise<RatingSessionType | null> {
    const id = row.state === 'DEFERRED' ? await context.loaders.of(nextSessionOf).load(row.id) : null;
    return readRatingSession(id, context);
  }

  @FieldResolver(() => [RatingSessionStepType], {
    description: 'The steps that people take from where it stands, and which of them the viewer may take; none once it is put off.',
  })
  nextSteps(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): RatingSessionStepType[] {
    return sessionItemMachine.transitions
      .filter(({ from, roles }) => from === row.state && !roles.every((role) => role === 'the server'))
      .map(({ action }) => ({
        mutation: mutationOf[action] ?? action,
        viewerCanTake: permission(mayStepItem(context.viewer, factsOfItemRow(row), action), context),
      }));
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may put it on the floor by `ratingSessionItemActivate` now.' })
  viewerCanActivate(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Permission {
    return permission(mayActivate(context.viewer, factsOfItemRow(row)), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer takes part as a rater who is there: passes, answers proposals, dissents.' })
  viewerCanTakePart(@Root() { row }: RatingSessionItemType, @Ctx() context: Context): Permission {
    return permission(mayTakePart(context.viewer, factsOfItemRow(row)), context);
  }
}

/** Reads within a round. */
@Resolver(() => RatingRoundType)
export class RatingRoundResolver {
  constructor(private readonly seal: Seal) {}

  @DependsOn('AUDIENCE')
  @FieldResolver(() => [ScoreType], {
    description:
      'All marks of the round under their pseudonyms, those whose rater has left as WITHHELD; none before the reveal, none of a round that was given up, and none for offices that do not see marks.',
  })
  async marks(@Root() { row }: RatingRoundType, @Ctx() context: Context): Promise<ScoreType[]> {
    if (!(await seesMarksOf(row, context))) {
      return [];
    }
    const marks = await context.loaders.of(marksOfRound).load({ itemId: row.item_id, round: row.number });
    return marks.map((mark) => (mark.state === 'VOID' ? toWithheld(mark) : toScore(mark, this.seal)));
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => MarkSummaryType, {
    nullable: true,
    description: 'What the marks of the round come to; null before the reveal, and for offices that do not see marks.',
  })
  async summary(@Root() { row }: RatingRoundType, @Ctx() context: Context): Promise<MarkSummaryType | null> {
    if (!(await seesMarksOf(row, context))) {
      return null;
    }
    const place = await context.loaders.of(methodologyOfItem).load(row.item_id);
    const version = place && (await context.loaders.of(methodologyVersionById).load(place.methodologyVersionId));
    const indicator = version?.body.indicators.find(({ code }) => code === place?.indicatorCode);
    const rules = version && rulesOf(version.body);
    const scale = indicator && indicatorRules(indicator);
    if (!version || !rules || !scale) {
      return null;
    }
    const marks = await context.loaders.of(marksOfRound).load({ itemId: row.item_id, round: row.number });
    const counting = marks.filter(({ state }) => state !== 'VOID');
    return summaryOf(rules, scale, counting.flatMap(valueOf), version.body.minRaters, {
      withheld: marks.length - counting.length,
      notScored: row.roll ? row.roll.passed + row.roll.absent : 0,
    });
  }

  @FieldResolver(() => RoundProgressType, {
    nullable: true,
    description: 'How many have marked or passed, while three raters or more are left. For whoever leads, and for cycle managers; null for others.',
  })
  async progress(@Root() { row }: RatingRoundType, @Ctx() context: Context): Promise<RoundProgressType | null> {
    const item = await context.loaders.of(sessionItemById).load(row.session_item_id);
    if (!item || !mayReadRoundProgress(context.viewer, factsOfItemRow(item), item.rater_ids.length)) {
      return null;
    }
    return context.loaders.of(progressInRound).load(row.id);
  }
}

/** Whether the marks of a round were revealed, and the viewer is one of those who see them. */
async function seesMarksOf(row: RatingRoundType['row'], context: Context): Promise<boolean> {
  const item = row.state === 'REVEALED' ? await context.loaders.of(sessionItemById).load(row.session_item_id) : null;
  return item !== null && mayReadProceedings(context.viewer, factsOfItemRow(item));
}

/** Reads within a proposal. */
@Resolver(() => ConsensusProposalType)
export class ConsensusProposalResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => [ProposalVoteType], { description: 'The answers that have come, under the pseudonyms of the raters.' })
  async votes(@Root() { proposalId }: ConsensusProposalType, @Ctx() context: Context): Promise<ProposalVoteType[]> {
    return (await context.loaders.of(votesOfProposal).load(proposalId)).map(toVote);
  }
}

function valueOf({ value_kind: valueKind, value_points: valuePoints, value_level: valueLevel }: ScoreRow): readonly MarkValue[] {
  return valueKind === null ? [] : [markValueOf({ valueKind, valuePoints, valueLevel })];
}

/** An item of a session that the viewer may see, or null. */
export async function readSessionItem(id: string | null, context: Context): Promise<RatingSessionItemType | null> {
  const row = id === null ? null : await context.loaders.of(sessionItemById).load(id);
  return row && mayReadSessionItem(context.viewer, factsOfItemRow(row)) ? toSessionItem(row) : null;
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, permission } from '../accounts/index.js';
import { EvaluationType } from '../cycles/index.js';
import { itemById, OfficialPointsType, toOfficialPoints } from '../evaluations/index.js';
import { evidenceById, EvidenceType, toEvidence } from '../evidence/index.js';
import { AppealEvidenceType, AppealItemType, AppealRulingType, toAppealEvidence, toAppealRuling } from './appeal-item.type.js';
import { evidenceOfAppealItem, rulingOfItem } from './appeal.loader.js';
import { mayAppeal, mayDecideItem } from './appeal.policy.js';
import { factsOf } from './appeal.resolver.js';
import { termOfCycle } from './appeal-term.js';

/** Reads within an item of an appeal: whoever sees the appeal sees all of them. */
@Resolver(() => AppealItemType)
export class AppealItemResolver {
  @FieldResolver(() => OfficialPointsType, { nullable: true, description: 'The official points as they are now, with what has taken the place of the settled ones.' })
  async official(@Root() { row }: AppealItemType, @Ctx() context: Context): Promise<OfficialPointsType | null> {
    const item = await context.loaders.of(itemById).load(row.item_id);
    return item && toOfficialPoints(item);
  }

  @FieldResolver(() => [AppealEvidenceType], { description: 'The evidence that the council rests it on.' })
  async evidence(@Root() { row }: AppealItemType, @Ctx() context: Context): Promise<AppealEvidenceType[]> {
    return (await context.loaders.of(evidenceOfAppealItem).load(row.id)).map(toAppealEvidence);
  }

  @FieldResolver(() => AppealRulingType, { nullable: true, description: 'What the panel has decided; null while it has not.' })
  async decision(@Root() { row }: AppealItemType, @Ctx() context: Context): Promise<AppealRulingType | null> {
    const ruling = await context.loaders.of(rulingOfItem).load(row.id);
    return ruling && toAppealRuling(ruling);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may say by `appealDecide` now what becomes of it.' })
  async viewerCanDecide(@Root() { row, appeal }: AppealItemType, @Ctx() context: Context): Promise<Permission> {
    const [facts, ruling] = await Promise.all([factsOf(appeal, context), context.loaders.of(rulingOfItem).load(row.id)]);
    const decision = mayDecideItem(context.viewer, { ...facts, decision: ruling?.decision ?? null, spokenIds: row.spoken_ids });
    return permission(decision, context);
  }
}

/** The pieces of evidence that appeals name. */
@Resolver(() => AppealEvidenceType)
export class AppealEvidenceResolver {
  @FieldResolver(() => EvidenceType, { nullable: true, description: 'The piece itself: its panel, which does not see the evaluation, reads it here.' })
  async evidence(@Root() { row }: AppealEvidenceType, @Ctx() context: Context): Promise<EvidenceType | null> {
    const piece = await context.loaders.of(evidenceById).load(row.evidence_id);
    return piece && toEvidence(piece);
  }
}

/** What an evaluation tells about appealing against it. */
@Resolver(() => EvaluationType)
export class EvaluationAppealResolver {
  @FieldResolver(() => Permission, { description: 'Whether the viewer may begin an appeal against its result by `appealDraft` now.' })
  async viewerCanAppeal(@Root() { councilId, cycleId }: EvaluationType, @Ctx() context: Context): Promise<Permission> {
    const term = (await context.loaders.of(termOfCycle).load(cycleId)) ?? { cycleState: 'CANCELLED', isTermOver: false };
    return permission(mayAppeal(context.viewer, { councilId, ...term }), context);
  }
}

import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { Permission } from '../../relay/viewer-permission.js';
import { AccountType, type Context, localised, permission, readAccount } from '../accounts/index.js';
import { councilsThatBar, EvaluationType, RatingCycleType, readCycle, readEvaluation } from '../cycles/index.js';
import { AppealItemType, toAppealItem } from './appeal-item.type.js';
import { AppealWhere } from './appeal.inputs.js';
import { appealById, appealOrdering, appealRows, appealVisible, itemsOfAppeal } from './appeal.loader.js';
import type { AppealAction } from './appeal.machine.js';
import { type AppealFacts, mayReadAppeal, mayReadPanel, mayStepAppeal } from './appeal.policy.js';
import { AppealConnection, AppealType, factsOfRow, toAppeal } from './appeal.type.js';

/** Reads of appeals. */
@Resolver(() => AppealType)
export class AppealResolver {
  @Query(() => AppealConnection, { description: 'Appeals that the viewer may see, newest first.' })
  async appeals(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => AppealWhere, { nullable: true, description: 'Which ones.' }) where: AppealWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AppealType>> {
    let query = appealRows(context.database).where(appealVisible(context.viewer));
    if (typeof where?.ratingCycleId === 'string') {
      query = query.where('evaluation.cycle_id', '=', decodeNodeIdOf('RatingCycle', where.ratingCycleId) ?? noId);
    }
    if (where?.state) {
      query = query.where('appeal.state', '=', where.state);
    }
    const found = await page(query, appealOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toAppeal) }, () => countRows(query));
  }

  @Query(() => AppealType, { nullable: true, description: 'An appeal by its id; null when unknown or hidden.' })
  appeal(
    @Arg('id', () => ID, { description: 'The id of the appeal.' }) id: string,
    @Ctx() context: Context,
  ): Promise<AppealType | null> {
    return readAppeal(decodeNodeIdOf('Appeal', id), context);
  }

  @FieldResolver(() => String, { description: 'The name of the council when the cycle was planned.' })
  councilName(
    @Root() { row }: AppealType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(row.council_snapshot.name, context, locale);
  }

  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle.' })
  ratingCycle(@Root() { row }: AppealType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(row.cycle_id, context);
  }

  @FieldResolver(() => EvaluationType, { nullable: true, description: 'The evaluation; null for the panel, which sees its appealed items here alone.' })
  evaluation(@Root() { row }: AppealType, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(row.evaluation_id, context);
  }

  @FieldResolver(() => [AppealItemType], { description: 'What it is about, in the order of the council.' })
  async items(@Root() { row }: AppealType, @Ctx() context: Context): Promise<AppealItemType[]> {
    return (await context.loaders.of(itemsOfAppeal).load(row.id)).map((item) => toAppealItem(item, row));
  }

  @FieldResolver(() => [AccountType], {
    nullable: true,
    description: 'Its panel, empty before there is one. For cycle managers, approvers and auditors; null for others, the panel itself and the council among them.',
  })
  async panel(@Root() { row }: AppealType, @Ctx() context: Context): Promise<AccountType[] | null> {
    if (!mayReadPanel(context.viewer, { councilId: row.council_id })) {
      return null;
    }
    const accounts = await Promise.all(row.panel_ids.map((id) => readAccount(id, context)));
    return accounts.filter((account) => account !== null);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change the draft by `appealDraft` now.' })
  viewerCanEdit(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'edit', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may sign it by `appealFile` now.' })
  viewerCanFile(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'file', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may say by `appealAdmit` now whether it is admissible.' })
  viewerCanAdmit(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'admit', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may complain by `appealComplain` now.' })
  viewerCanComplain(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'complain', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may name its panel by `appealPanelAssign` now.' })
  viewerCanAssignPanel(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'assignPanel', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may put it away by `appealClose` now.' })
  viewerCanClose(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'close', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may take it back by `appealWithdraw` now.' })
  viewerCanWithdraw(@Root() { row }: AppealType, @Ctx() context: Context): Promise<Permission> {
    return mayStep(row, 'withdraw', context);
  }
}

async function mayStep(row: AppealType['row'], action: AppealAction, context: Context): Promise<Permission> {
  return permission(mayStepAppeal(context.viewer, await factsOf(row, context), action), context);
}

/** What the rules on an appeal look at. */
export async function factsOf(row: AppealType['row'], context: Context): Promise<AppealFacts> {
  return factsOfRow(row, await councilsThatBar(row.cycle_id, context));
}

/** An appeal that the viewer may see, or null. */
export async function readAppeal(id: string | null, context: Context): Promise<AppealType | null> {
  const row = id === null ? null : await context.loaders.of(appealById).load(id);
  return row && mayReadAppeal(context.viewer, { councilId: row.council_id, panelIds: row.panel_ids }) ? toAppeal(row) : null;
}

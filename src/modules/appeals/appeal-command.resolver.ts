import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { type Context, userErrors } from '../accounts/index.js';
import {
  AppealAdmitInput,
  AppealAdmitPayload,
  AppealCloseInput,
  AppealClosePayload,
  AppealComplainInput,
  AppealComplainPayload,
  AppealDecideInput,
  AppealDecidePayload,
  AppealDraftInput,
  AppealDraftPayload,
  AppealFileInput,
  AppealFilePayload,
  AppealPanelAssignInput,
  AppealPanelAssignPayload,
  AppealWithdrawInput,
  AppealWithdrawPayload,
} from './appeal.inputs.js';
import { readAppeal } from './appeal.resolver.js';
import type { AppealType } from './appeal.type.js';
import type { DecideCommand } from './decide.command.js';
import type { DraftCommand } from './draft.command.js';
import type { PanelCommand } from './panel.command.js';
import type { AppealStepsCommand } from './steps.command.js';

type AppealPayload = Payload<'appeal', AppealType>;

/** The commands on appeals. */
@Resolver()
export class AppealCommandResolver {
  constructor(
    private readonly drafts: DraftCommand,
    private readonly steps: AppealStepsCommand,
    private readonly panels: PanelCommand,
    private readonly decisions: DecideCommand,
  ) {}

  @Mutation(() => AppealDraftPayload, {
    description: "Writes a draft of an appeal against the preliminary result. For the council's chair and secretariat, within the term.",
  })
  async appealDraft(
    @Arg('input', () => AppealDraftInput, { description: 'The draft.' }) input: AppealDraftInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    const { id, evaluationId, version, items, idempotencyKey } = input;
    const appealId = typeof id === 'string' ? decodeNodeIdOf('Appeal', id) : undefined;
    const outcome = await this.drafts.run(context.viewer, {
      appealId,
      evaluationId: typeof evaluationId === 'string' ? decodeNodeIdOf('Evaluation', evaluationId) : undefined,
      version,
      idempotencyKey,
      items: items.map(({ itemId, grounds, requestedPoints, statement, evidence }) => ({
        itemId: decodeNodeIdOf('EvaluationItem', itemId),
        grounds,
        requestedPoints: requestedPoints ?? null,
        statement,
        evidence: evidence.map((piece) => ({ evidenceId: decodeNodeIdOf('Evidence', piece.evidenceId), sha256: piece.sha256 ?? null })),
      })),
    });
    return answer(outcome, context, appealId);
  }

  @Mutation(() => AppealFilePayload, { description: "Signs a draft, and so files the appeal. For the council's chair, within the term." })
  async appealFile(
    @Arg('input', () => AppealFileInput, { description: 'The draft.' }) input: AppealFileInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    const request = { ...named(input), version: input.version };
    return answer(await this.steps.file(context.viewer, request), context, request.appealId);
  }

  @Mutation(() => AppealAdmitPayload, {
    description: 'Says whether an appeal is admissible. For cycle managers; after a complaint, for an approver.',
  })
  async appealAdmit(
    @Arg('input', () => AppealAdmitInput, { description: 'Whether it is, and why.' }) input: AppealAdmitInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    const { admissible, reasons } = input;
    return answer(await this.steps.admit(context.viewer, { ...named(input), admissible, reasons }), context);
  }

  @Mutation(() => AppealComplainPayload, {
    description: "Complains, once, that an appeal was found inadmissible. For the council's chair.",
  })
  async appealComplain(
    @Arg('input', () => AppealComplainInput, { description: 'The complaint.' }) input: AppealComplainInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    return answer(await this.steps.complain(context.viewer, { ...named(input), reasons: input.reasons }), context);
  }

  @Mutation(() => AppealPanelAssignPayload, {
    description: 'Gives an admissible appeal to a panel, or replaces members of one who have not spoken. For cycle managers.',
  })
  async appealPanelAssign(
    @Arg('input', () => AppealPanelAssignInput, { description: 'The panel.' }) input: AppealPanelAssignInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    const accountIds = input.accountIds.map((id) => decodeNodeIdOf('Account', id));
    return answer(await this.panels.assign(context.viewer, { ...named(input), accountIds }), context);
  }

  @Mutation(() => AppealDecidePayload, {
    description: 'Says what becomes of an item of an appeal, once and for good. For the members of its panel.',
  })
  async appealDecide(
    @Arg('input', () => AppealDecideInput, { description: 'The decision.' }) input: AppealDecideInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    const appealItemId = decodeNodeIdOf('AppealItem', input.appealItemId);
    return answer(await this.decisions.run(context.viewer, { ...input, appealItemId }), context);
  }

  @Mutation(() => AppealClosePayload, { description: 'Puts a decided appeal away. For cycle managers.' })
  async appealClose(
    @Arg('input', () => AppealCloseInput, { description: 'The appeal.' }) input: AppealCloseInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    return answer(await this.steps.close(context.viewer, named(input)), context);
  }

  @Mutation(() => AppealWithdrawPayload, { description: "Takes an appeal back before it is decided. For the council's chair." })
  async appealWithdraw(
    @Arg('input', () => AppealWithdrawInput, { description: 'The appeal.' }) input: AppealWithdrawInput,
    @Ctx() context: Context,
  ): Promise<AppealPayload> {
    return answer(await this.steps.withdraw(context.viewer, named(input)), context);
  }
}

const named = ({ id, idempotencyKey }: { readonly id: string; readonly idempotencyKey?: string | null }) => ({
  appealId: decodeNodeIdOf('Appeal', id),
  idempotencyKey,
});

async function answer(
  outcome: Outcome<{ readonly appealId: string }>,
  context: Context,
  currentId: string | null = null,
): Promise<AppealPayload> {
  if (outcome.ok) {
    return { appeal: await readAppeal(outcome.value.appealId, context), positions: outcome.positions, errors: [] };
  }
  const conflict = outcome.faults.some(({ code }) => code === 'VERSION_CONFLICT');
  return {
    appeal: conflict ? await readAppeal(currentId, context) : null,
    positions: [],
    errors: userErrors(outcome.faults, context),
  };
}

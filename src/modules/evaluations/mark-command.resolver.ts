import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { type Context, userErrors } from '../accounts/index.js';
import { type EvaluationType, readEvaluation } from '../cycles/index.js';
import type { CouncilInputService } from './council-input.service.js';
import {
  MeasurementRecordInput,
  MeasurementRecordPayload,
  ScoreSaveInput,
  ScoreSavePayload,
  ScoreSubmitInput,
  ScoreSubmitPayload,
  SelfAssessmentSaveInput,
  SelfAssessmentSavePayload,
} from './evaluation.inputs.js';
import { readItem } from './item.resolver.js';
import type { EvaluationItemType } from './item.type.js';
import type { ScoreSaveCommand } from './score-save.command.js';
import type { ScoreSubmitCommand } from './score-submit.command.js';

type ItemPayload = Payload<'item', EvaluationItemType>;

/** Marks, claims and measured values. */
@Resolver()
export class MarkCommandResolver {
  constructor(
    private readonly saveCommand: ScoreSaveCommand,
    private readonly submitCommand: ScoreSubmitCommand,
    private readonly councilInput: CouncilInputService,
  ) {}

  @Mutation(() => ScoreSavePayload, { description: 'Keeps a mark as a draft. For raters; nobody else learns of it.' })
  async scoreSave(
    @Arg('input', () => ScoreSaveInput, { description: 'The mark.' }) input: ScoreSaveInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    const { kind, points, level } = input.value;
    const outcome = await this.saveCommand.run(context.viewer, {
      itemId: decodeNodeIdOf('EvaluationItem', input.itemId),
      valueKind: kind,
      valuePoints: points ?? null,
      valueLevel: level ?? null,
      justification: input.justification,
      confidence: input.confidence,
      evidenceIds: input.evidenceIds?.map((id) => decodeNodeIdOf('Evidence', id)) ?? [],
      changeReason: input.changeReason,
      idempotencyKey: input.idempotencyKey,
    });
    return itemAnswer(outcome, context);
  }

  @Mutation(() => ScoreSubmitPayload, {
    description: 'Submits drafts under commitments, all or none. Until the close a mark can be submitted anew.',
  })
  async scoreSubmit(
    @Arg('input', () => ScoreSubmitInput, { description: 'The commitments.' }) input: ScoreSubmitInput,
    @Ctx() context: Context,
  ): Promise<Payload<'evaluation', EvaluationType>> {
    const outcome = await this.submitCommand.run(context.viewer, {
      evaluationId: decodeNodeIdOf('Evaluation', input.evaluationId),
      commitments: input.commitments.map(({ itemId, salt, hash }) => ({
        itemId: decodeNodeIdOf('EvaluationItem', itemId),
        salt,
        hash,
      })),
      idempotencyKey: input.idempotencyKey,
    });
    return outcome.ok
      ? {
          evaluation: await readEvaluation(outcome.value.evaluationId, context),
          positions: outcome.positions,
          errors: [],
        }
      : { evaluation: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => SelfAssessmentSavePayload, {
    description: 'Saves what a council claims for itself. For its chair and secretariat while evidence is open.',
  })
  async selfAssessmentSave(
    @Arg('input', () => SelfAssessmentSaveInput, { description: 'The claim.' }) input: SelfAssessmentSaveInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    const itemId = decodeNodeIdOf('EvaluationItem', input.itemId);
    const outcome = await this.councilInput.saveSelfAssessment(context.viewer, { ...input, itemId });
    return itemAnswer(outcome, context, itemId);
  }

  @Mutation(() => MeasurementRecordPayload, {
    description: 'Records a measured value. For the secretariat while evidence is open, and for the manager.',
  })
  async measurementRecord(
    @Arg('input', () => MeasurementRecordInput, { description: 'The value.' }) input: MeasurementRecordInput,
    @Ctx() context: Context,
  ): Promise<ItemPayload> {
    const outcome = await this.councilInput.recordMeasurement(context.viewer, {
      ...input,
      itemId: decodeNodeIdOf('EvaluationItem', input.itemId),
    });
    return itemAnswer(outcome, context);
  }
}

async function itemAnswer(
  outcome: Outcome<{ readonly itemId: string }>,
  context: Context,
  currentId: string | null = null,
): Promise<ItemPayload> {
  if (outcome.ok) {
    return { item: await readItem(outcome.value.itemId, context), positions: outcome.positions, errors: [] };
  }
  const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
  return {
    item: conflict ? await readItem(currentId, context) : null,
    positions: [],
    errors: userErrors(outcome.faults, context),
  };
}

import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { type Payload, payloadType } from '../../relay/payload.js';
import { Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import type { MarkValue } from '../../scoring/index.js';
import { type Context, idempotencyKeyField, userErrors } from '../accounts/index.js';
import { ScoreValueInput } from '../evaluations/index.js';
import type { CorrectionCommand } from './correction.command.js';
import { greatestEmbargo } from './embargo.js';
import { readPublication } from './publication.resolver.js';
import type { PublicationService } from './publication.service.js';
import { PublicationType } from './publication.type.js';
import type { WithdrawCommand } from './withdraw.command.js';

const PublicationCorrectPayload = payloadType('PublicationCorrect', 'publication', () => PublicationType);
const PublicationWithdrawPayload = payloadType('PublicationWithdraw', 'publication', () => PublicationType);
const PublicationApprovePayload = payloadType('PublicationApprove', 'publication', () => PublicationType);

/** Input of `publicationApprove`. */
@InputType('PublicationApproveInput', { description: 'Which table is approved.' })
export class PublicationApproveInput {
  @Field(() => ID, { description: 'The publication.' })
  readonly id!: string;

  @Field(() => Sha256Scalar, { description: 'The hash of the snapshot that the approver has looked at.' })
  readonly snapshotHash!: string;

  @Field(() => Date, {
    nullable: true,
    description: `Until when it is to wait once two have approved it, at most ${greatestEmbargo} days from now. Said once, by either of the two; another instant is refused (\`VERSION_CONFLICT\`). Without one it is public at once.`,
  })
  readonly embargoUntil?: Date | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** One item to correct. */
@InputType('CorrectedItemInput', { description: 'An item whose official points are wrong.' })
export class CorrectedItemInput {
  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => ScoreValueInput, { description: 'What it should say.' })
  readonly value!: ScoreValueInput;

  @Field(() => String, { description: 'Why, for the record. Up to 2000 characters.' })
  readonly reason!: string;
}

/** Input of `publicationCorrect`. */
@InputType('PublicationCorrectInput', { description: 'A correction of a published table.' })
export class PublicationCorrectInput {
  @Field(() => ID, { description: 'The publication.' })
  readonly id!: string;

  @Field(() => String, { description: 'Why, for the public. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => [CorrectedItemInput], { description: '1 to 100 items.' })
  readonly items!: CorrectedItemInput[];

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `publicationWithdraw`. */
@InputType('PublicationWithdrawInput', { description: 'A table that is given up.' })
export class PublicationWithdrawInput {
  @Field(() => ID, { description: 'The publication.' })
  readonly id!: string;

  @Field(() => String, { description: 'Why. Up to 2000 characters.' })
  readonly reason!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Approval, correction and withdrawal of publications. */
@Resolver()
export class PublicationCommandResolver {
  constructor(
    private readonly publicationService: PublicationService,
    private readonly correctionCommand: CorrectionCommand,
    private readonly withdrawCommand: WithdrawCommand,
  ) {}

  @Mutation(() => PublicationApprovePayload, {
    description: 'Approves a table. For approvers; the second one publishes it, at once or at the end of its embargo.',
  })
  async publicationApprove(
    @Arg('input', () => PublicationApproveInput, { description: 'Which table.' }) input: PublicationApproveInput,
    @Ctx() context: Context,
  ): Promise<Payload<'publication', PublicationType>> {
    const publicationId = decodeNodeIdOf('Publication', input.id);
    const outcome = await this.publicationService.approve(context.viewer, { ...input, publicationId });
    if (outcome.ok) {
      const publication = await readPublication(outcome.value.publicationId, context);
      return { publication, positions: outcome.positions, errors: [] };
    }
    const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
    return {
      publication: conflict ? await readPublication(publicationId, context) : null,
      positions: [],
      errors: userErrors(outcome.faults, context),
    };
  }

  @Mutation(() => PublicationCorrectPayload, {
    description: 'Corrects a published table: a new table with other points waits under the next number for its two approvers, and official points are adjusted when it is published. The one before stays public. For approvers who have no seat in a council of the cycle.',
  })
  async publicationCorrect(
    @Arg('input', () => PublicationCorrectInput, { description: 'The correction.' }) input: PublicationCorrectInput,
    @Ctx() context: Context,
  ): Promise<Payload<'publication', PublicationType>> {
    const outcome = await this.correctionCommand.run(context.viewer, {
      publicationId: decodeNodeIdOf('Publication', input.id),
      reason: input.reason,
      items: input.items.map(({ itemId, value, reason }) => ({ itemId: decodeNodeIdOf('EvaluationItem', itemId), value: valueOf(value), reason })),
      idempotencyKey: input.idempotencyKey,
    });
    return outcome.ok
      ? { publication: await readPublication(outcome.value.publicationId, context), positions: outcome.positions, errors: [] }
      : { publication: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => PublicationWithdrawPayload, {
    description: 'Gives up a correction that is not public yet: another one is possible then. A published table is withdrawn by the second approver who says so; that it was there, and why it is withdrawn, stays public. For approvers who have no seat in a council of the cycle.',
  })
  async publicationWithdraw(
    @Arg('input', () => PublicationWithdrawInput, { description: 'Which table, and why.' }) input: PublicationWithdrawInput,
    @Ctx() context: Context,
  ): Promise<Payload<'publication', PublicationType>> {
    const outcome = await this.withdrawCommand.run(context.viewer, { ...input, publicationId: decodeNodeIdOf('Publication', input.id) });
    return outcome.ok
      ? { publication: await readPublication(outcome.value.publicationId, context), positions: outcome.positions, errors: [] }
      : { publication: null, positions: [], errors: userErrors(outcome.faults, context) };
  }
}

/** The value of an input as scoring takes it. */
function valueOf({ kind, points, level }: ScoreValueInput): MarkValue {
  if (kind === 'POINTS') {
    return { kind, points: points ?? '' };
  }
  return kind === 'LEVEL' ? { kind, level: level ?? '' } : { kind };
}

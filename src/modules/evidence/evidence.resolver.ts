import { Arg, Args, Ctx, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import type { Outcome } from '../../database/unit-of-work.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { downloadSeconds, type Tickets } from '../../storage/tickets.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, permission, userErrors } from '../accounts/index.js';
import { doorsOfCycle, EvaluationType, readEvaluation } from '../cycles/index.js';
import {
  EvidenceAddInput,
  EvidenceAddPayload,
  EvidenceDecideInput,
  EvidenceDecidePayload,
  EvidenceUploadCreateInput,
  EvidenceUploadCreatePayload,
  EvidenceWithdrawInput,
  EvidenceWithdrawPayload,
} from './evidence.inputs.js';
import { evidenceById, evidenceOfEvaluation } from './evidence.loader.js';
import type { EvidenceService } from './evidence.service.js';
import type { EvidenceAction } from './evidence.machine.js';
import { type EvidenceFacts, mayAddEvidence, mayMoveEvidence } from './evidence.policy.js';
import { EvidenceConnection, EvidenceFileType, EvidenceType, toEvidence } from './evidence.type.js';

type EvidencePayload = Payload<'evidence', EvidenceType>;

/** Body of events about a piece of evidence. */
@ObjectType('EvidenceChanged', { description: 'A piece of evidence came in, or was decided.', simpleResolvers: true })
export class EvidenceChanged {
  readonly evidenceId!: string;
}

registerEventBody('EvidenceAdded', () => EvidenceChanged);
registerEventBody('EvidenceDecided', () => EvidenceChanged);

/** The evidence of an event. */
@Resolver(() => EvidenceChanged)
export class EvidenceChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => EvidenceType, { nullable: true, description: 'The piece of evidence as it is now.' })
  evidence(@Root() body: EvidenceChanged, @Ctx() context: Context): Promise<EvidenceType | null> {
    return readEvidence(body.evidenceId, context);
  }
}

/** The evidence of an evaluation. */
@Resolver(() => EvaluationType)
export class EvaluationEvidenceResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => EvidenceConnection, { description: 'Its evidence, in the order in which it came.' })
  async evidence(
    @Root() evaluation: EvaluationType,
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<EvidenceType>> {
    const { loaders } = context;
    const parentId = evaluation.evaluationId;
    const found = await loaders.of(evidenceOfEvaluation.pages).load({ parentId, page: pageArguments });
    return connectionOf({ ...found, rows: found.rows.map(toEvidence) }, () =>
      loaders.of(evidenceOfEvaluation.totals).load(parentId),
    );
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may add evidence by `evidenceAdd` now.' })
  async viewerCanAddEvidence(
    @Root() { councilId, cycleId }: EvaluationType,
    @Ctx() context: Context,
  ): Promise<Permission> {
    return permission(mayAddEvidence(context.viewer, await facts(councilId, cycleId, context)), context);
  }
}

/** Reads of evidence, and its commands. */
@Resolver(() => EvidenceType)
export class EvidenceResolver {
  constructor(
    private readonly evidenceService: EvidenceService,
    private readonly tickets: Tickets,
  ) {}

  @FieldResolver(() => EvidenceFileType, { description: 'The file.' })
  file(@Root() { row }: EvidenceType, @Ctx() context: Context): EvidenceFileType {
    const ticket = this.tickets.sign({
      purpose: 'download',
      sha256: row.file_sha256,
      sizeBytes: row.size_bytes,
      mediaType: row.media_type,
      accountId: context.viewer.accountId ?? '',
      expires: Math.floor(Date.now() / 1000) + downloadSeconds,
    });
    return {
      sha256: row.file_sha256,
      sizeBytes: row.size_bytes,
      mediaType: row.media_type,
      path: `/files/${ticket}`,
    };
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => EvaluationType, { nullable: true, description: 'The evaluation that it was brought for.' })
  evaluation(@Root() evidence: EvidenceType, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(evidence.evaluationId, context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may accept or reject it by `evidenceDecide` now.' })
  viewerCanDecide(@Root() evidence: EvidenceType, @Ctx() context: Context): Promise<Permission> {
    return mayMove(evidence, 'accept', context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may take it back by `evidenceWithdraw` now.' })
  viewerCanWithdraw(@Root() evidence: EvidenceType, @Ctx() context: Context): Promise<Permission> {
    return mayMove(evidence, 'withdraw', context);
  }

  @Mutation(() => EvidenceUploadCreatePayload, {
    description: "Gives a place to bring a file to. For councils' leaders, and approvers.",
  })
  evidenceUploadCreate(
    @Arg('input', () => EvidenceUploadCreateInput, { description: 'Which bytes.' }) input: EvidenceUploadCreateInput,
    @Ctx() context: Context,
  ): EvidenceUploadCreatePayload {
    const outcome = this.evidenceService.ticket(context.viewer, input);
    if (!outcome.ok) {
      return { upload: null, errors: userErrors(outcome.faults, context) };
    }
    const { text, ticket } = outcome.value;
    return {
      upload: { path: `/uploads/${text}`, ticket: text, expiresAt: new Date(ticket.expires * 1000) },
      errors: [],
    };
  }

  @Mutation(() => EvidenceAddPayload, {
    description: "Adds a piece of evidence whose bytes were brought. For the council's chair and secretariat.",
  })
  async evidenceAdd(
    @Arg('input', () => EvidenceAddInput, { description: 'The piece of evidence.' }) input: EvidenceAddInput,
    @Ctx() context: Context,
  ): Promise<EvidencePayload> {
    const evaluationId = decodeNodeIdOf('Evaluation', input.evaluationId);
    return answer(await this.evidenceService.add(context.viewer, { ...input, evaluationId }), null, context);
  }

  @Mutation(() => EvidenceDecidePayload, { description: 'Accepts or rejects a piece of evidence. For cycle managers.' })
  async evidenceDecide(
    @Arg('input', () => EvidenceDecideInput, { description: 'The decision.' }) input: EvidenceDecideInput,
    @Ctx() context: Context,
  ): Promise<EvidencePayload> {
    const evidenceId = decodeNodeIdOf('Evidence', input.id);
    const action = input.accept ? 'accept' : 'reject';
    return answer(await this.evidenceService.decide(context.viewer, { ...input, evidenceId, action }), evidenceId, context);
  }

  @Mutation(() => EvidenceWithdrawPayload, {
    description: "Takes a piece of evidence back while evidence is open. For the council's chair and secretariat.",
  })
  async evidenceWithdraw(
    @Arg('input', () => EvidenceWithdrawInput, { description: 'Which one.' }) input: EvidenceWithdrawInput,
    @Ctx() context: Context,
  ): Promise<EvidencePayload> {
    const evidenceId = decodeNodeIdOf('Evidence', input.id);
    const outcome = await this.evidenceService.decide(context.viewer, { ...input, evidenceId, action: 'withdraw' });
    return answer(outcome, evidenceId, context);
  }
}

async function answer(
  outcome: Outcome<{ readonly evidenceId: string }>,
  evidenceId: string | null,
  context: Context,
): Promise<EvidencePayload> {
  if (outcome.ok) {
    return {
      evidence: await readEvidence(outcome.value.evidenceId, context),
      positions: outcome.positions,
      errors: [],
    };
  }
  const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
  return {
    evidence: conflict ? await readEvidence(evidenceId, context) : null,
    positions: [],
    errors: userErrors(outcome.faults, context),
  };
}

/** A piece of evidence of an evaluation that the viewer may see, or null. */
export async function readEvidence(id: string | null, context: Context): Promise<EvidenceType | null> {
  const row = id === null ? null : await context.loaders.of(evidenceById).load(id);
  return row && (await readEvaluation(row.evaluation_id, context)) ? toEvidence(row) : null;
}

/** What the rules look at; a cycle that is not there lets nothing in. */
async function facts(councilId: string, cycleId: string, context: Context): Promise<EvidenceFacts> {
  const cycle = await context.loaders.of(doorsOfCycle).load(cycleId);
  return { councilId, cycleState: cycle?.state ?? 'CANCELLED', open: cycle?.open ?? { evidence: false, marks: false } };
}

async function mayMove(evidence: EvidenceType, action: EvidenceAction, context: Context): Promise<Permission> {
  const evaluation = await readEvaluation(evidence.evaluationId, context);
  const known = await facts(evaluation?.councilId ?? '', evaluation?.cycleId ?? noId, context);
  return permission(mayMoveEvidence(context.viewer, { ...known, state: evidence.state }, action), context);
}

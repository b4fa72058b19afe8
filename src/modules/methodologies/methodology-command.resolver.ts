import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { type Context, userErrors } from '../accounts/index.js';
import {
  MethodologyVersionApproveInput,
  MethodologyVersionApprovePayload,
  MethodologyVersionCreateInput,
  MethodologyVersionCreatePayload,
  MethodologyVersionDiscardInput,
  MethodologyVersionDiscardPayload,
  type MethodologyVersionPayload,
  MethodologyVersionRetireInput,
  MethodologyVersionRetirePayload,
  MethodologyVersionReturnInput,
  MethodologyVersionReturnPayload,
  type MethodologyVersionStepInput,
  MethodologyVersionSubmitInput,
  MethodologyVersionSubmitPayload,
} from './methodology.inputs.js';
import { readVersion } from './methodology.resolver.js';
import type { MethodologyService } from './methodology.service.js';
import type { MethodologyVersionAction } from './methodology-version.machine.js';

const inputArgument = { description: 'Which version takes the step.' };
const unknownId = '00000000-0000-0000-0000-000000000000';

/** Writing and moving methodology versions. */
@Resolver()
export class MethodologyCommandResolver {
  constructor(private readonly methodologyService: MethodologyService) {}

  @Mutation(() => MethodologyVersionCreatePayload, { description: 'Writes a new draft. For methodologists.' })
  async methodologyVersionCreate(
    @Arg('input', () => MethodologyVersionCreateInput, { description: 'The draft.' })
    input: MethodologyVersionCreateInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    const methodologyId = input.methodologyId ? (decodeNodeIdOf('Methodology', input.methodologyId) ?? unknownId) : null;
    const outcome = await this.methodologyService.create(context.viewer, { ...input, methodologyId });
    return answer(outcome, null, context);
  }

  @Mutation(() => MethodologyVersionSubmitPayload, { description: 'Hands a draft in for review. For methodologists.' })
  methodologyVersionSubmit(
    @Arg('input', () => MethodologyVersionSubmitInput, inputArgument) input: MethodologyVersionStepInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    return this.#move('submit', input, context);
  }

  @Mutation(() => MethodologyVersionReturnPayload, {
    description: 'Sends a version under review back to its authors, with a comment. For approvers.',
  })
  methodologyVersionReturn(
    @Arg('input', () => MethodologyVersionReturnInput, inputArgument) input: MethodologyVersionStepInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    return this.#move('return', input, context);
  }

  @Mutation(() => MethodologyVersionApprovePayload, {
    description: 'Approves a version: it gets its hash and never changes again. For an approver who did not write it.',
  })
  methodologyVersionApprove(
    @Arg('input', () => MethodologyVersionApproveInput, inputArgument) input: MethodologyVersionStepInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    return this.#move('approve', input, context);
  }

  @Mutation(() => MethodologyVersionRetirePayload, {
    description: 'Takes an approved version out of use. For approvers; not while an open cycle uses it.',
  })
  methodologyVersionRetire(
    @Arg('input', () => MethodologyVersionRetireInput, inputArgument) input: MethodologyVersionStepInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    return this.#move('retire', input, context);
  }

  @Mutation(() => MethodologyVersionDiscardPayload, { description: 'Gives up a draft. For methodologists.' })
  methodologyVersionDiscard(
    @Arg('input', () => MethodologyVersionDiscardInput, inputArgument) input: MethodologyVersionStepInput,
    @Ctx() context: Context,
  ): Promise<MethodologyVersionPayload> {
    return this.#move('discard', input, context);
  }

  async #move(
    action: MethodologyVersionAction,
    input: MethodologyVersionStepInput,
    context: Context,
  ): Promise<MethodologyVersionPayload> {
    const versionId = decodeNodeIdOf('MethodologyVersion', input.id);
    const outcome = await this.methodologyService.move(context.viewer, { ...input, action, versionId });
    return answer(outcome, versionId, context);
  }
}

async function answer(
  outcome: Outcome<{ readonly versionId: string }>,
  versionId: string | null,
  context: Context,
): Promise<MethodologyVersionPayload> {
  if (outcome.ok) {
    const methodologyVersion = await readVersion(outcome.value.versionId, context);
    return { methodologyVersion, positions: outcome.positions, errors: [] };
  }
  const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
  return {
    methodologyVersion: conflict ? await readVersion(versionId, context) : null,
    positions: [],
    errors: userErrors(outcome.faults, context),
  };
}

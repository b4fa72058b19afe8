import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeId, decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Node } from '../../relay/nodes/node.js';
import type { Payload } from '../../relay/payload.js';
import { type Context, userErrors } from '../accounts/index.js';
import {
  CheckInInput,
  CheckInPayload,
  CheckOutInput,
  CheckOutPayload,
  FacilitationHandOverInput,
  FacilitationHandOverPayload,
  FacilitationRenewInput,
  FacilitationRenewPayload,
  FacilitationTakeOverInput,
  FacilitationTakeOverPayload,
} from './facilitation.inputs.js';
import type { FacilitationService, SubjectRequest } from './facilitation.service.js';

/** Asked of the module that owns a subject: the object as the viewer sees it, or null. */
export type ReadSubjects = Readonly<Record<string, (id: string, context: Context) => Promise<Node | null>>>;

type SubjectPayload = Payload<'subject', Node>;

/** The lead and attendance of whatever is led. */
@Resolver()
export class FacilitationResolver {
  constructor(
    private readonly service: FacilitationService,
    private readonly readSubjects: ReadSubjects,
  ) {}

  @Mutation(() => FacilitationRenewPayload, { description: 'Says that whoever leads is still there. For whoever leads; it makes no event.' })
  async facilitationRenew(
    @Arg('input', () => FacilitationRenewInput, { description: 'The lead.' }) input: FacilitationRenewInput,
    @Ctx() context: Context,
  ): Promise<SubjectPayload> {
    const request = { ...named(input.id), term: input.term, idempotencyKey: input.idempotencyKey };
    return this.#answer(await this.service.renew(context.viewer, request), request, context);
  }

  @Mutation(() => FacilitationTakeOverPayload, {
    description: 'Takes over the lead from somebody who is lost. For the first facilitator and the deputies when they are asked, and for any facilitator when nobody was found.',
  })
  async facilitationTakeOver(
    @Arg('input', () => FacilitationTakeOverInput, { description: 'The lead.' }) input: FacilitationTakeOverInput,
    @Ctx() context: Context,
  ): Promise<SubjectPayload> {
    const request = { ...named(input.id), term: input.term, idempotencyKey: input.idempotencyKey };
    return this.#answer(await this.service.takeOver(context.viewer, request), request, context);
  }

  @Mutation(() => FacilitationHandOverPayload, { description: 'Gives the lead to somebody else. For whoever leads, and for cycle managers.' })
  async facilitationHandOver(
    @Arg('input', () => FacilitationHandOverInput, { description: 'To whom.' }) input: FacilitationHandOverInput,
    @Ctx() context: Context,
  ): Promise<SubjectPayload> {
    const { term, idempotencyKey } = input;
    const request = { ...named(input.id), term, toId: decodeNodeIdOf('Account', input.toAccountId), idempotencyKey };
    return this.#answer(await this.service.handOver(context.viewer, request), request, context);
  }

  @Mutation(() => CheckInPayload, { description: 'Records that somebody has come. For oneself, and for whoever leads.' })
  async checkIn(
    @Arg('input', () => CheckInInput, { description: 'Who.' }) input: CheckInInput,
    @Ctx() context: Context,
  ): Promise<SubjectPayload> {
    const { channel, idempotencyKey } = input;
    const request = { ...named(input.id), accountId: accountOf(input.accountId), channel, idempotencyKey };
    return this.#answer(await this.service.checkIn(context.viewer, request), request, context);
  }

  @Mutation(() => CheckOutPayload, { description: 'Records that somebody has left. For oneself, and for whoever leads: one whom another has checked out still votes for ten minutes, unless they check out themselves.' })
  async checkOut(
    @Arg('input', () => CheckOutInput, { description: 'Who.' }) input: CheckOutInput,
    @Ctx() context: Context,
  ): Promise<SubjectPayload> {
    const request = { ...named(input.id), accountId: accountOf(input.accountId), idempotencyKey: input.idempotencyKey };
    return this.#answer(await this.service.checkOut(context.viewer, request), request, context);
  }

  async #answer(outcome: Outcome<{ readonly id: string }>, { type }: SubjectRequest, context: Context): Promise<SubjectPayload> {
    return outcome.ok
      ? { subject: (await this.readSubjects[type]?.(outcome.value.id, context)) ?? null, positions: outcome.positions, errors: [] }
      : { subject: null, positions: [], errors: userErrors(outcome.faults, context) };
  }
}

/** The object that an opaque id names, whatever its type. */
function named(id: string): { readonly type: string; readonly id: string | null } {
  const decoded = decodeNodeId(id);
  return { type: decoded?.type ?? '', id: decoded?.id ?? null };
}

/** The account that was named: null for the viewer's own, none for what is no account. */
const accountOf = (id: string | null | undefined): string | null => (id ? (decodeNodeIdOf('Account', id) ?? noId) : null);

import { Field, ObjectType } from 'type-graphql';
import type { Decision } from '../decision.js';
import type { ErrorCode } from '../errors.js';
import { ErrorCodeEnum } from './user-error.js';

/** Whether the viewer may do something, and why not: what a button needs to know. */
@ObjectType({
  description:
    'Whether the viewer may do something now and, if not, why. It comes from the same rule as the refusal of the mutation.',
  simpleResolvers: true,
})
export class Permission {
  @Field(() => Boolean, { description: 'True when the mutation would not be refused for lack of right.' })
  allowed: boolean;

  @Field(() => String, { nullable: true, description: "Why not, in the viewer's language; null when allowed." })
  reason: string | null;

  @Field(() => ErrorCodeEnum, { nullable: true, description: 'The code of the reason; null when allowed.' })
  code: ErrorCode | null;
}

/** A decision of a policy as the schema shows it. */
export function toPermission(
  decision: Decision,
  messageOf: (code: ErrorCode, parameters: Readonly<Record<string, string | number>>) => string,
): Permission {
  return decision.allowed
    ? { allowed: true, reason: null, code: null }
    : { allowed: false, reason: messageOf(decision.code, decision.parameters ?? {}), code: decision.code };
}

import { Field, ObjectType } from 'type-graphql';
import type { Decision } from '../decision.js';
import type { ErrorCode } from '../errors.js';
import { errorCodeEnum, type MessageOf } from './user-error.js';

/** The answer of a `viewerCan...` field. */
@ObjectType('Permission', {
  description: 'Whether the viewer may do something now, by the same rule that guards the mutation itself.',
  simpleResolvers: true,
})
export class Permission {
  @Field(() => Boolean, { description: 'Whether the mutation would be let through.' })
  readonly allowed!: boolean;

  @Field(() => String, { nullable: true, description: "Why not, in the viewer's language; null when allowed." })
  readonly reason!: string | null;

  @Field(() => errorCodeEnum, { nullable: true, description: 'Why not, for programs; null when allowed.' })
  readonly code!: ErrorCode | null;
}

/** Dresses the decision of a policy for a `viewerCan...` field. */
export function toPermission<Locale extends string>(
  decision: Decision,
  locale: Locale,
  messageOf: MessageOf<Locale>,
): Permission {
  if (decision.allowed) {
    return { allowed: true, reason: null, code: null };
  }
  const { code, parameters } = decision;
  return { allowed: false, reason: messageOf(code, locale, parameters ?? {}), code };
}

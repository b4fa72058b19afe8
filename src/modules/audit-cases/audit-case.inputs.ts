import { Field, ID, InputType, Int } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { payloadType } from '../../relay/payload.js';
import { UuidScalar } from '../../relay/scalars.js';
import { idempotencyKeyField } from '../accounts/index.js';
import type { AuditCaseState } from './audit-case.entity.js';
import { auditCaseKindEnum, auditCaseStateEnum, AuditCaseType } from './audit-case.type.js';
import type { SignalKind } from './signals/finding.js';

export const AuditCaseResolvePayload = payloadType('AuditCaseResolve', 'auditCase', () => AuditCaseType);

/** What an auditor may come to. */
export type AuditCaseOutcome = Exclude<AuditCaseState, 'OPEN'>;

/** The outcomes as the schema shows them. */
export const auditCaseOutcomeEnum = describedEnum<AuditCaseOutcome>('AuditCaseOutcome', 'What an auditor has come to.', {
  EXPLAINED: 'There is an innocent reason.',
  CONFIRMED: 'There is none that would be known; the matter goes on elsewhere, by people.',
});

/** Which cases. */
@InputType('AuditCaseWhere', { description: 'Which cases to list.' })
export class AuditCaseWhere {
  @Field(() => ID, { nullable: true, description: 'Only those of this rating cycle.' })
  readonly ratingCycleId?: string | null;

  @Field(() => auditCaseKindEnum, { nullable: true, description: 'Only those of this kind.' })
  readonly kind?: SignalKind | null;

  @Field(() => auditCaseStateEnum, { nullable: true, description: 'Only those in this state.' })
  readonly state?: AuditCaseState | null;
}

/** Input of `auditCaseResolve`. */
@InputType('AuditCaseResolveInput', { description: 'What an auditor has found out about a case.' })
export class AuditCaseResolveInput {
  @Field(() => ID, { description: 'The case.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that was looked at.' })
  readonly version!: number;

  @Field(() => auditCaseOutcomeEnum, { description: 'What the auditor has come to.' })
  readonly outcome!: AuditCaseOutcome;

  @Field(() => String, { description: 'What was found out: 1 to 5000 characters. For auditors alone.' })
  readonly text!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

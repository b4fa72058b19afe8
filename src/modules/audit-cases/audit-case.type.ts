import { Field, Float, Int, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { JsonObjectScalar } from '../../relay/scalars.js';
import type { AuditCaseState } from './audit-case.entity.js';
import type { AuditCaseRow } from './audit-case.loader.js';
import { auditCaseMachine } from './audit-case.machine.js';
import type { SignalDetail, SignalKind } from './signals/finding.js';

/** The kinds as the schema shows them. */
export const auditCaseKindEnum = describedEnum<SignalKind>(
  'AuditCaseKind',
  'What is unusual about how marks came about, and what `figure` and `threshold` are. Shares are of the greatest points.',
  {
    SEVERITY:
      'A rater marks lower (figure < 0) or higher (> 0) than the others on the same councils: the shrunken effect of the additive model, as a share, exceeds the threshold on either side, the greater of two standard errors and one step of the scale. One kind of scale at a time.',
    OUTLIER:
      'A mark lies far from the others of its item and round: by its modified z score from five marks on, below by its distance from the median of the others, as a share.',
    HALO:
      'A rater tells the indicators of a council less apart than the others: the spread within evaluations over the median of the other raters, below the threshold.',
    STRAIGHT_LINING:
      'A rater says the same of everything: the share of marks of a council at one place of their scales, or, without a council, the share of reasons that stand with several councils word for word.',
    BOUNDARY_PULL:
      'The total of a council just crossed the bound of a category between the individual marks and the result of the sessions: how far it lies over the bound, in steps of one item that was raised, below the threshold.',
    CONFORMITY: "The share of a rater's changes from round to round that land exactly on a value that was proposed before.",
    PAIR_CORRELATION:
      'Two raters deviate together: the p value of the correlation of their residuals, adjusted for the number of pairs, at most the threshold.',
  },
);

/** The states as the schema shows them. */
export const auditCaseStateEnum = describedEnum<AuditCaseState>(
  'AuditCaseState',
  `Where a case stands. Its path:\n${describeMachine(auditCaseMachine)}`,
  {
    OPEN: 'Nobody has looked into it yet.',
    EXPLAINED: 'An auditor has found an innocent reason.',
    CONFIRMED: 'An auditor has found none; the matter goes on elsewhere, by people.',
  },
);

/** A case. */
@ObjectType('AuditCase', {
  implements: Node,
  description:
    'A signal about how marks of a cycle came about, for an auditor to look into. It proves nothing, changes no score, and is never published. For auditors who neither hold a seat in a council of the cycle nor were to rate in it.',
  simpleResolvers: true,
})
export class AuditCaseType extends Node {
  @Field(() => auditCaseKindEnum, { description: 'What is unusual.' })
  readonly kind!: SignalKind;

  @Field(() => auditCaseStateEnum, { description: 'Where it stands.' })
  readonly state!: AuditCaseState;

  @Field(() => String, { nullable: true, description: "The rater's pseudonym in the cycle; null where it is about no single rater." })
  readonly rater!: string | null;

  @Field(() => String, { nullable: true, description: 'The pseudonym of the second rater of a pair; null for other kinds.' })
  readonly otherRater!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the indicator; null where it is about several.' })
  readonly indicatorCode!: string | null;

  @Field(() => Int, { nullable: true, description: 'The round of the mark, 0 for the individual one; null where it is about several.' })
  readonly round!: number | null;

  @Field(() => Float, { description: 'What was found, rounded to six decimals; `AuditCaseKind` says of what, and in which unit.' })
  readonly figure!: number;

  @Field(() => Float, { description: 'From where on it is a signal, as it was when it was found; `AuditCaseKind` says on which side.' })
  readonly threshold!: number;

  @Field(() => JsonObjectScalar, {
    description: 'The figures behind it by their names, such as how many marks it rests on: numbers, codes and lists of codes.',
  })
  readonly detail!: SignalDetail;

  @Field(() => String, { nullable: true, description: 'What the auditor has found out; null while it is open.' })
  readonly resolution!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed; null while it is open.' })
  readonly resolvedAt!: Date | null;

  @Field(() => Date, { description: 'When it was found.' })
  readonly createdAt!: Date;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  readonly row!: AuditCaseRow;
}

/** A page of cases. */
export const { Connection: AuditCaseConnection } = connectionTypes(AuditCaseType, { name: 'AuditCase' });

/** A row as the schema shows it. */
export function toAuditCase(row: AuditCaseRow): AuditCaseType {
  return {
    id: encodeNodeId('AuditCase', row.id),
    kind: row.kind,
    state: row.state,
    rater: row.rater,
    otherRater: row.other_rater,
    indicatorCode: row.indicator_code,
    round: row.round,
    figure: row.figure,
    threshold: row.threshold,
    detail: row.detail,
    resolution: row.resolution,
    resolvedAt: row.resolved_at,
    createdAt: row.created_at,
    version: row.version,
    row,
  };
}

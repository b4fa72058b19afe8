import { Field, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { LocalDateScalar, Sha256Scalar } from '../../relay/scalars.js';
import { evidenceKindEnum } from '../methodologies/index.js';
import type { EvidenceKind, EvidenceState } from './evidence.entity.js';
import type { EvidenceRow } from './evidence.loader.js';

/** The states as the schema shows them. */
export const evidenceStateEnum = describedEnum<EvidenceState>('EvidenceState', 'Where a piece of evidence stands.', {
  SUBMITTED: 'Handed in, not yet looked at.',
  ACCEPTED: 'Accepted as evidence.',
  REJECTED: 'Rejected, with a reason.',
  WITHDRAWN: 'Taken back by the council before the close.',
});

/** A file. */
@ObjectType('EvidenceFile', { description: 'The file of a piece of evidence. Its bytes never change.', simpleResolvers: true })
export class EvidenceFileType {
  @Field(() => Sha256Scalar, { description: 'SHA-256 of the bytes.' })
  readonly sha256!: string;

  @Field(() => Int, { description: 'How many bytes.' })
  readonly sizeBytes!: number;

  @Field(() => String, { description: 'The media type, for example application/pdf.' })
  readonly mediaType!: string;

  @Field(() => String, { description: 'A path on this server to fetch it from, good for two minutes to begin; ask again for a new one.' })
  readonly path!: string;
}

/** A piece of evidence. */
@ObjectType('Evidence', {
  implements: Node,
  description: 'A file that a council brings for indicators. For whoever may see the evaluation.',
  simpleResolvers: true,
})
export class EvidenceType extends Node {
  @Field(() => evidenceKindEnum, { description: 'Which kind of evidence it is.' })
  readonly kind!: EvidenceKind;

  @Field(() => String, { description: 'What it is.' })
  readonly title!: string;

  @Field(() => [String], { description: 'The codes of the indicators that it is for.' })
  readonly indicatorCodes!: readonly string[];

  @Field(() => String, { description: 'The name that the file had.' })
  readonly originalName!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When its content arose, as the council says.' })
  readonly capturedOn!: string | null;

  @Field(() => evidenceStateEnum, { description: 'Where it stands.' })
  readonly state!: EvidenceState;

  @Field(() => Boolean, { description: 'True where an approver let it in after the close. It stays marked.' })
  readonly late!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it came late; null for what came in time.' })
  readonly lateReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so; null without a reason.' })
  readonly decisionReason!: string | null;

  @Field(() => Date, { description: 'When it was handed in.' })
  readonly submittedAt!: Date;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  readonly evaluationId!: string;
  readonly row!: EvidenceRow;
}

/** A page of evidence. */
export const { Connection: EvidenceConnection } = connectionTypes(EvidenceType, { name: 'Evidence' });

/** A row as the schema shows it. */
export function toEvidence(row: EvidenceRow): EvidenceType {
  return {
    id: encodeNodeId('Evidence', row.id),
    kind: row.kind,
    title: row.title,
    indicatorCodes: row.indicator_codes,
    originalName: row.original_name,
    capturedOn: row.captured_on,
    state: row.state,
    late: row.late,
    lateReason: row.late_reason,
    decisionReason: row.decision_reason,
    submittedAt: row.created_at,
    version: row.version,
    evaluationId: row.evaluation_id,
    row,
  };
}

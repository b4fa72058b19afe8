import { Field, ID, Int, ObjectType } from 'type-graphql';
import { shortestDecimal } from '../../ledger/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { DecimalScalar, Sha256Scalar } from '../../relay/scalars.js';
import type { ScoreDraftRow, ScoreRow } from './item.loader.js';
import type { EvidenceReference, ScoreState, ScoreValueKind } from './score.entity.js';

/** The kinds as the schema shows them. */
export const scoreValueKindEnum = describedEnum<ScoreValueKind>('ScoreValueKind', 'What a mark says.', {
  POINTS: 'A number of points.',
  LEVEL: 'One of the levels of the indicator.',
  NOT_APPLICABLE: 'The indicator does not apply to the council.',
  NO_EVIDENCE: 'There is nothing to judge by.',
});

/** The states as the schema shows them. */
export const scoreStateEnum = describedEnum<ScoreState>('ScoreState', 'Where a submitted mark stands.', {
  COMMITTED: 'Submitted, and hidden from all but its rater.',
  SUPERSEDED: 'Replaced by a later mark of the same rater before the close.',
  REVEALED: 'Revealed together with all others.',
  LOCKED: 'Part of the official points.',
  VOID: 'Out of the computation, because its rater left; on record for the auditor.',
});

/** What a mark rests on. */
@ObjectType('EvidenceReference', {
  description: 'A piece of evidence that a mark rests on, by the bytes that the rater was shown.',
  simpleResolvers: true,
})
export class EvidenceReferenceType {
  @Field(() => ID, { description: 'The piece of evidence, for `node`.' })
  readonly evidenceId!: string;

  @Field(() => Sha256Scalar, { description: 'SHA-256 of its bytes when the mark was kept.' })
  readonly sha256!: string;
}

const toReference = ({ evidenceId, sha256 }: EvidenceReference): EvidenceReferenceType => ({
  evidenceId: encodeNodeId('Evidence', evidenceId),
  sha256,
});

/** A submitted mark. */
@ObjectType('Score', { description: 'A submitted mark. The rater stands in it under a pseudonym.', simpleResolvers: true })
export class ScoreType {
  @Field(() => String, { description: "The rater's pseudonym in the cycle." })
  readonly rater!: string;

  @Field(() => scoreStateEnum, { description: 'Where it stands.' })
  readonly state!: ScoreState;

  @Field(() => Int, { description: '0 for the individual mark; rounds come with joint rating.' })
  readonly round!: number;

  @Field(() => scoreValueKindEnum, { description: 'What it says.' })
  readonly kind!: ScoreValueKind;

  @Field(() => DecimalScalar, { nullable: true, description: 'The points in the shortest form of the number; null for other kinds.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level; null for other kinds.' })
  readonly level!: string | null;

  @Field(() => String, { description: 'The reasons.' })
  readonly justification!: string;

  @Field(() => Int, { nullable: true, description: 'How sure the rater is, 1 to 5; null where not said.' })
  readonly confidence!: number | null;

  @Field(() => [EvidenceReferenceType], { description: 'The evidence that it rests on, as the rater says.' })
  readonly evidenceReferences!: readonly EvidenceReferenceType[];

  @Field(() => Sha256Scalar, {
    description: "The commitment's hash, made by the rater's client; `CommitmentInput.hash` says of what.",
  })
  readonly commitmentHash!: string;

  @Field(() => String, { description: "The commitment's salt, as the rater's client sent it." })
  readonly commitmentSalt!: string;
}

/** A row as the schema shows it. */
export function toScore(row: ScoreRow): ScoreType {
  return {
    rater: row.pseudonym,
    state: row.state,
    round: row.round,
    kind: row.value_kind,
    points: row.value_points && shortestDecimal(row.value_points),
    level: row.value_level,
    justification: row.justification,
    confidence: row.confidence,
    evidenceReferences: row.evidence_references.map(toReference),
    commitmentHash: row.commitment_hash,
    commitmentSalt: row.commitment_salt,
  };
}

/** A draft. */
@ObjectType('ScoreDraft', { description: 'A mark that the viewer is still thinking about.', simpleResolvers: true })
export class ScoreDraftType {
  @Field(() => scoreValueKindEnum, { description: 'What it says.' })
  readonly kind!: ScoreValueKind;

  @Field(() => DecimalScalar, { nullable: true, description: 'The points in the shortest form of the number; null for other kinds.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level; null for other kinds.' })
  readonly level!: string | null;

  @Field(() => String, { description: 'The reasons, as they are kept: hash this text for the commitment.' })
  readonly justification!: string;

  @Field(() => Int, { nullable: true, description: 'How sure the rater is, 1 to 5; null where not said.' })
  readonly confidence!: number | null;

  @Field(() => [EvidenceReferenceType], { description: 'The evidence that it rests on, as the rater says.' })
  readonly evidenceReferences!: readonly EvidenceReferenceType[];
}

/** A row as the schema shows it. */
export function toDraft(row: ScoreDraftRow): ScoreDraftType {
  return {
    kind: row.value_kind,
    points: row.value_points && shortestDecimal(row.value_points),
    level: row.value_level,
    justification: row.justification,
    confidence: row.confidence,
    evidenceReferences: row.evidence_references.map(toReference),
  };
}

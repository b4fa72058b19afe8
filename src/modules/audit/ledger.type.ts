import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../relay/connections/connection.js';
import { JsonObjectScalar, Sha256Scalar } from '../../relay/scalars.js';
import type { CheckpointRow, FoundEntry } from './ledger.loader.js';

/** A checkpoint. */
@ObjectType('LedgerCheckpoint', { description: 'A signed statement of how large the ledger was, and what its root was.', simpleResolvers: true })
export class LedgerCheckpointType {
  @Field(() => Int, { description: 'How many entries it covers.' })
  readonly size!: number;

  @Field(() => Sha256Scalar, { description: 'The root of the Merkle tree over them (RFC 6962), as hexadecimal digits.' })
  readonly root!: string;

  @Field(() => String, { description: 'The checkpoint as a signed note (C2SP tlog-checkpoint), with the cosignatures of the witnesses that have seen it (C2SP tlog-cosignature).' })
  readonly note!: string;

  @Field(() => Date, { description: 'When it was signed.' })
  readonly at!: Date;

  @Field(() => Int, { description: 'How many witnesses have co-signed it.' })
  readonly witnesses!: number;
}

/** A row as the schema shows it. */
export function toLedgerCheckpoint({ size, root, note, created_at, cosignatures }: CheckpointRow): LedgerCheckpointType {
  return { size, root, note: note + cosignatures.map((line) => `${line}\n`).join(''), at: created_at, witnesses: cosignatures.length };
}

/** A proof of inclusion. */
@ObjectType('InclusionProof', {
  description: 'The proof that an entry is in the ledger under a checkpoint. Its leaf is SHA-256 over a zero byte and the canonical JSON (RFC 8785) of {domain: "kengash/ledger-leaf/1", action, body, head}.',
  simpleResolvers: true,
})
export class InclusionProofType {
  @Field(() => Int, { description: 'The place of the entry in the ledger, from 0.' })
  readonly index!: number;

  @Field(() => String, { description: 'What was done: for a commitment score.committed or score.superseded.' })
  readonly action!: string;

  @Field(() => Sha256Scalar, {
    description: 'The hash of its body: SHA-256 over "kengash/ledger-entry/1", a zero byte, and the canonical JSON of the body; of a commitment {commitment, rater}, with the pseudonym.',
  })
  readonly body!: string;

  @Field(() => Sha256Scalar, { description: 'The salted hash of who did it, when, and to what.' })
  readonly head!: string;

  @Field(() => [Sha256Scalar], { description: 'The hashes that lead from the leaf to the root, bottom up (RFC 6962).' })
  readonly hashes!: readonly string[];

  @Field(() => LedgerCheckpointType, { description: 'The checkpoint that it leads to.' })
  readonly checkpoint!: LedgerCheckpointType;
}

/** An entry with its proof as the schema shows it. */
export function toInclusionProof({ index, shown }: FoundEntry, hashes: readonly string[], checkpoint: CheckpointRow): InclusionProofType {
  return { index, action: shown.action, body: shown.body, head: shown.head, hashes, checkpoint: toLedgerCheckpoint(checkpoint) };
}

/** A proof of consistency. */
@ObjectType('ConsistencyProof', { description: 'The proof that the ledger of one size goes on from that of another: nothing before was changed.', simpleResolvers: true })
export class ConsistencyProofType {
  @Field(() => Int, { description: 'The smaller size.' })
  readonly from!: number;

  @Field(() => Int, { description: 'The greater size.' })
  readonly to!: number;

  @Field(() => [Sha256Scalar], { description: 'The hashes of the proof (RFC 6962).' })
  readonly hashes!: readonly string[];
}

/** An entry of the ledger in full. */
@ObjectType('LedgerEntry', { description: 'An entry of the ledger in full, with its place. For auditors.', simpleResolvers: true })
export class LedgerEntryType {
  @Field(() => Int, { description: 'Its place in the ledger, from 0.' })
  readonly sequence!: number;

  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: "The database's clock at the transaction, in UTC with microseconds, as its leaf is made of it." })
  readonly at!: string;

  @Field(() => String, { description: 'What was done.' })
  readonly action!: string;

  @Field(() => ID, { nullable: true, description: 'The account that acted, as its leaf is made of it; null for the system itself.' })
  readonly actor!: string | null;

  @Field(() => String, { description: 'The type of the object that it was done to.' })
  readonly subjectType!: string;

  @Field(() => ID, { description: 'The id of that object, as its leaf is made of it.' })
  readonly subjectId!: string;

  @Field(() => JsonObjectScalar, { description: 'What was done, in detail: ids and hashes, never a hidden mark.' })
  readonly body!: object;

  @Field(() => String, { description: 'The salt of its head.' })
  readonly salt!: string;

  @Field(() => Sha256Scalar, { description: 'Its leaf in the Merkle tree.' })
  readonly leafHash!: string;

  @Field(() => Sha256Scalar, { description: 'Its link to all entries before it.' })
  readonly chainHash!: string;
}

/** A page of entries. */
export const { Connection: LedgerEntryConnection } = connectionTypes(LedgerEntryType, { name: 'LedgerEntry' });

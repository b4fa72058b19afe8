import { Field, ID, InputType, Int } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { UuidScalar } from '../../relay/scalars.js';
import { idempotencyKeyField } from '../accounts/index.js';
import { CouncilType } from '../councils/index.js';
import { LedgerCheckpointType } from './ledger.type.js';

export const WitnessRegisterPayload = payloadType('WitnessRegister', 'council', () => CouncilType);
export const CheckpointCosignPayload = payloadType('CheckpointCosign', 'checkpoint', () => LedgerCheckpointType);

/** Input of `witnessRegister`. */
@InputType('WitnessRegisterInput', { description: 'A witness of the ledger.' })
export class WitnessRegisterInput {
  @Field(() => ID, { description: "The council whose secretariat it is; the viewer's own." })
  readonly councilId!: string;

  @Field(() => String, { description: 'The name that stands in its cosignatures: without blanks and plus signs, up to 200 characters.' })
  readonly name!: string;

  @Field(() => String, { description: 'Its Ed25519 public key: base64 of 32 bytes. The private key stays where it was made.' })
  readonly publicKey!: string;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `checkpointCosign`. */
@InputType('CheckpointCosignInput', { description: 'A cosignature of a checkpoint.' })
export class CheckpointCosignInput {
  @Field(() => Int, { description: 'The size of the checkpoint.' })
  readonly size!: number;

  @Field(() => String, { description: 'The signature line, as it stands in a note (C2SP tlog-cosignature).' })
  readonly line!: string;
}

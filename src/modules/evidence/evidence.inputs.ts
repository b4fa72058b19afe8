import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { payloadType } from '../../relay/payload.js';
import { LocalDateScalar, Sha256Scalar, UuidScalar } from '../../relay/scalars.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { idempotencyKeyField } from '../accounts/index.js';
import { evidenceKindEnum } from '../methodologies/index.js';
import type { EvidenceKind } from './evidence.entity.js';
import { EvidenceType } from './evidence.type.js';

export const EvidenceAddPayload = payloadType('EvidenceAdd', 'evidence', () => EvidenceType);
export const EvidenceDecidePayload = payloadType('EvidenceDecide', 'evidence', () => EvidenceType);
export const EvidenceWithdrawPayload = payloadType('EvidenceWithdraw', 'evidence', () => EvidenceType);
const EvidenceUploadCreateError = userErrorType('EvidenceUploadCreate');

/** Input of `evidenceUploadCreate`. */
@InputType('EvidenceUploadCreateInput', { description: 'Which bytes are to be brought.' })
export class EvidenceUploadCreateInput {
  @Field(() => Sha256Scalar, { description: 'SHA-256 of the bytes, made by the client.' })
  readonly sha256!: string;

  @Field(() => Int, { description: 'How many bytes, up to 20 MiB.' })
  readonly sizeBytes!: number;

  @Field(() => String, { description: 'The media type: PDF, PNG, JPEG, DOCX, XLSX, CSV or plain text.' })
  readonly mediaType!: string;
}

/** A place to bring bytes to. */
@ObjectType('EvidenceUpload', { description: 'Where and how to bring the bytes.', simpleResolvers: true })
export class EvidenceUploadType {
  @Field(() => String, { description: 'The path on this server to PUT the bytes to, with their media type.' })
  readonly path!: string;

  @Field(() => String, { description: 'The ticket, for `evidenceAdd` when the bytes are there.' })
  readonly ticket!: string;

  @Field(() => Date, { description: 'Until when it is good.' })
  readonly expiresAt!: Date;
}

/** Payload of `evidenceUploadCreate`. */
@ObjectType('EvidenceUploadCreatePayload', { description: 'The answer to `evidenceUploadCreate`.', simpleResolvers: true })
export class EvidenceUploadCreatePayload {
  @Field(() => EvidenceUploadType, { nullable: true, description: 'Where to bring the bytes; null when refused.' })
  readonly upload!: EvidenceUploadType | null;

  @Field(() => [EvidenceUploadCreateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `evidenceAdd`. */
@InputType('EvidenceAddInput', { description: 'A piece of evidence whose bytes were brought.' })
export class EvidenceAddInput {
  @Field(() => ID, { description: 'The evaluation.' })
  readonly evaluationId!: string;

  @Field(() => String, { description: 'The upload ticket.' })
  readonly ticket!: string;

  @Field(() => [String], { description: 'The codes of the indicators that it is for, at least one.' })
  readonly indicatorCodes!: string[];

  @Field(() => evidenceKindEnum, {
    defaultValue: 'FILE',
    description: 'Which kind of evidence it is; what an indicator does not take does not count for it.',
  })
  readonly kind!: EvidenceKind;

  @Field(() => String, { description: 'What it is, up to 300 characters.' })
  readonly title!: string;

  @Field(() => String, { description: 'The name of the file, up to 200 characters.' })
  readonly originalName!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When its content arose; some indicators ask for it.' })
  readonly capturedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is late, after the close. For approvers.' })
  readonly lateReason?: string | null;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `evidenceDecide`. */
@InputType('EvidenceDecideInput', { description: 'The decision on a piece of evidence.' })
export class EvidenceDecideInput {
  @Field(() => ID, { description: 'The piece of evidence.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'True to accept it, false to reject it.' })
  readonly accept!: boolean;

  @Field(() => String, { nullable: true, description: 'Why; needed to reject. Up to 2000 characters.' })
  readonly reason?: string | null;

  @Field(() => Int, { description: 'The version that the decision is made on.' })
  readonly version!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Input of `evidenceWithdraw`. */
@InputType('EvidenceWithdrawInput', { description: 'Which piece of evidence is taken back.' })
export class EvidenceWithdrawInput {
  @Field(() => ID, { description: 'The piece of evidence.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The version that it is taken back on.' })
  readonly version!: number;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

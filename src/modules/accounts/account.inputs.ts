import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CursorScalar, UuidScalar } from '../../relay/scalars.js';
import { type UserError, userErrorType } from '../../relay/user-error.js';
import { grantedRoleEnum } from './account.type.js';
import type { GrantedRole } from './role.js';
import { idempotencyKeyField, positionsField } from './session.inputs.js';

export const AccountCreateError = userErrorType('AccountCreate');
export const RoleSetError = userErrorType('RoleSet');

/** Which accounts. */
@InputType('AccountWhere', { description: 'Which accounts to list.' })
export class AccountWhere {
  @Field(() => grantedRoleEnum, { nullable: true, description: 'Only accounts to which this role is granted now.' })
  readonly role?: GrantedRole | null;

  @Field(() => String, { nullable: true, description: "Only accounts whose person's name holds this text, in either script." })
  readonly search?: string | null;
}

/** Input of `accountCreate`. */
@InputType('AccountCreateInput', { description: 'A person and the account to make for it.' })
export class AccountCreateInput {
  @Field(() => String, { description: 'The e-mail address to sign in with; unique.' })
  readonly email!: string;

  @Field(() => String, { description: 'The first password: 12 to 200 characters. Never kept, never logged.' })
  readonly password!: string;

  @Field(() => String, { description: 'The family name: up to 80 letters of one script.' })
  readonly familyName!: string;

  @Field(() => String, { description: 'The given name: up to 80 letters of one script.' })
  readonly givenName!: string;

  @Field(() => String, { nullable: true, description: 'Where the person works: up to 300 characters.' })
  readonly organisation?: string | null;

  @Field(() => [grantedRoleEnum], { defaultValue: [], description: 'The roles to grant, each once however often it is named.' })
  readonly roles!: GrantedRole[];
}

/** Payload of `accountCreate`. */
@ObjectType('AccountCreatePayload', { description: 'The answer to `accountCreate`.', simpleResolvers: true })
export class AccountCreatePayload {
  @Field(() => ID, { nullable: true, description: 'The id of the new account; null when refused.' })
  readonly accountId!: string | null;

  @Field(() => [AccountCreateError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

/** Input of `roleSet`. */
@InputType('RoleSetInput', { description: 'A role to grant to an account or to take back. Nobody does it to themselves.' })
export class RoleSetInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => grantedRoleEnum, { description: 'The role.' })
  readonly role!: GrantedRole;

  @Field(() => Boolean, { description: 'True to grant it, false to take it back.' })
  readonly granted!: boolean;

  @Field(() => UuidScalar, idempotencyKeyField)
  readonly idempotencyKey?: string | null;
}

/** Payload of `roleSet`. */
@ObjectType('RoleSetPayload', { description: 'The answer to `roleSet`.', simpleResolvers: true })
export class RoleSetPayload {
  @Field(() => ID, { nullable: true, description: 'The account; null when refused.' })
  readonly accountId!: string | null;

  @Field(() => [CursorScalar], positionsField)
  readonly positions!: readonly string[];

  @Field(() => [RoleSetError], { description: 'Why it was refused; empty when it was not.' })
  readonly errors!: readonly UserError[];
}

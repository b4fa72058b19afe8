import { Field, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import type { ConflictDecision, ConflictKind, ConflictSource } from './conflict-declaration.entity.js';
import type { ConflictRow } from './conflict.loader.js';

/** The kinds as the schema shows them. */
export const conflictKindEnum = describedEnum<ConflictKind>('ConflictKind', 'What ties a rater to a council.', {
  NONE: 'Nothing stands against rating this council.',
  EMPLOYED: 'Employed by a body that the council is made of.',
  MEMBER_OF_COUNCIL: 'A member of the council.',
  FAMILY: 'Family ties.',
  FORMER: 'Former ties of work.',
  NOMINATED_BY: 'Put forward by the council.',
  FINANCIAL: 'Financial ties.',
  RESIDENT: 'Lives in the territory in a way that matters.',
  OTHER: 'Something else; see the note.',
});

/** The sources as the schema shows them. */
export const conflictSourceEnum = describedEnum<ConflictSource>('ConflictSource', 'Where a declaration comes from.', {
  SELF: 'The rater has said so.',
  REGISTER: 'It was found in a register.',
  ADMIN: 'An office has entered it.',
  COMPUTED: 'It follows from what is on record here: the rater was appointed to the council.',
});

/** The decisions as the schema shows them. */
export const conflictDecisionEnum = describedEnum<ConflictDecision>('ConflictDecision', 'What was decided on a declaration.', {
  PENDING: 'Nothing yet; the rater waits.',
  CLEARED: 'It does not stand against rating the council; so it is at once where nothing ties the rater.',
  CONFIRMED: 'It stands against it: the rater is out, and marks are void.',
});

/** A declaration on conflicts of interest. */
@ObjectType('ConflictDeclaration', {
  description: 'What ties a rater to a council, or that nothing does, and what was decided on it.',
  simpleResolvers: true,
})
export class ConflictDeclarationType {
  @Field(() => conflictKindEnum, { description: 'What ties the rater to the council; NONE where nothing does.' })
  readonly kind!: ConflictKind;

  @Field(() => conflictSourceEnum, { description: 'Where it comes from.' })
  readonly source!: ConflictSource;

  @Field(() => String, { nullable: true, description: "What else the rater has said, in the rater's own words; null without it." })
  readonly note!: string | null;

  @Field(() => conflictDecisionEnum, { description: 'What was decided on it.' })
  readonly decision!: ConflictDecision;

  @Field(() => Date, { description: 'When it was declared.' })
  readonly declaredAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was decided; null while it is not, and where nothing had to be.' })
  readonly decidedAt!: Date | null;
}

/** A row as the schema shows it. */
export function toConflictDeclaration(row: ConflictRow): ConflictDeclarationType {
  return {
    kind: row.kind,
    source: row.source,
    note: row.note,
    decision: row.decision,
    declaredAt: row.created_at,
    decidedAt: row.decided_at,
  };
}

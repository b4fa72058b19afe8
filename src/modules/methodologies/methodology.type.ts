import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { JsonObjectScalar, LocalDateScalar, Sha256Scalar } from '../../relay/scalars.js';
import type { MethodologyBody } from '../../publication/methodology-body.js';
import type { MethodologyRow, MethodologyVersionRow } from './methodology.loader.js';
import type { MethodologyVersionState } from './methodology-version.entity.js';

/** What the schema tells programmers of the hash of a methodology version: enough to check one. */
export const methodologyHashDescription =
  'SHA-256, as 64 hexadecimal digits in lower case, over the bytes of three parts: "kengash/methodology-version/1", a zero byte, and the canonical JSON (RFC 8785) of `MethodologyVersion.body` in UTF-8.';

/** The states as the schema shows them. */
export const methodologyVersionStateEnum = describedEnum<MethodologyVersionState>(
  'MethodologyVersionState',
  'Where a methodology version stands on its path.',
  {
    DRAFT: 'Being written.',
    IN_REVIEW: 'Waiting for the yes or no of somebody who did not write it.',
    APPROVED: 'Immutable, known by its hash; cycles can be opened by it.',
    RETIRED: 'Approved once, no longer used for new cycles.',
    DISCARDED: 'Given up before it was approved.',
  },
);

/** A methodology. */
@ObjectType('Methodology', {
  implements: Node,
  description: 'A way of rating, under one name over all its versions. Its name is public.',
  simpleResolvers: true,
})
export class MethodologyType extends Node {
  @Field(() => String, { description: 'Its short name in addresses, for example pq-81.' })
  readonly code!: string;

  @Field(() => Boolean, { description: 'True where it is an illustration and nobody\'s official text.' })
  readonly illustrative!: boolean;

  readonly methodologyId!: string;
  readonly texts!: { readonly title: TranslatedText; readonly owner: TranslatedText; readonly about: TranslatedText };
}

/** A page of methodologies. */
export const { Connection: MethodologyConnection } = connectionTypes(MethodologyType, { name: 'Methodology' });

/** A row as the schema shows it. */
export function toMethodology(row: MethodologyRow): MethodologyType {
  return {
    id: encodeNodeId('Methodology', row.id),
    code: row.code,
    illustrative: row.illustrative,
    methodologyId: row.id,
    texts: { title: row.title, owner: row.owner, about: row.about },
  };
}

/** A version of a methodology. */
@ObjectType('MethodologyVersion', {
  implements: Node,
  description: 'One text of a methodology. Public once approved; before, for those who write, review and audit it.',
  simpleResolvers: true,
})
export class MethodologyVersionType extends Node {
  @Field(() => Int, { description: 'Its number among the versions of its methodology, from 1.' })
  readonly number!: number;

  @Field(() => methodologyVersionStateEnum, { description: 'Where it stands on its path.' })
  readonly state!: MethodologyVersionState;

  @Field(() => Sha256Scalar, {
    nullable: true,
    description: `${methodologyHashDescription} Set when it is approved; every published figure names it.`,
  })
  readonly contentHash!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day from which it holds; null where not set.' })
  readonly effectiveFrom!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was approved.' })
  readonly approvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the last reviewer had to say when sending it back.' })
  readonly reviewComment!: string | null;

  @Field(() => Boolean, { description: 'False where parts of it are not public: then it cannot open a cycle.' })
  readonly complete!: boolean;

  @Field(() => Boolean, { description: "True where it is an illustration and nobody's official text." })
  readonly illustrative!: boolean;

  @Field(() => Int, { description: 'The least number of raters of a council.' })
  readonly minRaters!: number;

  @Field(() => Int, { description: 'Days within which a council may appeal against the preliminary result.' })
  readonly appealDays!: number;

  @Field(() => JsonObjectScalar, {
    description:
      'The whole body as it is hashed: rules, criteria, indicators. Its shape is that of `methodologyBodySchema`; the key names are stable.',
  })
  readonly body!: MethodologyBody;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  readonly versionId!: string;
  readonly methodologyId!: string;
  readonly authoredBy!: string | null;
}

/** A row as the schema shows it. */
export function toMethodologyVersion(row: MethodologyVersionRow): MethodologyVersionType {
  const { body } = row;
  return {
    id: encodeNodeId('MethodologyVersion', row.id),
    number: row.number,
    state: row.state,
    contentHash: row.content_hash,
    effectiveFrom: row.effective_from,
    approvedAt: row.approved_at,
    reviewComment: row.review_comment,
    complete: body.completeness === 'COMPLETE',
    illustrative: body.illustrative,
    minRaters: body.minRaters,
    appealDays: body.appealDays,
    body,
    version: row.version,
    versionId: row.id,
    methodologyId: row.methodology_id,
    authoredBy: row.authored_by,
  };
}

import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { DecimalScalar, Sha256Scalar } from '../../relay/scalars.js';
import { methodologyHashDescription } from '../methodologies/index.js';
import type { PublicationState } from './publication.entity.js';
import type { PublicationRow } from './publication.loader.js';
import type { Snapshot, SnapshotRow } from '../../publication/snapshot.js';

/** The states as the schema shows them. */
export const publicationStateEnum = describedEnum<PublicationState>('PublicationState', 'Where a publication stands.', {
  STAGED: 'Waits for two approvers.',
  PUBLISHED: 'Public.',
  CORRECTED: 'Public, and followed by a correction under a higher number.',
  WITHDRAWN: 'Withdrawn; that it was there stays public.',
});

/** One criterion of a row. */
@ObjectType('PublishedCriterion', { description: 'The points of a council in one criterion.', simpleResolvers: true })
export class PublishedCriterionType {
  @Field(() => String, { description: 'The code of the criterion.' })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: 'The exact points; null where nothing of it applies.' })
  readonly points!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The exact greatest points of what applies to the council: of the whole criterion, or of its applicable indicators where the rule for what does not apply is GLOBAL. Null where nothing applies, and in the first tables, which do not tell it.',
  })
  readonly maxPoints!: string | null;
}

/** One row of a table. */
@ObjectType('PublicationRow', { description: 'One council in a published table.', simpleResolvers: true })
export class PublicationRowType {
  @Field(() => String, { description: 'The code of the council.' })
  readonly councilCode!: string;

  @Field(() => Boolean, { description: 'False where the council could not be rated.' })
  readonly rated!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it could not be rated, as a code.' })
  readonly reason!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The rank: one more than how many are better, by the published number and then by the points in the criteria that break ties (`tieBreak` of the snapshot, or of the body of the methodology version). Equal results share one.',
  })
  readonly rank!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The published number, 0 to 100.' })
  readonly published!: string | null;

  @Field(() => String, { nullable: true, description: 'The exact total, a whole number or a fraction such as 638/7.' })
  readonly exact!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the category.' })
  readonly category!: string | null;

  @Field(() => [PublishedCriterionType], { description: 'The points by criterion.' })
  readonly criteria!: readonly PublishedCriterionType[];

  readonly names!: TranslatedText;
  readonly categoryNames!: TranslatedText | null;
}

/** A publication. */
@ObjectType('Publication', {
  implements: Node,
  description: 'A published table: an immutable snapshot under its hash. Public once published.',
  simpleResolvers: true,
})
export class PublicationType extends Node {
  @Field(() => Int, { description: 'Its number, once over all cycles. One whose cycle was given up before publication keeps its own.' })
  readonly number!: number;

  @Field(() => publicationStateEnum, { description: 'Where it stands.' })
  readonly state!: PublicationState;

  @Field(() => Sha256Scalar, {
    description:
      'SHA-256, as 64 hexadecimal digits in lower case, over the bytes of three parts: the `kind` of the snapshot ("kengash/publication/2", of the first tables "kengash/publication/1"), a zero byte, and the text of `snapshot` in UTF-8 as it is.',
  })
  readonly snapshotHash!: string;

  @Field(() => String, {
    description:
      'The snapshot as canonical JSON (RFC 8785), byte for byte as it was hashed. Its member `kind` tells its shape.',
  })
  readonly snapshot!: string;

  @Field(() => Date, { nullable: true, description: 'When it was published.' })
  readonly publishedAt!: Date | null;

  @Field(() => Sha256Scalar, {
    description: `The hash of the methodology version that every figure rests on, its \`contentHash\`. ${methodologyHashDescription}`,
  })
  readonly methodologyHash!: string;

  @Field(() => Boolean, { description: "True where the methodology is an illustration and nobody's official text." })
  readonly illustrative!: boolean;

  @Field(() => Boolean, { description: 'True where the marks are invented for the demonstration.' })
  readonly demonstration!: boolean;

  @Field(() => [PublicationRowType], { description: 'The table, best rank first. Read from the snapshot alone.' })
  readonly rows!: readonly PublicationRowType[];

  @Field(() => ID, { description: 'The id of the cycle.' })
  readonly ratingCycleId!: string;

  readonly publicationId!: string;
  readonly cycleId!: string;
  readonly titles!: TranslatedText;
}

/** A page of publications. */
export const { Connection: PublicationConnection } = connectionTypes(PublicationType, { name: 'Publication' });

function toRow(row: SnapshotRow, snapshot: Snapshot): PublicationRowType {
  return {
    councilCode: row.councilCode,
    rated: row.rated,
    reason: row.reason,
    rank: row.rank,
    published: row.published,
    exact: row.exact,
    category: row.category,
    criteria: row.criteria.map(({ code, points, maxPoints = null }) => ({ code, points, maxPoints })),
    names: row.name,
    categoryNames: snapshot.categories.find((category) => category.code === row.category)?.name ?? null,
  };
}

/** A row as the schema shows it: from the snapshot, never from live data. */
export function toPublication(row: PublicationRow): PublicationType {
  const snapshot = JSON.parse(row.snapshot) as Snapshot;
  return {
    id: encodeNodeId('Publication', row.id),
    number: row.number,
    state: row.state,
    snapshotHash: row.snapshot_hash,
    snapshot: row.snapshot,
    publishedAt: row.published_at,
    methodologyHash: snapshot.methodology.hash,
    illustrative: snapshot.methodology.illustrative,
    demonstration: snapshot.cycle.demonstration,
    rows: snapshot.rows.map((line) => toRow(line, snapshot)),
    ratingCycleId: encodeNodeId('RatingCycle', row.cycle_id),
    publicationId: row.id,
    cycleId: row.cycle_id,
    titles: snapshot.cycle.title,
  };
}

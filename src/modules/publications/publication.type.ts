import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { describeMachine } from '../../machine.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { DecimalScalar, Sha256Scalar } from '../../relay/scalars.js';
import { methodologyHashDescription } from '../methodologies/index.js';
import type { PublicationState } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';
import type { PublicationRow } from './publication.loader.js';
import type { Snapshot, SnapshotRow } from '../../publication/snapshot.js';

/** The states as the schema shows them. */
export const publicationStateEnum = describedEnum<PublicationState>('PublicationState', `Where a publication stands. Its path:\n${describeMachine(publicationMachine)}`, {
  STAGED: 'Waits for two approvers.',
  APPROVED: 'Approved by two; it goes on from here at once, so that nobody finds one in this state.',
  EMBARGOED: 'Approved by two, and public when `embargoUntil` has come.',
  PUBLISHED: 'Public.',
  CORRECTED: 'Public, and followed by a correction under a higher number.',
  WITHDRAWN: 'Given up. Of one that was public it stays public that it was there, and why it is withdrawn.',
});

/** Why a table was withdrawn. */
@ObjectType('PublicationWithdrawal', { description: 'Why a table was withdrawn, or is to be.', simpleResolvers: true })
export class PublicationWithdrawalType {
  @Field(() => [String], { description: 'The reason of each approver, in their order; none where it was given up with its cycle.' })
  readonly reasons!: readonly string[];

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn; null while a second approver has to say so, and where it was given up with its cycle.' })
  readonly withdrawnAt!: Date | null;
}

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

/** An interval of ranks. */
@ObjectType('RankInterval', { description: 'The 5th and the 95th percentile of the ranks of a council under varied weights.', simpleResolvers: true })
export class RankIntervalType {
  @Field(() => Int, { description: 'The better end.' })
  readonly low!: number;

  @Field(() => Int, { description: 'The worse end.' })
  readonly high!: number;
}

/** A figure of agreement. */
@ObjectType('AgreementFigure', {
  description: 'How far the raters agreed, on the marks of indicators that the methodology marks PUBLIC. Alpha of .800 and more is dependable, .667 to .800 tentative (Krippendorff).',
  simpleResolvers: true,
})
export class AgreementFigureType {
  @Field(() => String, { nullable: true, description: 'The code of the criterion; null for the cycle as a whole.' })
  readonly criterion!: string | null;

  @Field(() => String, {
    description: "KRIPPENDORFF_ALPHA of a criterion; ICC_A_K and KENDALL_W of the councils' totals by rater; SPEARMAN_ROUNDS and KENDALL_TAU_B_ROUNDS between the individual marks and the result. More may be added.",
  })
  readonly statistic!: string;

  @Field(() => String, { nullable: true, description: 'ordinal or interval; null where the statistic has none.' })
  readonly metric!: string | null;

  @Field(() => String, { nullable: true, description: 'With six decimals; null with a reason where it is not defined.' })
  readonly value!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is not defined, as a code.' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The lower end of its 95 % interval; null without one.' })
  readonly low!: string | null;

  @Field(() => String, { nullable: true, description: 'The upper end of its 95 % interval; null without one.' })
  readonly high!: string | null;

  @Field(() => Int, { description: 'How many items or councils it rests on.' })
  readonly units!: number;

  @Field(() => Int, { description: 'How many raters it rests on.' })
  readonly raters!: number;
}

/** A corrected figure. */
@ObjectType('CorrectedFigure', { description: 'One figure that a correction has changed.', simpleResolvers: true })
export class CorrectedFigureType {
  @Field(() => String, { description: 'The code of the council.' })
  readonly councilCode!: string;

  @Field(() => String, { description: 'published, exact, category, rank, or indicator with its code.' })
  readonly figure!: string;

  @Field(() => String, { nullable: true, description: 'What it was.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is.' })
  readonly after!: string | null;
}

/** A correction. */
@ObjectType('PublicationCorrection', { description: 'What a correction has changed, and why.', simpleResolvers: true })
export class PublicationCorrectionType {
  @Field(() => Int, { description: 'The number of the publication that it corrects.' })
  readonly of!: number;

  @Field(() => String, { description: 'Why.' })
  readonly reason!: string;

  @Field(() => [CorrectedFigureType], { description: 'Every figure that differs.' })
  readonly figures!: readonly CorrectedFigureType[];
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

  @Field(() => RankIntervalType, {
    nullable: true,
    description: 'Between which places it comes when the weights of the indicators vary: "3 (2-5)". Null where it is not rated, and in earlier tables, which do not tell it.',
  })
  readonly rankInterval!: RankIntervalType | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'In which share of the draws its category was the published one. Null where `rankInterval` is.' })
  readonly categoryProbability!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether that share is less than 95 %: it stands near the boundary of its category. Null where `rankInterval` is.' })
  readonly nearBoundary!: boolean | null;

  @Field(() => [PublishedCriterionType], { description: 'The points by criterion.' })
  readonly criteria!: readonly PublishedCriterionType[];

  /** The publication that it is a row of. */
  readonly publication!: PublicationRow;
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
      'SHA-256, as 64 hexadecimal digits in lower case, over the bytes of three parts: the `kind` of the snapshot ("kengash/publication/3", of earlier tables "kengash/publication/2" or "kengash/publication/1"), a zero byte, and the text of `snapshot` in UTF-8 as it is.',
  })
  readonly snapshotHash!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The snapshot as canonical JSON (RFC 8785), byte for byte as it was hashed. Its member `kind` tells its shape. Null of a table that was published and withdrawn, as its figures are not told either; those who work on it still see them.',
  })
  readonly snapshot!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was published.' })
  readonly publishedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when it was to wait once it was approved; null without an embargo.' })
  readonly embargoUntil!: Date | null;

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

  @Field(() => [AgreementFigureType], { description: 'How far the raters agreed; none in earlier tables, which do not tell it.' })
  readonly agreement!: readonly AgreementFigureType[];

  @Field(() => String, { nullable: true, description: 'The seed of the draws behind the rank intervals, by which anybody can repeat them; null in earlier tables.' })
  readonly robustnessSeed!: string | null;

  @Field(() => PublicationCorrectionType, { nullable: true, description: 'What it corrects; null for a first publication.' })
  readonly correction!: PublicationCorrectionType | null;

  @Field(() => String, { description: 'The path of the table without GraphQL, for ever the same: the JSON of the snapshot. With .csv, .xlsx and .bundle.json in place of .json it is told in other forms, and /<council code>.pdf below it tells one council on a page.' })
  readonly path!: string;

  @Field(() => ID, { description: 'The id of the cycle.' })
  readonly ratingCycleId!: string;

  readonly publicationId!: string;
  readonly cycleId!: string;
  readonly titles!: TranslatedText;
}

/** A page of publications. */
export const { Connection: PublicationConnection } = connectionTypes(PublicationType, { name: 'Publication' });

function toRow(row: SnapshotRow, snapshot: Snapshot, publication: PublicationRow): PublicationRowType {
  return {
    councilCode: row.councilCode,
    rated: row.rated,
    reason: row.reason,
    rank: row.rank,
    published: row.published,
    exact: row.exact,
    category: row.category,
    criteria: row.criteria.map(({ code, points, maxPoints = null }) => ({ code, points, maxPoints })),
    rankInterval: row.rankInterval ?? null,
    categoryProbability: row.categoryProbability ?? null,
    nearBoundary: row.nearBoundary ?? null,
    publication,
    names: row.name,
    categoryNames: snapshot.categories.find((category) => category.code === row.category)?.name ?? null,
  };
}

/** What a withdrawn table tells of itself to whoever may not see its content. */
const tombstone = { snapshot: null, rows: [], agreement: [], robustnessSeed: null, correction: null } as const;

/** A row as the schema shows it: from the snapshot, never from live data. Of a withdrawn one, that it was there. */
export function toPublication(row: PublicationRow, withContent: boolean): PublicationType {
  const snapshot = JSON.parse(row.snapshot) as Snapshot;
  return {
    id: encodeNodeId('Publication', row.id),
    number: row.number,
    state: row.state,
    snapshotHash: row.snapshot_hash,
    snapshot: row.snapshot,
    publishedAt: row.published_at,
    embargoUntil: row.embargo_until,
    methodologyHash: snapshot.methodology.hash,
    illustrative: snapshot.methodology.illustrative,
    demonstration: snapshot.cycle.demonstration,
    rows: snapshot.rows.map((line) => toRow(line, snapshot, row)),
    agreement: snapshot.agreement ?? [],
    robustnessSeed: snapshot.robustness?.seed ?? null,
    correction: snapshot.correction ?? null,
    path: `/publications/${row.snapshot_hash}.json`,
    ratingCycleId: encodeNodeId('RatingCycle', row.cycle_id),
    publicationId: row.id,
    cycleId: row.cycle_id,
    titles: snapshot.cycle.title,
    ...(withContent ? {} : tombstone),
  };
}

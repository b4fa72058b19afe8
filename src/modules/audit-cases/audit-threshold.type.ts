import { Field, Float, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { auditCaseKindEnum } from './audit-case.type.js';
import { type SignalKind, signalKinds } from './signals/finding.js';
import { type ThresholdName, thresholds } from './signals/thresholds.js';

/** The thresholds as the schema shows them. */
export const auditThresholdNameEnum = describedEnum<ThresholdName>(
  'AuditThresholdName',
  'What a threshold is of. Its name begins with the kind of the signal.',
  {
    SEVERITY_ERRORS: 'Standard errors that a severity has to exceed, beside one step of the scale.',
    SEVERITY_LEAST_COMMON: 'Marks in common with others below which no severity is told.',
    SEVERITY_LEAST_RATERS: 'Raters who share councils below which no severity is told.',
    OUTLIER_MODIFIED_Z: 'The modified z score that an outlier exceeds.',
    OUTLIER_LEAST_MARKS: 'Marks of an item from which on that score is taken.',
    OUTLIER_SCALE_SHARE: 'With fewer marks, the share of the scale that the distance from the median of the others exceeds; one level where the scale has levels.',
    HALO_RATIO: 'The spread within evaluations over the median of the other raters, below which it is a signal.',
    HALO_LEAST_ITEMS: 'Marks in an evaluation that its spread is told from.',
    HALO_LEAST_MARKS: 'Marks in all such evaluations of a rater together.',
    STRAIGHT_LINING_SHARE: 'The share of marks of a council at one place of their scales.',
    STRAIGHT_LINING_LEAST_ITEMS: 'Marks in an evaluation from which on it is looked at.',
    STRAIGHT_LINING_EXCESS: 'By how much that share exceeds the median of the other raters of the council.',
    STRAIGHT_LINING_TEXT_SHARE: 'The share of reasons that stand word for word with another council too.',
    STRAIGHT_LINING_LEAST_TEXTS: 'Reasons of a rater from which on they are looked at.',
    BOUNDARY_PULL_STEPS: 'How far over the bound of a category a total lies, in steps of one item that was raised.',
    CONFORMITY_SHARE: "The share of a rater's changes that land on what was proposed before.",
    CONFORMITY_LEAST_CHANGES: 'Changes of a rater from which on they are looked at.',
    PAIR_CORRELATION_FALSE_DISCOVERIES: 'The rate of false discoveries among the pairs that are flagged.',
    PAIR_CORRELATION_LEAST_ITEMS: 'Items that two raters and a third one have marked, and on which not all said the same.',
  },
);

/** A threshold. */
@ObjectType('AuditThreshold', {
  description: 'From where on something about marks is a signal. Proposals of this project, open to everybody; what is found is not.',
  simpleResolvers: true,
})
export class AuditThresholdType {
  @Field(() => auditThresholdNameEnum, { description: 'What it is of.' })
  readonly name!: ThresholdName;

  @Field(() => auditCaseKindEnum, { description: 'The kind of signal that it belongs to.' })
  readonly kind!: SignalKind;

  @Field(() => Float, { description: 'The number.' })
  readonly value!: number;
}

/** All thresholds, in the order of the kinds. */
export const auditThresholds: readonly AuditThresholdType[] = signalKinds.flatMap((kind) =>
  (Object.keys(thresholds) as ThresholdName[])
    .filter((name) => name.startsWith(`${kind}_`))
    .map((name) => ({ name, kind, value: thresholds[name] })),
);

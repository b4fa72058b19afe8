import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { DecimalScalar, JsonObjectScalar } from '../../relay/scalars.js';
import type { EvidenceKindBody, EvidenceRuleBody, IndicatorBody, MethodologyBody } from '../../publication/methodology-body.js';

/** How an indicator is scored. */
export type IndicatorKind = IndicatorBody['scoring']['kind'];

/** The kinds of indicators as the schema shows them. */
export const indicatorKindEnum = describedEnum<IndicatorKind>('IndicatorKind', 'How an indicator is scored.', {
  LEVELS: 'Raters choose one of several levels, each of so many points.',
  RANGE: 'Raters give points within a range, in steps.',
  MEASURED: 'Points follow from a measured value, without raters.',
  BINARY: 'Met, for all points, or not met.',
  TERNARY: 'Met, partly met for half of the points, or not met.',
  UNKNOWN: 'Not public.',
});

/** The kinds of evidence as the schema shows them. */
export const evidenceKindEnum = describedEnum<EvidenceKindBody>('EvidenceKind', 'What a piece of evidence is.', {
  FILE: 'A document.',
  STATISTIC: 'Figures, with where they come from.',
  ATTESTATION: 'A statement of somebody who saw it.',
});

/** A criterion. */
@ObjectType('Criterion', { description: 'A criterion of a methodology version.', simpleResolvers: true })
export class CriterionType {
  @Field(() => String, { description: 'Its code within the version.' })
  readonly code!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Its greatest points; null where not public.' })
  readonly maxPoints!: string | null;

  readonly names!: TranslatedText;
  readonly body!: MethodologyBody;
}

/** What a council has to bring. */
@ObjectType('EvidenceRule', {
  description: 'What evidence a council has to bring before anybody grants points on an indicator.',
  simpleResolvers: true,
})
export class EvidenceRuleType implements EvidenceRuleBody {
  @Field(() => Int, { description: 'How many different pieces at least; 0 where none is needed.' })
  readonly minItems!: number;

  @Field(() => [evidenceKindEnum], { description: 'The kinds that count towards them.' })
  readonly kinds!: readonly EvidenceKindBody[];

  @Field(() => Boolean, { description: 'Whether what they show has to have arisen within the rated period.' })
  readonly mustFallInPeriod!: boolean;
}

/** An indicator. */
@ObjectType('Indicator', { description: 'An indicator of a methodology version.', simpleResolvers: true })
export class IndicatorType {
  @Field(() => String, { description: 'Its code, stable over versions while the meaning is the same.' })
  readonly code!: string;

  @Field(() => indicatorKindEnum, { description: 'How it is scored.' })
  readonly kind!: IndicatorKind;

  @Field(() => DecimalScalar, { nullable: true, description: 'Its greatest points; null where not public.' })
  readonly maxPoints!: string | null;

  @Field(() => Boolean, { description: 'Whether a rater may say that it does not apply to a council.' })
  readonly allowNotApplicable!: boolean;

  @Field(() => EvidenceRuleType, { description: 'What evidence a council has to bring.' })
  readonly evidence!: EvidenceRuleBody;

  @Field(() => Int, { description: 'The least length of a justification, in characters.' })
  readonly justificationMinChars!: number;

  @Field(() => Boolean, { description: 'Whether raters are asked how sure they are.' })
  readonly confidenceAsked!: boolean;

  @Field(() => JsonObjectScalar, {
    description: 'The scoring rule as in the body of the version; `methodologyBodySchema` tells its shape for each `kind`.',
  })
  readonly scoring!: object;

  readonly texts!: { readonly name: TranslatedText; readonly guide: TranslatedText };
}

/** An indicator of a body as the schema shows it. */
export function toIndicator(indicator: IndicatorBody): IndicatorType {
  return {
    code: indicator.code,
    kind: indicator.scoring.kind,
    maxPoints: indicator.maxPoints,
    allowNotApplicable: indicator.allowNotApplicable,
    evidence: indicator.evidence,
    justificationMinChars: indicator.justificationMinChars,
    confidenceAsked: indicator.confidenceAsked,
    scoring: indicator.scoring,
    texts: { name: indicator.name, guide: indicator.guide },
  };
}

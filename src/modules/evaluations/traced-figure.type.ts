import { Field, Int, ObjectType } from 'type-graphql';

/** A figure with what it is part of. */
@ObjectType('TracedFigure', { description: 'A figure of a trace: by which rule it came about, and which figure it went into.', simpleResolvers: true })
export class TracedFigureType {
  @Field(() => String, { description: 'What it is of: rank, published, total, criterion, indicator, mark or measured, with its code; settled and adjustment, of official points that others have taken the place of.' })
  readonly figure!: string;

  @Field(() => String, { nullable: true, description: 'Exactly; null where there is no number.' })
  readonly value!: string | null;

  @Field(() => String, { description: 'The rule that made it; of the published number, and of the first where that is an indicator, with the hash of the methodology.' })
  readonly rule!: string;

  @Field(() => Int, { nullable: true, description: 'The place in this list, from 0, of the figure that it went into; null of the first, which is the whole.' })
  readonly partOf!: number | null;
}

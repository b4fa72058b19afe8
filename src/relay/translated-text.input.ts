import { Field, InputType } from 'type-graphql';

/** A text in several languages, as a client sends it. */
@InputType('TranslatedTextInput', { description: 'A text in several languages; Uzbek in Latin script is needed.' })
export class TranslatedTextInput {
  @Field(() => String, { description: 'Uzbek in Latin script.' })
  readonly uzLatn!: string;

  @Field(() => String, { nullable: true, description: 'Uzbek in Cyrillic script; derived when left out.' })
  readonly uzCyrl?: string;

  @Field(() => String, { nullable: true, description: 'Karakalpak.' })
  readonly kaa?: string;

  @Field(() => String, { nullable: true, description: 'Russian.' })
  readonly ru?: string;

  @Field(() => String, { nullable: true, description: 'English.' })
  readonly en?: string;
}

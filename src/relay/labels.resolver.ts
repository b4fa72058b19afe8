import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { inLocale, labelsOf, type Locale, vocabularies, type Vocabulary } from '../language/index.js';
import { badUserInput } from './input-error.js';
import { localeArgument, localeEnum } from './locale.js';

/** One value with its name. */
@ObjectType('Label', { description: 'The name of one value of a vocabulary, for people.', simpleResolvers: true })
export class LabelType {
  @Field(() => String, { description: 'The value as the API gives it, for example LAW_ENFORCEMENT.' })
  readonly value!: string;

  @Field(() => String, { description: 'Its name in the language that was asked for. Never empty.' })
  readonly text!: string;
}

/** A vocabulary with the names of its values. */
@ObjectType('VocabularyLabels', {
  description: 'The names of the values of one vocabulary, so that a client needs no translations of its own.',
  simpleResolvers: true,
})
export class VocabularyLabelsType {
  @Field(() => String, {
    description:
      'The name of an enum of this schema, such as SeatCategory (of each but ErrorCode, which has messages); or one of PublishedRatingCategory and Notice (sentences ' +
      'beside what is illustrative or invented).',
  })
  readonly vocabulary!: string;

  @Field(() => [LabelType], { description: 'The values with their names, in the order of their path or rank.' })
  readonly labels!: readonly LabelType[];
}

function isVocabulary(name: string): name is Vocabulary {
  return (vocabularies as readonly string[]).includes(name);
}

/** Reads the names of values out of the catalogue; public, and the same until the next release. */
@Resolver()
export class LabelsResolver {
  @Query(() => [VocabularyLabelsType], {
    description: 'The names of the values of enums and other vocabularies, by the name of the vocabulary.',
  })
  labels(
    @Arg('vocabularies', () => [String], {
      nullable: true,
      description: 'Which vocabularies; all of them by default. A name that there is not is bad input.',
    })
    asked: string[] | null,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: { readonly locale: Locale },
  ): VocabularyLabelsType[] {
    const names = (asked ?? vocabularies).map((name, place) => {
      if (!isVocabulary(name)) {
        throw badUserInput(['vocabularies', String(place)], 'UNKNOWN_VOCABULARY', {
          known: vocabularies.join(', '),
        });
      }
      return name;
    });
    return [...new Set(names)].map((vocabulary) => ({
      vocabulary,
      labels: [...labelsOf(vocabulary)].map(([value, text]) => ({
        value,
        text: inLocale(text, locale ?? context.locale).text,
      })),
    }));
  }
}

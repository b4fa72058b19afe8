import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import { listOfTrace } from '../../publication/trace.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { type Context, localised } from '../accounts/index.js';
import { TracedFigureType } from '../evaluations/index.js';
import { explainStaged } from './explain-staged.js';
import { PublicationRowType } from './publication.type.js';
import { PublishedTraces } from './published-traces.js';

/** Names within a table. */
@Resolver(() => PublicationRowType)
export class PublicationRowResolver {
  readonly #traces: PublishedTraces;

  constructor(signer: NoteSigner) {
    this.#traces = new PublishedTraces(signer);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The name of the council, as it was rated.' })
  councilName(
    @Root() row: PublicationRowType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(row.names, context, locale);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [TracedFigureType], {
    nullable: true,
    description: 'How its figures came about, from its verification bundle: the whole first, each figure before what it was made of, down to the marks of indicators that the methodology marks PUBLIC, under pseudonyms. Null while a publication of this very moment has no bundle yet.',
  })
  async explain(
    @Root() { publication, councilCode }: PublicationRowType,
    @Ctx() { database }: Context,
  ): Promise<readonly TracedFigureType[] | null> {
    // A table that waits for approval has no bundle, and is read by those alone who may see what it is made of.
    const trace = await (publication.published_at
      ? this.#traces.of(database, publication, councilCode)
      : explainStaged(database, publication, councilCode));
    return trace && listOfTrace(trace);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { nullable: true, description: 'The name of the category; null without one.' })
  categoryName(
    @Root() row: PublicationRowType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string | null {
    return row.categoryNames && localised(row.categoryNames, context, locale);
  }
}

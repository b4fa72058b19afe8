import { GraphQLError } from 'graphql';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from './scalars.js';

/** The most items a page may have. */
export const greatestPage = 100;

/** The items of a page when neither `first` nor `last` is given. */
export const usualPage = 20;

/** Where a page lies in its list (Relay cursor connections). */
@ObjectType({ description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are items after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there are items before this page.' })
  hasPreviousPage: boolean;

  @Field(() => CursorScalar, { nullable: true, description: 'The cursor of the first item; null on an empty page.' })
  startCursor: string | null;

  @Field(() => CursorScalar, { nullable: true, description: 'The cursor of the last item; null on an empty page.' })
  endCursor: string | null;
}

/** The arguments of every connection. */
@ArgsType()
export class ConnectionArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many items from the start, or after \`after\`: 0 to ${greatestPage}. ${usualPage} when neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only items after this one.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many items from the end, or before \`before\`: 0 to ${greatestPage}. Not together with \`first\`.`,
  })
  last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only items before this one.' })
  before?: string | null;
}

/** A page as it was asked for, checked. */
export interface PageRequest {
  readonly direction: 'FORWARD' | 'BACKWARD';
  readonly size: number;
  readonly after: string | null;
  readonly before: string | null;
}

/** A failure of an argument, told with its name; the operation gets no data for the field. */
export function argumentError(argument: string, message: string, code = 'BAD_USER_INPUT'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, argument } });
}

/** Checks the arguments of a connection. Throws BAD_USER_INPUT that names the argument. */
export function pageRequest({ first, last, after, before }: ConnectionArguments): PageRequest {
  if (typeof first === 'number' && typeof last === 'number') {
    throw argumentError('last', '`first` and `last` cannot be given together.');
  }
  for (const [name, size] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (typeof size === 'number' && (size < 0 || size > greatestPage)) {
      throw argumentError(name, `\`${name}\` has to be from 0 to ${greatestPage}.`);
    }
  }
  return {
    direction: typeof last === 'number' ? 'BACKWARD' : 'FORWARD',
    size: last ?? first ?? usualPage,
    after: after ?? null,
    before: before ?? null,
  };
}

/** One page of a list, with a count that costs nothing until it is asked for. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** What a connection type is made of. */
export interface ConnectionShape<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** Makes the edge and connection types of a node type. `plural` says what the list holds, for the description. */
export function connectionType<Node extends object>(
  node: ClassType<Node>,
  name: string,
  plural: string,
): ClassType<ConnectionShape<Node>> {
  @ObjectType(`${name}Edge`, { description: `One of ${plural} with its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(() => CursorScalar, { description: 'The place of the item in this list and order.' })
    cursor: string;

    @Field(() => node, { description: 'The item.' })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges: Edge[];

    @Field(() => [node], { description: 'The items without their cursors.' })
    get nodes(): Node[] {
      return this.edges.map((edge) => edge.node);
    }

    @Field(() => PageInfo, { description: 'Where the page lies in the list.' })
    pageInfo: PageInfo;

    @Field(() => Int, {
      description: 'How many items the viewer may see in the whole list under the same filter. Counted when selected.',
    })
    totalCount: number | (() => Promise<number>);
  }
  return Connection as unknown as ClassType<ConnectionShape<Node>>;
}

/** Turns a page into the value that a connection type resolves from. */
export function toConnection<Row>(page: Page<Row>): ConnectionShape<Row> {
  return { ...page, nodes: page.edges.map((edge) => edge.node) };
}

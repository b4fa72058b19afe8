import { type GraphQLSchema, isObjectType } from 'graphql';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { ObjectTypeClass } from '../abstract-types.js';
import type { ViewerDependence } from '../depends-on.js';
import type { Page } from './page.js';
import { CursorScalar } from '../scalars.js';

/** Where a page stands in its list. */
@ObjectType('PageInfo', { description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow after this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items lie before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => CursorScalar, { nullable: true, description: 'The cursor of the first item; null for an empty page.' })
  readonly startCursor!: string | null;

  @Field(() => CursorScalar, { nullable: true, description: 'The cursor of the last item; null for an empty page.' })
  readonly endCursor!: string | null;
}

/** The arguments of every connection, for `@Args()`. */
@ArgsType()
export class ConnectionArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'So many items from the start, at most 100. 20 when neither `first` nor `last` is given.',
  })
  readonly first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only items after this cursor.' })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: 'So many items from the end, at most 100. Not with `first`.' })
  readonly last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only items before this cursor.' })
  readonly before?: string | null;
}

/** An item of a list with its place. */
export interface EdgeValue<T> {
  readonly node: T;
  readonly cursor: string;
}

/** What a resolver of a connection gives. The count is a function, so that it costs nothing unless it is selected. */
export interface ConnectionValue<T> {
  readonly edges: readonly EdgeValue<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => number | Promise<number>;
}

/** Makes the value of a connection of a page. */
export function connectionOf<T>(page: Page<T>, totalCount: () => number | Promise<number>): ConnectionValue<T> {
  return {
    edges: page.rows.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' })),
    nodes: page.rows,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
    totalCount,
  };
}

/**
 * Gives the count of every connection a resolver of its own, which calls the function that counts. To be called once,
 * on the schema when it is built.
 */
export function resolveTotals(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const total = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().totalCount : undefined;
    if (total) {
      total.resolve = (connection: ConnectionValue<unknown>) => connection.totalCount();
      // What it counts was decided by the field that gave the connection.
      total.extensions = { ...total.extensions, dependsOn: 'NOBODY' satisfies ViewerDependence };
    }
  }
  return schema;
}

/**
 * Makes the types `<name>Edge` and `<name>Connection` of an object type. To be called once for each name.
 * @param options.name the name of the type, such as `Council`, or of the relation where edges differ
 */
export function connectionTypes<T extends object>(nodeType: ObjectTypeClass<T>, options: { readonly name: string }) {
  const { name } = options;

  @ObjectType(`${name}Edge`, { description: `An item of a list of ${name} with its place.`, simpleResolvers: true })
  class Edge {
    @Field(() => CursorScalar, { description: 'The place of the item in the list, for `after` and `before`.' })
    readonly cursor!: string;

    @Field(() => nodeType, { description: 'The item.' })
    readonly node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'The items of the page with their places.' })
    readonly edges!: readonly Edge[];

    @Field(() => [nodeType], { description: 'The items of the page.' })
    readonly nodes!: readonly object[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: 'The items of the whole list that the viewer may see. Counted when selected.' })
    readonly totalCount!: number;
  }

  return { Edge, Connection };
}

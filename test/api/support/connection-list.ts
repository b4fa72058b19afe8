import { expect } from 'vitest';
import type { TestClient } from '../../support/client.js';
import type { ConnectionField } from './connections.js';

/** A page as a client reads it. */
export interface ReadPage {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The four arguments of a connection. */
export interface AskedPage {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export type Direction = 'FORWARD' | 'BACKWARD';

/** An item as it is answered: by its own id, or by that of the person whom it is about. */
type ToldNode = { readonly id: string } | { readonly person: { readonly id: string } };

interface ToldPage extends Omit<ReadPage, 'nodes' | 'edges'> {
  readonly nodes: readonly ToldNode[];
  readonly edges: readonly { readonly cursor: string; readonly node: ToldNode }[];
}

interface Told {
  readonly data?: { readonly list?: ToldPage; readonly node?: { readonly list?: ToldPage } | null } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown; readonly argumentPath?: unknown } }[];
}

/** The ids of a page in their order. */
export const idsOf = (page: ReadPage): string[] => page.nodes.map(({ id }) => id);

const identified = (node: ToldNode): { readonly id: string } => ('person' in node ? node.person : node);

/** Holds for every page: nodes, edges and page information tell the same. */
function expectSound({ nodes, edges, pageInfo }: ReadPage): void {
  expect(edges.map(({ node }) => node)).toEqual(nodes);
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
}

/** A list as one viewer asks for it, under one filter. */
export class ConnectionList {
  constructor(
    private readonly field: ConnectionField,
    private readonly client: TestClient,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** What the server refuses: the code and the argument of the fault. Null when it answers. */
  async refusal(asked: AskedPage): Promise<{ readonly code: unknown; readonly argument: unknown } | null> {
    const { errors } = await this.#send(asked);
    const extensions = errors?.[0]?.extensions;
    return errors ? { code: extensions?.code, argument: extensions?.argumentPath } : null;
  }

  /** A page, held to what every page has to be. Throws when the server refuses it. */
  async page(asked: AskedPage): Promise<ReadPage> {
    const { data, errors } = await this.#send(asked);
    const told = this.field.owner === null ? data?.list : data?.node?.list;
    if (!told || errors) {
      throw new Error(`${JSON.stringify({ ...this.variables, ...asked })}: ${JSON.stringify(errors ?? data)}`);
    }
    const list: ReadPage = {
      ...told,
      nodes: told.nodes.map(identified),
      edges: told.edges.map(({ cursor, node }) => ({ cursor, node: identified(node) })),
    };
    expectSound(list);
    return list;
  }

  /** All pages from one end to the other, in the order in which they were read. `between` runs after each but the last. */
  async pages(direction: Direction, size: number, between: () => Promise<void> = async () => {}): Promise<ReadPage[]> {
    const read: ReadPage[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page: ReadPage = await this.page(
        direction === 'FORWARD' ? { first: size, after: cursor } : { last: size, before: cursor },
      );
      read.push(page);
      more = direction === 'FORWARD' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
      cursor = direction === 'FORWARD' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
      if (more) {
        if (cursor === null || read.length > 1_000) {
          throw new Error(`The pages do not end: ${JSON.stringify(page)}`);
        }
        await between();
      }
    }
    return read;
  }

  /** The whole list, by the largest pages. */
  async whole(): Promise<readonly ReadPage['edges'][number][]> {
    return (await this.pages('FORWARD', 100)).flatMap(({ edges }) => edges);
  }

  /** What stands before and after a cursor, with the row between them that it was taken at, where that is in the list. */
  async cut(cursor: string) {
    const whole = (await this.whole()).map(({ node }) => node.id);
    const before = idsOf(await this.page({ last: 100, before: cursor }));
    const after = idsOf(await this.page({ first: 100, after: cursor }));
    const between = whole.slice(before.length, whole.length - after.length);
    return { whole, joined: [...before, ...between, ...after], isOnePlace: between.length <= 1 };
  }

  async #send(asked: AskedPage): Promise<Told> {
    const response = await this.client.post({
      query: this.field.document,
      variables: { ...this.variables, ...asked },
    });
    const told = (await response.json()) as Told;
    if (response.status >= 500 || told.errors?.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR')) {
      throw new Error(`The server failed at ${JSON.stringify({ ...this.variables, ...asked })}: ${JSON.stringify(told)}`);
    }
    return told;
  }
}

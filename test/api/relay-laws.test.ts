import * as fc from 'fast-check';
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest';
import { singleFilters } from './support/argument-arbitraries.js';
import { type AskedPage, type Direction, idsOf } from './support/connection-list.js';
import { ConnectionWorld, holds, known } from './support/connection-world.js';
import { connectionFields } from './support/connections.js';
import { distortionsOf, forgeriesOf, nonsense, spellingsOf } from './support/hostile-cursors.js';
import { hostileValues } from './support/hostile-values.js';

let world: ConnectionWorld;

beforeAll(async () => {
  world = await ConnectionWorld.open();
});

afterAll(() => world?.close());

const directions = fc.constantFrom<Direction>('FORWARD', 'BACKWARD');
const sizes = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100 }));
const sides = fc.constantFrom('after', 'before');

it('the laws are held of every connection of the schema', () => {
  expect(connectionFields.map(({ name }) => name).toSorted()).toEqual(Object.keys(known).toSorted());
  // A connection that can be ordered by its client has another law: a cursor of one order is refused in the others.
  expect(connectionFields.flatMap(({ filters }) => filters.map(({ name }) => name)).filter((name) => name !== 'where')).toEqual([]);
});

describe.each(connectionFields)('$name', (field) => {
  it('is the same list whatever its pages, from either end', async () => {
    const lengths: number[] = [];
    await holds(
      fc.asyncProperty(world.listsOf(field), directions, sizes, async (list, direction, size) => {
        const whole = (await list.whole()).map(({ node }) => node.id);
        lengths.push(whole.length);
        expect(new Set(whole).size).toBe(whole.length);
        const pages = await list.pages(direction, size);
        const joined = (direction === 'FORWARD' ? pages : pages.toReversed()).flatMap(idsOf);
        expect(joined).toEqual(whole);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(whole.length / size)));
        expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([whole.length]));
      }),
      30,
    );
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(known[field.name]?.rows ?? Infinity);
  });

  it('is narrowed by each filter, and not by one that is null', async () => {
    const whole = await world.listOf(field).whole();
    for (const { given, choices } of singleFilters(field.filters, world.samples)) {
      const read = (value: unknown) => world.listOf(field, given(value)).whole();
      expect(await read(null)).toEqual(whole);
      const lengths = await Promise.all(choices.map(async (choice) => (await read(choice)).length));
      expect(new Set(lengths).size).toBeGreaterThan(1);
    }
  });

  it('answers or refuses whatever a filter is given', async () => {
    const codes = ['none', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'];
    for (const { given } of singleFilters(field.filters, world.samples)) {
      for (const [, value] of hostileValues) {
        const told = await world.listOf(field, given(value)).refusal({ first: 1 });
        expect(codes).toContain(told?.code ?? 'none');
      }
    }
  });

  it('tells of any page between any cursors where it stands', async () => {
    const places = fc.option(fc.nat({ max: 99 }));
    const limits = fc.option(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 100 })));
    await holds(
      fc.asyncProperty(world.listsOf(field), directions, limits, places, places, async (list, direction, limit, from, to) => {
        const whole = await list.whole();
        const placeOf = (place: number | null) => (place === null || whole.length === 0 ? null : place % whole.length);
        const [after, before] = [placeOf(from), placeOf(to)];
        const isForward = direction === 'FORWARD' || limit === null;
        const page = await list.page({
          ...(isForward ? { first: limit } : { last: limit }),
          after: after === null ? null : (whole[after]?.cursor ?? null),
          before: before === null ? null : (whole[before]?.cursor ?? null),
        });
        const [low, high] = [after === null ? 0 : after + 1, before ?? whole.length];
        const start = isForward ? low : Math.max(low, high - (limit ?? 20));
        const end = isForward ? Math.min(high, low + (limit ?? 20)) : high;
        expect(page.edges).toEqual(whole.slice(start, end));
        expect(page.totalCount).toBe(whole.length);
        expect(page.pageInfo).toMatchObject({ hasNextPage: end < whole.length, hasPreviousPage: start > 0 });
      }),
      30,
    );
  });

  it('is cut in two by a cursor that was taken in another list of the same order', async () => {
    await holds(
      fc.asyncProperty(world.listsOf(field), world.listsOf(field), fc.nat({ max: 99 }), async (one, other, place) => {
        const rows = await one.whole();
        const cursor = rows[place % Math.max(1, rows.length)]?.cursor;
        const cut = cursor ? await other.cut(cursor) : null;
        expect(cut?.joined).toEqual(cut?.whole);
        expect(cut?.isOnePlace).not.toBe(false);
      }),
      15,
    );
  });

  it('refuses cursors of other orders, other spellings of its own, and whatever is no cursor', async () => {
    const list = world.listOf(field);
    for (const other of connectionFields) {
      const [edge] = (await world.listOf(other).page({ first: 1 })).edges;
      assert(edge);
      const refusable = other.name === field.name ? spellingsOf(edge.cursor) : [edge.cursor];
      for (const [cursor, side] of refusable.flatMap((each) => [[each, 'after'] as const, [each, 'before'] as const])) {
        expect(await list.refusal({ first: 1, [side]: cursor })).toEqual({ code: 'BAD_USER_INPUT', argument: [side] });
      }
    }
    await holds(
      fc.asyncProperty(nonsense, sides, async (cursor, side) => {
        expect(await list.refusal({ first: 1, [side]: cursor })).toMatchObject({ code: 'BAD_USER_INPUT' });
      }),
      30,
    );
  });

  it('refuses forged cursors, or is cut in two by them', async () => {
    const list = world.listOf(field);
    const cursor = (await list.page({ first: 1 })).edges[0]?.cursor;
    assert(cursor);
    let refused = 0;
    const expectLaw = async (forgery: string, side: string): Promise<void> => {
      const fault = { code: 'BAD_USER_INPUT', argument: [side] };
      const told = await list.refusal({ first: 1, [side]: forgery });
      const cut = told ? null : await list.cut(forgery);
      refused += told ? 1 : 0;
      expect(told ?? fault).toEqual(fault);
      expect(cut?.joined).toEqual(cut?.whole);
      expect(cut?.isOnePlace).not.toBe(false);
    };
    for (const forgery of forgeriesOf(cursor)) {
      await expectLaw(forgery, 'after');
    }
    await holds(fc.asyncProperty(distortionsOf(cursor), sides, expectLaw), 40);
    expect(refused).toBeGreaterThan(0);
  });

  it('refuses pages of no size', async () => {
    const bad: readonly AskedPage[] = [{ first: -1 }, { last: -1 }, { first: 101 }, { last: 101 }, { first: 1, last: 1 }];
    for (const asked of bad) {
      expect(await world.listOf(field).refusal(asked)).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});

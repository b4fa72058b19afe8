import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeNodeId } from '../../src/relay/nodes/node-id.js';
import { rowCounter } from '../api/support/row-counts.js';
import { policyMatrix } from './policy-matrix.js';
import { type PreparedState, prepareState } from './prepared-state.js';
import { nodesAbout } from './query-nodes.js';
import { forEachViewer, spread } from './viewers.js';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));

let state: PreparedState;
let count: () => Promise<Readonly<Record<string, number>>>;
let before: Readonly<Record<string, number>>;

beforeAll(async () => {
  state = await prepareState();
  count = await rowCounter(state.running.test.database);
  before = await count();
});

afterAll(() => state?.running.close());

describe.each(Object.entries(policyMatrix))('%s', (type, rows) => {
  it('has a row for every root field, and no other', () => {
    const object = schema.getType(type);
    const fields = object && 'getFields' in object ? Object.keys(object.getFields()) : [];
    expect(fields.length).toBeGreaterThan(0);
    expect([...new Set(rows.map(({ field }) => field))].toSorted()).toEqual(fields.toSorted());
  });

  it.each(rows)('$field $about', async (row) => {
    expect(await forEachViewer((viewer) => row.ask(state, viewer))).toEqual(spread(row.cells));
  });
});

describe('viewerCan...', () => {
  const rows = policyMatrix.Mutation.flatMap((row) => (row.permission ? [{ ...row, permission: row.permission }] : []));

  it.each(rows)('tells beforehand what $field $about answers', async ({ cells, permission }) => {
    const answers = spread(cells);
    const told = await forEachViewer(async (viewer) => {
      const code = await permission(state, viewer);
      const isHidden = code === null && ['NOT_FOUND', 'UNAUTHENTICATED'].includes(answers[viewer]);
      return isHidden ? answers[viewer] : code;
    });
    expect(told).toEqual(answers);
  });
});

it('node and nodes are asked for an object of every type', () => {
  const node = schema.getType('Node');
  const types = node && 'resolveType' in node ? schema.getPossibleTypes(node as never).map(({ name }) => name) : [];
  const asked = nodesAbout(state).map((id) => decodeNodeId(id)?.type);
  expect([...new Set(asked)].toSorted()).toEqual(types.toSorted());
});

it('no cell has written anything but the end of spare sessions', async () => {
  const after = await count();
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed.filter((table) => !/^(?:rt_|ledger)/.test(table))).toEqual([]);
});

import { decodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { ViewerName } from './viewers.js';

/** What a viewer sees under a word: ids or other values that no two objects share. */
export type Keys = (state: PreparedState, viewer: ViewerName) => readonly string[];

/** All the values of a group of ids. */
export const all = (ids: object): readonly string[] => Object.values(ids) as string[];

/** Every value in an answer, however deep. */
export function leaves(value: unknown): string[] {
  if (typeof value !== 'object') {
    return [String(value)];
  }
  return value === null ? [] : Object.values(value).flatMap(leaves);
}

const sorted = (keys: readonly string[]): string => keys.toSorted().join(' ');

/** The word whose keys are those that were seen; when there is none, the types of what was seen, for the report. */
function wordOf(
  seen: readonly string[],
  parts: Readonly<Record<string, Keys>>,
  state: PreparedState,
  viewer: ViewerName,
): string {
  const word = Object.keys(parts).find((part) => sorted(parts[part]?.(state, viewer) ?? []) === sorted(seen));
  return word ?? `other: ${sorted(seen.map((key) => decodeNodeId(key)?.type ?? key))}`;
}

async function read(
  { clients }: PreparedState,
  viewer: ViewerName,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const answer = await clients[viewer].send<unknown>(text, variables);
  return answer.errors ? answer.errors.map(({ extensions }) => String(extensions?.code)) : leaves(answer.data);
}

/** What a query's row says. */
export interface QueryRow extends Pick<Row, 'cells'> {
  readonly about?: string;
  /** What is seen under each word of the cells. */
  readonly parts: Readonly<Record<string, Keys>>;
}

/** A row of a field that is asked once. The selection holds nothing but keys. */
export function query(
  field: string,
  { parts, ...row }: QueryRow,
  text: string,
  variables: (state: PreparedState, viewer: ViewerName) => Readonly<Record<string, unknown>> = () => ({}),
): Row {
  return {
    field,
    about: '',
    ...row,
    ask: async (state, viewer) =>
      wordOf(await read(state, viewer, text, variables(state, viewer)), parts, state, viewer),
  };
}

/** A row of a field that is asked for one object after another by `id`. */
export function byId(field: string, { parts, ...row }: QueryRow, ids: Keys): Row {
  const text = `query ($id: ID!) { ${field}(id: $id) { id } }`;
  return {
    field,
    about: '',
    ...row,
    ask: async (state, viewer) => {
      const seen = await Promise.all(ids(state, viewer).map((id) => read(state, viewer, text, { id })));
      return wordOf(seen.flat(), parts, state, viewer);
    },
  };
}

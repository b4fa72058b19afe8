import type { PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { Cells, ViewerName } from './viewers.js';

/** What a mutation's row says. */
export interface MutationRow {
  /** Of what it is asked, where that matters. */
  readonly about?: string;
  /**
   * The refusal that waits behind the policy, so that whoever is allowed changes nothing for the other cells. Null
   * where there is none: then each viewer is given an object of one's own.
   */
  readonly behind: string | null;
  readonly cells: Cells;
  /** The type, the id and the `viewerCan...` field that tells the same beforehand. */
  readonly viewerCan?: readonly [type: string, field: string, idOf: (state: PreparedState) => string];
  /** The type and the id of what has it among its `nextSteps`, which tell the same beforehand. */
  readonly nextStep?: readonly [type: string, idOf: (state: PreparedState) => string];
  readonly input: (state: PreparedState, viewer: ViewerName) => Readonly<Record<string, unknown>>;
}

interface Told {
  readonly errors: readonly { readonly code: string }[];
}

/** Makes a row of Mutation. */
export function mutation(field: string, row: MutationRow): Row {
  const { about = '', behind, cells, viewerCan, nextStep, input } = row;
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return {
    field,
    about,
    cells,
    ...(viewerCan ? { permission: permission(viewerCan) } : {}),
    ...(nextStep ? { permission: stepPermission(field, nextStep) } : {}),
    ask: async (state, viewer) => {
      const answer = await state.clients[viewer].send<Record<string, Told>>(
        `mutation ($input: ${type}Input!) { ${field}(input: $input) { errors { code } } }`,
        { input: input(state, viewer) },
      );
      if (answer.errors) {
        return `errors: ${answer.errors.map(({ message }) => message).join(' ')}`;
      }
      const codes = new Set(answer.data?.[field]?.errors.map(({ code }) => code));
      return [...codes].join(' ') === (behind ?? '') ? 'allowed' : [...codes].join(' ');
    },
  };
}

interface ToldPermission {
  readonly allowed: boolean;
  readonly code: string | null;
}

function permission([type, field, idOf]: NonNullable<MutationRow['viewerCan']>): NonNullable<Row['permission']> {
  const text = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} { allowed code } } } }`;
  return async (state, viewer) => {
    const { data } = await state.clients[viewer].send<{
      node: Record<string, ToldPermission> | null;
    }>(text, { id: idOf(state) });
    const told = data?.node?.[field];
    return told ? (told.allowed ? 'allowed' : told.code) : null;
  };
}

function stepPermission(mutationName: string, [type, idOf]: NonNullable<MutationRow['nextStep']>): NonNullable<Row['permission']> {
  const text = `query ($id: ID!) { node(id: $id) { ... on ${type} { nextSteps { mutation viewerCanTake { allowed code } } } } }`;
  return async (state, viewer) => {
    const { data } = await state.clients[viewer].send<{
      node: { readonly nextSteps: readonly { readonly mutation: string; readonly viewerCanTake: ToldPermission }[] } | null;
    }>(text, { id: idOf(state) });
    const told = data?.node?.nextSteps.find((step) => step.mutation === mutationName);
    return told ? (told.viewerCanTake.allowed ? 'allowed' : told.viewerCanTake.code) : null;
  };
}

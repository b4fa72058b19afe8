import type { GraphQLFormattedError, OperationTypeNode } from 'graphql';

/** One operation, for whoever measures; its names and variables are nobody's business there. */
export interface MeasuredOperation {
  /** `unread` when it was refused before it could be told. */
  readonly kind: `${OperationTypeNode}` | 'unread';
  /** `OK`, or the code of the first error. */
  readonly outcome: string;
  /** How long it took, a subscription until it was set up; null when it was not executed. */
  readonly milliseconds: number | null;
}

/** Port: is told of every operation. May neither throw nor wait. */
export type MeasureOperation = (operation: MeasuredOperation) => void;

/** The outcome of an answer with these errors. */
export function outcomeOf(errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined): string {
  const [first] = errors ?? [];
  return first ? String(first.extensions?.code ?? 'INTERNAL_SERVER_ERROR') : 'OK';
}

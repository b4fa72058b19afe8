import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AdmittedOperation } from './operation.js';

/** Numbers for documents: the same text is one document as long as the cache of documents holds it. */
const numbers = new WeakMap<DocumentNode, number>();
let last = 0;

function numberOf(document: DocumentNode): number {
  const number = numbers.get(document) ?? (last += 1);
  numbers.set(document, number);
  return number;
}

/**
 * What makes two operations on a stream equal, but for the audience: document, name, variables without the cursor, and
 * language; and the viewer, where anything in the answer depends on who asks.
 */
export function operationKey({ request, document }: AdmittedOperation, _schema: GraphQLSchema): string {
  const { after: _after, ...variables } = request.variables;
  return JSON.stringify([numberOf(document), request.operationName, variables, request.locale, request.principal]);
}

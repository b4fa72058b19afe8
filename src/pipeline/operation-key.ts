import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AdmittedOperation } from './operation.js';
import { sharingOf } from './viewer-dependence.js';

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
export function operationKey({ request, document, operation }: AdmittedOperation, schema: GraphQLSchema): string {
  const { dependsOn, cursorVariable } = sharingOf(schema, document, operation);
  const variables = Object.entries(request.variables).filter(([name]) => name !== cursorVariable);
  const viewer = dependsOn === 'VIEWER' ? request.principal : null;
  return JSON.stringify([numberOf(document), request.operationName, variables, request.locale, viewer]);
}

import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AdmittedOperation } from './operation.js';
import { type Sharing, sharingOf } from './viewer-dependence.js';

/** Numbers for documents: the same text is one document as long as the cache of documents holds it. */
const numbers = new WeakMap<DocumentNode, number>();
let last = 0;

function numberOf(document: DocumentNode): number {
  const number = numbers.get(document) ?? (last += 1);
  numbers.set(document, number);
  return number;
}

function keyOf(
  { request, document }: AdmittedOperation,
  { dependsOn }: Sharing,
  isMeant: (variable: string) => boolean,
): string {
  const variables = Object.entries(request.variables).filter(([name]) => isMeant(name));
  const viewer = dependsOn === 'VIEWER' ? request.principal : null;
  return JSON.stringify([numberOf(document), request.operationName, variables, request.locale, viewer]);
}

/**
 * What makes two operations on a stream equal, but for the audience: document, name, variables without the cursor, and
 * language; and the viewer, where anything in the answer depends on who asks.
 */
export function operationKey(admitted: AdmittedOperation, schema: GraphQLSchema): string {
  const sharing = sharingOf(schema, admitted.document, admitted.operation);
  return keyOf(admitted, sharing, (name) => name !== sharing.cursorVariable);
}

/**
 * What makes two operations show the same of a value that both were given, whatever they asked its source for. Null where
 * anything in the answer depends on who asks: nothing is shared then.
 */
export function selectionKey(admitted: AdmittedOperation, schema: GraphQLSchema): string | null {
  const sharing = sharingOf(schema, admitted.document, admitted.operation);
  return sharing.dependsOn === 'VIEWER'
    ? null
    : keyOf(admitted, sharing, (name) => !sharing.sourceVariables.includes(name));
}

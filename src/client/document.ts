import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { type DocumentNode, print } from 'graphql';

/**
 * An operation with the types of its data and variables: what GraphQL Code Generator makes (`TypedDocumentNode`, or the
 * `TypedDocumentString` of its `documentMode: 'string'`), or a text through `typed`.
 */
export type TypedDocument<Data, Variables> = DocumentTypeDecoration<Data, Variables> & UntypedDocument;

/** An operation, parsed or as a text object. */
type UntypedDocument = DocumentNode | { valueOf(): string };

/** The variables of an operation as an argument; to be left out where none of them is needed. */
export type VariablesArgument<Variables> =
  Record<never, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** Gives the text of an operation its types, for programs that generate none. */
export function typed<Data, Variables = Record<never, never>>(text: string): TypedDocument<Data, Variables> {
  return new String(text);
}

/** The text of an operation. */
export function textOf(document: UntypedDocument): string {
  return 'kind' in document ? print(document) : document.valueOf();
}

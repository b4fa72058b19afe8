import { type ExecutionResult, type FieldNode, type GraphQLSchema, Kind, TypeInfo, type ValueNode, visit, visitWithTypeInfo } from 'graphql';
import { hasChange, type LastingFields } from '../relay/lasting-fields.js';
import type { AdmittedOperation } from './operation.js';

/**
 * Whether the answer to an operation may be kept for ever: asked by GET, by nobody in particular, for nothing but fields that
 * last, and whole. What is not there today may be there tomorrow, so every root field has to have been found.
 */
export function isLastingAnswer(
  schema: GraphQLSchema,
  lasting: LastingFields,
  admitted: AdmittedOperation,
  { data, errors }: ExecutionResult,
): boolean {
  const { carries, principal, contextValue } = admitted.request;
  const isWhole = errors === undefined && Object.values(data ?? { nothing: null }).every((value) => value !== null);
  return carries === 'QUERIES' && principal === null && isWhole && !hasChange(contextValue) && asksForLasting(schema, lasting, admitted);
}

/** Whether all that stands in a document lasts, whatever its directives may leave out. */
function asksForLasting(schema: GraphQLSchema, lasting: LastingFields, admitted: AdmittedOperation): boolean {
  const types = new TypeInfo(schema);
  const lasts = (node: FieldNode): boolean => {
    const known = lasting[types.getParentType()?.name ?? ''];
    const isTold = types.getFieldDef()?.args.some(({ name }) => name === 'locale') ?? false;
    const locale = node.arguments?.find(({ name }) => name.value === 'locale')?.value;
    return (known === 'ALL' || (known?.includes(node.name.value) ?? false)) && (!isTold || isGiven(locale, admitted));
  };
  let all = true;
  const check = (node: FieldNode): void => {
    all &&= node.name.value === '__typename' || lasts(node);
  };
  visit(admitted.document, visitWithTypeInfo(types, { Field: { enter: check } }));
  return all;
}

/** Whether an argument has a value, its own or that of its variable. */
function isGiven(value: ValueNode | undefined, admitted: AdmittedOperation): boolean {
  if (value?.kind !== Kind.VARIABLE) {
    return value !== undefined && value.kind !== Kind.NULL;
  }
  const name = value.name.value;
  const definition = admitted.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const given = admitted.request.variables[name];
  return given === undefined ? isGiven(definition?.defaultValue, admitted) : given !== null;
}

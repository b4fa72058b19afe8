import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getNamedType,
  GraphQLError,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** How often a query is executed as it is before a function is made of it. */
const usesBefore = 3;

/** What is known of an operation: how often it came, then its function, or null where none can be made. */
type Known = { uses: number; compiled?: CompiledQuery | null };

/**
 * Executes operations; queries that come again and again by a function that graphql-jit makes of them, which saves most
 * of what graphql-js spends on each field. Everything else goes to graphql-js: mutations, what comes rarely, questions
 * for the schema, and queries with input objects among their variables, whose default values graphql-jit overlooks.
 */
export class OperationExecutor {
  /** By operation, which stands in the document cache: what leaves that one leaves this one, too. */
  readonly #known = new WeakMap<OperationDefinitionNode, Known>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Executes one operation; never rejects for a failure of a resolver, which is an error of the result. */
  execute(args: ExecutionArgs, operation: OperationDefinitionNode): ExecutionResult | Promise<ExecutionResult> {
    const compiled = this.#compiled(args.document, operation);
    if (!compiled) {
      return execute(args) as ExecutionResult | Promise<ExecutionResult>;
    }
    const result = compiled.query(args.rootValue, args.contextValue, args.variableValues ?? {}) as
      | ExecutionResult
      | Promise<ExecutionResult>;
    return 'then' in result ? result.then(likeGraphql) : likeGraphql(result);
  }

  #compiled(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const known: Known = this.#known.get(operation) ?? { uses: 0 };
    this.#known.set(operation, known);
    known.uses += 1;
    if (known.uses <= usesBefore) {
      return null;
    }
    if (known.compiled === undefined) {
      known.compiled = this.#isFit(document, operation) ? this.#compile(document, operation) : null;
    }
    return known.compiled;
  }

  #compile(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const compiled = compileQuery(this.schema, document, operation.name?.value ?? '');
    return isCompiledQuery(compiled) ? compiled : null;
  }

  #isFit(document: DocumentNode, { operation, variableDefinitions = [] }: OperationDefinitionNode): boolean {
    const takesObjects = variableDefinitions.some(({ type }) => {
      const known = typeFromAST(this.schema, type as never);
      return known !== undefined && isInputObjectType(getNamedType(known));
    });
    return operation === 'query' && !takesObjects && !asksForSchema(document);
  }
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      asks ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return asks;
}

/** graphql-jit's errors are not of graphql's class and lack extensions: those who mask and log them need both. */
function likeGraphql(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(located) } : result;
}

function located(error: GraphQLError): GraphQLError {
  const original = error.originalError;
  const made = new GraphQLError(error.message, {
    path: error.path ?? null,
    // As in graphql-js: whatever went wrong in execution has a cause, and what has none was refused before.
    originalError: original ?? error,
    extensions: { ...(original as { readonly extensions?: object } | undefined)?.extensions, ...error.extensions },
  });
  Object.defineProperty(made, 'locations', { value: error.locations, enumerable: true });
  return made;
}

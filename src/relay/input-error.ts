import type { MessageKey } from '../language/index.js';
import { CatalogueError } from './catalogue-error.js';

/**
 * A fault in the arguments of a field: `errors[]` with code `BAD_USER_INPUT` and the path to the argument in
 * `extensions.argumentPath`. Faults in the input of a mutation are data instead (`UserError`).
 */
export function badUserInput(
  argumentPath: readonly string[],
  key: MessageKey,
  parameters: Readonly<Record<string, string | number>> = {},
): CatalogueError {
  return new CatalogueError('BAD_USER_INPUT', { key, parameters, extensions: { argumentPath } });
}

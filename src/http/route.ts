import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestMeta } from './context.js';

/** A request on its way to a route. */
export interface RouteRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly meta: RequestMeta;
  /** The parts of the path that stand at `:name`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Port: a path that answers something other than GraphQL. The handler writes the answer itself, or streams it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `/files/:ticket`. */
  readonly path: string;
  readonly handle: (route: RouteRequest) => void | Promise<void>;
}

/** The route of a request, which methods its path takes instead, or that nothing is there. */
export type RouteMatch =
  | { readonly route: Route; readonly parameters: Readonly<Record<string, string>> }
  | { readonly allow: readonly string[] };

function parametersOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') {
      parameters[part.slice(1)] = value;
    } else if (part !== value) {
      return null;
    }
  }
  return parameters;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Finds the route of a method and path. HEAD is answered by GET; an empty `allow` means that nothing is there. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const allow = new Set<string>();
  for (const route of routes) {
    const raw = parametersOf(route.path, path);
    const entries = Object.entries(raw ?? {}).map(([name, value]) => [name, decoded(value)] as const);
    if (!raw || entries.some(([, value]) => value === null)) {
      continue;
    }
    if (route.method === method || (route.method === 'GET' && method === 'HEAD')) {
      return { route, parameters: Object.fromEntries(entries) as Record<string, string> };
    }
    allow.add(route.method);
    if (route.method === 'GET') {
      allow.add('HEAD');
    }
  }
  return { allow: [...allow] };
}

/** What an authorization says: nothing, a token, or something that is no bearer token. */
export type Bearer = { readonly token: string | null } | { readonly malformed: true };

/** Reads `Bearer <token>` (RFC 6750), from a header or from the payload of `connection_init`. */
export function bearerOf(authorization: unknown): Bearer {
  if (authorization === undefined || authorization === null) {
    return { token: null };
  }
  const match = typeof authorization === 'string' ? /^Bearer +([\w.~+/-]{1,4096}=*)$/i.exec(authorization) : null;
  return match?.[1] ? { token: match[1] } : { malformed: true };
}

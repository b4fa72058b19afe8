/** Gives the token of the session; null for the public. Asked again for each request and connection. */
export type Token = string | null | (() => string | null | Promise<string | null>);

/** Extends the session that ends at the given time (RFC 3339). */
export type Refresh = (expiresAt: string) => unknown;

/** Who the client is for the server, and in which language it wants to be answered. */
export class Session {
  /** The end that was last told; several streams tell the same one. */
  #toldEnd: string | null = null;

  constructor(
    private readonly token: Token,
    private readonly locale: string | null,
    private readonly refresh: Refresh | null,
  ) {}

  /** The headers of a request. Throws what the function that gives the token throws. */
  async headers(): Promise<Record<string, string>> {
    const authorization = await this.#authorization();
    return {
      ...(this.locale ? { 'accept-language': this.locale } : {}),
      ...(authorization ? { authorization } : {}),
    };
  }

  /** The payload of `connection_init`. Throws what the function that gives the token throws. */
  async connectionParameters(): Promise<Record<string, string>> {
    const authorization = await this.#authorization();
    return { ...(this.locale ? { locale: this.locale } : {}), ...(authorization ? { authorization } : {}) };
  }

  /** The server says when the session ends: it is extended, once for each end. A failure shows when it has ended. */
  expiring(at: string): void {
    if (this.refresh && at !== this.#toldEnd) {
      this.#toldEnd = at;
      const { refresh } = this;
      void (async () => refresh(at))().catch(() => (this.#toldEnd = null));
    }
  }

  async #authorization(): Promise<string | null> {
    const token = typeof this.token === 'function' ? await this.token() : this.token;
    return token === null ? null : `Bearer ${token}`;
  }
}

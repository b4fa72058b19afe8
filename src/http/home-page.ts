import { hash } from 'node:crypto';
import { answer } from './answer.js';
import type { Route } from './route.js';
import { securityHeaders } from './security-headers.js';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem;color:#1d2733}
code{background:#eef1f4;padding:.1em .3em;border-radius:3px}dt{font-weight:600;margin-top:1rem}`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kengash</title>
<style>${style}</style>
<h1>Kengash</h1>
<p>A GraphQL API with real-time collaboration for anti-corruption councils.</p>
<dl>
<dt><code>POST /graphql</code></dt>
<dd>Queries and mutations: JSON with <code>query</code>, <code>variables</code>, <code>operationName</code>.</dd>
<dt><code>GET /graphql?query=...</code></dt>
<dd>Queries, with <code>query</code>, <code>variables</code>, <code>operationName</code> in the address.</dd>
<dt><code>WebSocket /graphql</code></dt>
<dd>All operations, with the subprotocol <code>graphql-transport-ws</code>.</dd>
<dt><code>POST /graphql/stream</code>, <code>GET /graphql/stream?query=...</code></dt>
<dd>Streams as Server-Sent Events, where WebSockets are blocked; <code>Last-Event-ID</code> resumes.</dd>
<dt><code>GET /livez</code>, <code>GET /readyz</code></dt>
<dd>Whether the process lives, and whether it can serve.</dd>
</dl>
</html>
`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': `${securityHeaders['content-security-policy']}; style-src 'sha256-${hash('sha256', style, 'base64')}'`,
};

/** A page that names the addresses of the server. */
export const homePage: Route = {
  method: 'GET',
  path: '/',
  handle: ({ response }) => answer(response, 200, headers, page),
};

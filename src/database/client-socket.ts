import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** Breaks the connection of a client, whatever it waits for: pg itself only ever asks the server to end it. */
export function breakConnection(client: PoolClient): void {
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
}

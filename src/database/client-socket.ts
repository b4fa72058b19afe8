import type { Socket } from 'node:net';
import type { ClientBase } from 'pg';

/** Breaks the connection of a client, whatever it waits for: pg itself only ever asks the server to end it. */
export function breakConnection(client: ClientBase): void {
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
}

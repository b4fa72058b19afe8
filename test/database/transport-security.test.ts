import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createOrm, readDatabase } from '../../src/database/orm.js';
import { entities } from '../../src/entities.js';

/** The first bytes that a client sends, as the code of its message: 80877103 asks for TLS, 196608 is a plain start. */
async function firstMessage(parameters: string): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const told = once(server, 'connection').then(async ([socket]) => {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return bytes.readInt32BE(4);
  });
  const orm = await createOrm({ connection: { url: `postgres://kengash@127.0.0.1:${port}/kengash${parameters}` }, entities });
  await readDatabase(orm).selectFrom('council').select('id').execute().catch(() => []);
  const code = await told;
  await orm.close(true);
  server.close();
  return code;
}

it('an address that asks for TLS gets it, and is never served in the clear', async () => {
  expect(await firstMessage('?sslmode=require')).toBe(80_877_103);
  expect(await firstMessage('?sslmode=verify-full')).toBe(80_877_103);
  expect(await firstMessage('?sslmode=disable')).toBe(196_608);
  expect(await firstMessage('')).toBe(196_608);
});

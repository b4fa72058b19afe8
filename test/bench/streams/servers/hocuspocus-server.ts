// Hocuspocus with one document and nothing that stores it; each event is an edit that the server makes itself.
import { importFrom } from '../../support/packages.js';
import { publishOnOrder } from './publishing.js';

/** As much of a Hocuspocus server as is used here. */
interface HocuspocusServer {
  readonly address: { readonly port: number };
  readonly hocuspocus: {
    openDirectConnection(document: string): Promise<{
      transact(change: (document: { getMap(name: string): { set(key: string, value: string): void } }) => void): Promise<void>;
    }>;
  };
  listen(): Promise<unknown>;
}

const { Server } = (await importFrom(process.env.PEERS ?? '', '@hocuspocus/server')) as {
  Server: new (configuration: object) => HocuspocusServer;
};
// The clients send nothing while they listen; the timeout would end them.
const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, stopOnSignals: false, timeout: 3_600_000 });
await server.listen();
const connection = await server.hocuspocus.openDirectConnection('events');
publishOnOrder(server.address.port, (event) => {
  void connection.transact((document) => document.getMap('events').set('last', JSON.stringify(event)));
});

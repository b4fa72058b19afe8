// The floor: ws, and one text sent to every socket.
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { publishOnOrder } from './publishing.js';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.once('listening', () => {
  publishOnOrder((server.address() as AddressInfo).port, (event) => {
    const text = JSON.stringify(event);
    for (const socket of server.clients) {
      socket.send(text);
    }
  });
});

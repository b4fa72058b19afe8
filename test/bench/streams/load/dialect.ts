import { clientFrame } from '../wire/client-frame.js';

/** How to speak to a server after the upgrade: data, because it goes to another process. */
export type DialectName =
  | { readonly kind: 'ws' }
  | { readonly kind: 'hocuspocus'; readonly document: string }
  | {
      readonly kind: 'graphql-ws';
      readonly query: string;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly parameters: Readonly<Record<string, unknown>>;
      /** A part of the message after which nothing that is published later can be missed; null: the subscription itself. */
      readonly liveAfter: string | null;
    };

/** What to do upon a message before the socket is live. */
export interface Turn {
  readonly send?: Buffer;
  readonly isLive?: boolean;
}

/** The opening of a conversation. */
export interface Dialect {
  readonly subprotocol: string | null;
  /** Sent at once after the upgrade; null where the upgrade is all that is needed. */
  readonly opening: Buffer | null;
  /** What follows on a message. */
  answer(message: Buffer): Turn;
}

const graphqlMessage = (message: object): Buffer => clientFrame(JSON.stringify(message));

function graphqlWs({ query, variables, parameters, liveAfter }: Extract<DialectName, { kind: 'graphql-ws' }>): Dialect {
  const subscribe = graphqlMessage({ id: '1', type: 'subscribe', payload: { query, variables } });
  return {
    subprotocol: 'graphql-transport-ws',
    opening: graphqlMessage({ type: 'connection_init', payload: parameters }),
    answer: (message) => {
      const text = message.toString();
      const { type } = JSON.parse(text) as { readonly type: string };
      if (type === 'connection_ack') {
        return { send: subscribe, isLive: liveAfter === null };
      }
      if (type !== 'next' || text.includes('"errors":')) {
        throw new Error(`The subscription was refused: ${text.slice(0, 500)}`);
      }
      return { isLive: liveAfter !== null && text.includes(liveAfter) };
    },
  };
}

/** Of Hocuspocus: every message begins with the document's name and what it is. */
const hocuspocusMessage = { sync: 0, auth: 2 } as const;
const authenticated = 2;
const syncStep2 = 1;

function hocuspocus(document: string): Dialect {
  // Both are short, so their lengths are one byte each, as lib0 writes them.
  const name = Buffer.from([document.length, ...Buffer.from(document)]);
  const message = (...bytes: readonly number[]): Buffer => clientFrame(Buffer.concat([name, Buffer.from(bytes)]));
  return {
    subprotocol: null,
    opening: message(hocuspocusMessage.auth, 0, 0),
    answer: (answer) => {
      const [type, step] = answer.subarray(name.length);
      if (type === hocuspocusMessage.auth && step === authenticated) {
        // Sync step 1 with the state vector of a document that is empty.
        return { send: message(hocuspocusMessage.sync, 0, 1, 0) };
      }
      return { isLive: type === hocuspocusMessage.sync && step === syncStep2 };
    },
  };
}

/** Puts a name into practice. */
export function dialectOf(name: DialectName): Dialect {
  switch (name.kind) {
    case 'ws':
      return { subprotocol: null, opening: null, answer: () => ({}) };
    case 'graphql-ws':
      return graphqlWs(name);
    case 'hocuspocus':
      return hocuspocus(name.document);
  }
}

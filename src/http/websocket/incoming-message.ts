import { MessageType, type SubscribePayload, validateMessage } from 'graphql-ws';

/** What the server has to know of a message before the protocol handles it. */
export type IncomingMessage =
  | { readonly kind: 'SUBSCRIBE'; readonly id: string; readonly payload: SubscribePayload }
  | { readonly kind: 'COMPLETE'; readonly id: string }
  /** Sound, but never said by clients: graphql-ws takes it, and then fails over it. */
  | { readonly kind: 'OF_SERVERS' }
  /** Whatever else; what is wrong with it is for the protocol to say. */
  | { readonly kind: 'OTHER' };

const saidByServers: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

/** Reads a message of graphql-transport-ws. */
export function readMessage(text: string): IncomingMessage {
  try {
    const message = validateMessage(JSON.parse(text));
    if (message.type === MessageType.Subscribe) {
      return { kind: 'SUBSCRIBE', id: message.id, payload: message.payload };
    }
    if (message.type === MessageType.Complete) {
      return { kind: 'COMPLETE', id: message.id };
    }
    return saidByServers.has(message.type) ? { kind: 'OF_SERVERS' } : { kind: 'OTHER' };
  } catch {
    return { kind: 'OTHER' };
  }
}

/**
 * The message of an operation without what it carries. graphql-ws holds the message as long as the operation runs; a
 * thousand subscribers to the same thing need not be a thousand copies of its text.
 */
export function standInFor(id: string): string {
  return JSON.stringify({ id, type: MessageType.Subscribe, payload: { query: '' } });
}

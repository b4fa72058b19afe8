/** What an opaque id stands for. */
export interface NodeReference {
  readonly type: string;
  readonly id: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The opaque global id of an object: base64url of its type and UUID. */
export function encodeNodeId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Reads a global id; null for whatever `encodeNodeId` did not write. One object has one spelling. */
export function decodeNodeId(text: string): NodeReference | null {
  if (text.length > 200 || !/^[\w-]+$/.test(text)) {
    return null;
  }
  const [type, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(':');
  if (!type || !id || rest.length > 0 || !/^[A-Z][A-Za-z]*$/.test(type) || !uuid.test(id)) {
    return null;
  }
  return encodeNodeId(type, id) === text ? { type, id } : null;
}

/** The UUID of an id of the given type; null for an id that cannot be read or is of another type. */
export function idOf(type: string, text: string): string | null {
  const reference = decodeNodeId(text);
  return reference?.type === type ? reference.id : null;
}

/** What a node id stands for: the GraphQL object type and the row's UUID. */
export interface NodeReference {
  readonly type: string;
  readonly id: string;
}

const typePattern = /^[A-Z][A-Za-z0-9]{0,63}$/;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Types that were found to be names: there are a few dozen, and hundreds of ids in an answer. */
const typeNames = new Set<string>();

function isTypeName(type: string): boolean {
  if (typeNames.has(type)) {
    return true;
  }
  const isName = typePattern.test(type);
  if (isName && typeNames.size < 1_000) {
    typeNames.add(type);
  }
  return isName;
}

/** Whether a text is a UUID in its canonical spelling: lower case, with hyphens. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/**
 * Writes the opaque id of an object: base64url of `Type:uuid`. It is no secret and no permission.
 * Throws RangeError when the type is not an object type's name or the id not a canonical UUID: a mistake in the code.
 */
export function encodeNodeId(type: string, id: string): string {
  if (!isTypeName(type) || !uuidPattern.test(id)) {
    throw new RangeError(`Not a node: ${type}:${id}`);
  }
  return Buffer.from(`${type}:${id}`, 'latin1').toString('base64url');
}

/** Reads an opaque id; null for whatever `encodeNodeId` would not have written, letter by letter. */
export function decodeNodeId(nodeId: string): NodeReference | null {
  if (nodeId.length > 160 || !/^[\w-]+$/.test(nodeId)) {
    return null;
  }
  const bytes = Buffer.from(nodeId, 'base64url');
  const [type = '', id = '', ...rest] = bytes.toString('latin1').split(':');
  // One object has one id: a spelling with stray bits at the end is not it.
  const canonical = bytes.toString('base64url') === nodeId;
  return canonical && rest.length === 0 && typePattern.test(type) && uuidPattern.test(id) ? { type, id } : null;
}

/** The UUID behind an opaque id of the expected type; null when it is malformed or of another type. */
export function decodeNodeIdOf(type: string, nodeId: string): string | null {
  const reference = decodeNodeId(nodeId);
  return reference?.type === type ? reference.id : null;
}

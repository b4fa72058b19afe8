// @ts-check
import { once } from 'node:events';
import { createKengashClient, typed } from '@kengash/client';
import { fileStores } from '@kengash/client/node';

const [url = '', token = '', folder = ''] = process.argv.slice(2);

/** @typedef {{ __typename: 'Events', cursor: string, events: { seq: number, prev: number, mutationId: string | null }[] }} Events */
/** @typedef {{ __typename: 'CouncilSnapshot', cursor: string, council: { phone: string | null } }} Snapshot */
/** @typedef {{ __typename: 'Ready', recovered: boolean, replayed: number }} Ready */

/** @type {import('@kengash/client').TypedDocument<{ council: { id: string, version: number } }, { code: string }>} */
const councilDocument = typed('query ($code: String!) { council(code: $code) { id version } }');

/** @type {import('@kengash/client').TypedDocument<{ stream: Events | Snapshot | Ready }, { id: string, after?: string | null }>} */
const streamDocument = typed(`subscription ($id: ID!, $after: Cursor) {
  stream: councilStream(councilId: $id, after: $after) {
    __typename
    ... on Ready { recovered replayed }
    ... on CouncilSnapshot { cursor council { phone } }
    ... on Events { cursor events { seq prev mutationId } }
    ... on Checkpoint { cursor }
    ... on Reset { reason }
  }
}`);

/** @type {import('@kengash/client').TypedDocument<
 *   { councilUpdate: { council: { phone: string } | null } },
 *   { input: { id: string, version: number, phone: string } }
 * >} */
const updateDocument = typed(`mutation ($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) { council { phone } errors { code message path } }
}`);

const client = createKengashClient({ url, token, locale: 'en', ...fileStores(folder) });
const { council } = await client.query(councilDocument, { code: 'UZ-AN' });
/** @type {string[]} */
const phases = [];
const stream = client.stream(streamDocument, { id: council.id }, {
  /** @returns {(string | null)[]} */
  apply: (keys = [], frame) => (frame.__typename === 'Events' ? [...keys, ...frame.events.map(({ mutationId }) => mutationId)] : []),
  onStatus: ({ phase }) => phases.push(phase),
});
for await (const keys of stream) {
  if (keys.length === 0) {
    break;
  }
}
process.stdout.write('following\n');
await once(process.stdin, 'data');
const { key, outcome } = await client.queue.enqueue(updateDocument, { id: council.id, version: council.version, phone: '+998 71 000 00 01' });
const answer = await outcome;
/** @type {(string | null)[]} */
let seen = [];
for await (seen of stream) {
  if (seen.includes(key)) {
    break;
  }
}
await client.close();
process.stdin.destroy();
process.stdout.write(`${JSON.stringify({ answer, key, seen, phases })}\n`);

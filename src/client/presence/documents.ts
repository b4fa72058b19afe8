const member = 'person { id fullName } role joinedAt state';

/** Follows who is present in the stream of an object, and is present there. */
export const presenceStream = `subscription Presence($streamOf: ID!, $state: JSONObject) {
  presenceStream(streamOf: $streamOf, state: $state) {
    __typename
    ... on PresenceSnapshot { people members { ${member} } }
    ... on PresenceChanged { people joined { ${member} } changed { ${member} } left }
  }
}`;

/** Says something of the client to those who are present. */
export const presenceUpdate = `mutation PresenceUpdate($input: PresenceUpdateInput!) {
  presenceUpdate(input: $input) { errors { code message path } }
}`;

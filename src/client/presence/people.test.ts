import { describe, expect, it } from 'vitest';
import { peopleAfter, type PresenceFrame, type PresentPerson } from './people.js';

const person = (id: string, page = 1): PresentPerson => ({
  person: { id, fullName: id },
  role: 'MEMBER',
  joinedAt: '2026-11-27T00:00:00Z',
  state: { page },
});
const changed = (more: Partial<Extract<PresenceFrame, { __typename: 'PresenceChanged' }>>): PresenceFrame => ({
  __typename: 'PresenceChanged',
  people: 0,
  joined: [],
  changed: [],
  left: [],
  ...more,
});

describe('who is present', () => {
  it('is what the snapshot says, and then whoever came, changed and did not leave, in the order of coming', () => {
    const frames: readonly PresenceFrame[] = [
      { __typename: 'PresenceSnapshot', people: 2, members: [person('a'), person('b')] },
      changed({ people: 3, joined: [person('c')], changed: [person('a', 2)] }),
      changed({ people: 2, left: ['b'] }),
    ];
    const people = frames.reduce(peopleAfter, null);
    expect(people?.count).toBe(2);
    expect([...(people?.members ?? [])].map(([id, { state }]) => [id, state])).toEqual([['a', { page: 2 }], ['c', { page: 1 }]]);
  });

  it('is a number alone where the server tells no more', () => {
    const counted = peopleAfter(null, { __typename: 'PresenceSnapshot', people: 300, members: null });
    expect(peopleAfter(counted, changed({ people: 301 }))).toEqual({ count: 301, members: null });
  });

  it('is not known before the snapshot, nor changed by a frame that is not known', () => {
    expect(peopleAfter(null, changed({ people: 1, joined: [person('a')] }))).toBeNull();
    const people = peopleAfter(null, { __typename: 'PresenceSnapshot', people: 1, members: [person('a')] });
    expect(peopleAfter(people, { __typename: 'PresenceMoved' } as never)).toBe(people);
  });
});

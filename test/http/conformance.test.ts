import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

/** Refused on purpose: a GET that does not ask for JSON is what a foreign page can make a browser send. */
const refused = 'MAY accept application/x-www-form-urlencoded formatted GET requests';

// The audits ask for `{ __typename }` and the like, of any schema.
const audits = serverAudits({ url: () => `${running.url}/graphql`, fetchFn: fetch });

describe('GraphQL over HTTP', () => {
  it('is audited in every point of the specification', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    const reason = 'reason' in result ? result.reason : null;
    const expected = audit.name === refused ? ['notice', 'Response status code is not 200'] : ['ok', null];
    expect([result.status, reason]).toEqual(expected);
  });
});

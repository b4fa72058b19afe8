import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

const questions = ['{ __schema { types { name } } }', '{ __type(name: "Council") { fields { name } } }'];

describe.each([
  ['true', true],
  ['false', false],
] as const)('KENGASH_INTROSPECTION=%s', (setting, isAnswered) => {
  let running: TestApp;

  beforeAll(async () => {
    running = await startTestApp({ environment: { KENGASH_INTROSPECTION: setting } });
  });

  afterAll(() => running?.close());

  it.each(questions)(`reaches the running application: %s is ${isAnswered ? 'answered' : 'refused'}`, async (query) => {
    const { data, errors } = await new TestClient(running.url).send(query);
    expect(isAnswered ? errors : (data ?? undefined)).toBeUndefined();
    expect(errors?.[0]?.extensions?.code).toBe(isAnswered ? undefined : 'GRAPHQL_VALIDATION_FAILED');
    const councils = await new TestClient(running.url).send('{ councils { totalCount __typename } }');
    expect(councils.data).toMatchObject({ councils: { totalCount: 14 } });
  });
});

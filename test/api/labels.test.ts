import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

interface Answer {
  readonly labels: readonly {
    readonly vocabulary: string;
    readonly labels: readonly { readonly value: string; readonly text: string }[];
  }[];
}

const query = 'query ($v: [String!], $l: Locale) { labels(vocabularies: $v, locale: $l) { vocabulary labels { value text } } }';

function send(variables: Readonly<Record<string, unknown>>) {
  return new TestClient(running.url).send<Answer>(query, variables);
}

describe('labels', () => {
  it.each([
    ['UZ_LATN', 'Nodavlat notijorat tashkiloti'],
    ['UZ_CYRL', 'Нодавлат нотижорат ташкилоти'],
    ['KAA', 'Nodavlat notijorat tashkiloti'],
    ['RU', 'Негосударственная некоммерческая организация'],
    ['EN', 'Non-governmental organisation'],
  ])('name values in %s, or in the next language of its chain', async (l, text) => {
    const { data } = await send({ v: ['SeatCategory'], l });
    expect(data?.labels[0]?.labels).toContainEqual({ value: 'NGO', text });
  });

  it('are all given, none of them empty, when nothing is asked for by name', async () => {
    const { data } = await send({});
    expect(data?.labels.length).toBeGreaterThan(15);
    for (const { labels } of data?.labels ?? []) {
      expect(labels).not.toHaveLength(0);
      expect(labels.every(({ value, text }) => value !== '' && text !== '')).toBe(true);
    }
  });

  it('are given once for a name that is given twice', async () => {
    const { data } = await send({ v: ['Role', 'Role'] });
    expect(data?.labels.map(({ vocabulary }) => vocabulary)).toEqual(['Role']);
  });

  it.each(['Roles', 'ErrorCode', '__proto__', 'constructor', ''])('are not there for "%s"', async (name) => {
    const { errors } = await send({ v: ['Role', name] });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentPath: ['vocabularies', '1'] });
  });
});

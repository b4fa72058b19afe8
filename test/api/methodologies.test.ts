import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { canonical } from '../support/canonical.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

interface Moved {
  readonly methodologyVersion: { readonly id: string; readonly state: string; readonly version: number } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

async function create(client: TestClient, body: unknown, code: string): Promise<Moved> {
  const answer = await client.send<{ methodologyVersionCreate: Moved }>(
    `mutation ($input: MethodologyVersionCreateInput!) {
      methodologyVersionCreate(input: $input) { methodologyVersion { id state version } errors { code path message } }
    }`,
    { input: { methodology: { code, title: { uzLatn: 'Sinov metodikasi', en: 'A test' } }, body } },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data as { methodologyVersionCreate: Moved }).methodologyVersionCreate;
}

async function move(client: TestClient, step: string, of: Moved, comment?: string): Promise<Moved> {
  const name = `methodologyVersion${step}`;
  const answer = await client.send<Record<string, Moved>>(
    `mutation ($input: MethodologyVersion${step}Input!) {
      ${name}(input: $input) { methodologyVersion { id state version contentHash } errors { code path } }
    }`,
    { input: { id: of.methodologyVersion?.id, version: of.methodologyVersion?.version, comment } },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data as Record<string, Moved>)[name] as Moved;
}

describe('methodologies', () => {
  it('are told in every language to be illustrative, or not to be public in parts', async () => {
    const answer = await new TestClient(running.url).send<{
      methodologies: { nodes: { code: string; illustrative: boolean; uz: string; ru: string; versions: object[] }[] };
    }>(`{ methodologies { nodes { code illustrative uz: title(locale: UZ_LATN) ru: title(locale: RU)
      versions { number state complete contentHash unknownParts(locale: EN) criteria { code maxPoints } } } } }`);
    const nodes = answer.data?.methodologies.nodes ?? [];
    expect(nodes.map(({ code }) => code).toSorted()).toEqual(['councils-illustrative', 'pq-81']);
    const example = nodes.find(({ code }) => code === 'councils-illustrative');
    expect(example).toMatchObject({
      illustrative: true,
      uz: expect.stringContaining('namunaviy'),
      ru: expect.stringContaining('иллюстративная'),
      versions: [{ number: 1, state: 'APPROVED', complete: true, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(nodes.find(({ code }) => code === 'pq-81')).toMatchObject({
      versions: [{ complete: false, unknownParts: expect.arrayContaining([expect.any(String)]) }],
    });
  });

  it('go from draft through review by a second person to approval, and not otherwise', async () => {
    const writer = await signIn(running.url, 'methodologist');
    const approver = await signIn(running.url, 'approver');
    const draft = await create(writer, illustrative.body, 'first-test');
    expect(draft).toMatchObject({ methodologyVersion: { state: 'DRAFT' }, errors: [] });
    expect(await move(approver, 'Approve', draft)).toMatchObject({ errors: [{ code: 'INVALID_STATE' }] });
    expect(await move(approver, 'Submit', draft)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    const submitted = await move(writer, 'Submit', draft);
    expect(submitted).toMatchObject({ methodologyVersion: { state: 'IN_REVIEW' }, errors: [] });
    expect(await move(approver, 'Return', submitted, ' ')).toMatchObject({ errors: [{ code: 'REQUIRED', path: ['comment'] }] });
    expect(await move(approver, 'Return', submitted, '')).toMatchObject({ errors: [{ code: 'REASON_REQUIRED', path: ['comment'] }] });
    const returned = await move(approver, 'Return', submitted, 'one more look');
    const again = await move(writer, 'Submit', returned);
    expect(await move(approver, 'Approve', submitted)).toMatchObject({
      methodologyVersion: { state: 'IN_REVIEW' },
      errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
    });
    const approved = await move(approver, 'Approve', again);
    expect(approved).toMatchObject({ methodologyVersion: { state: 'APPROVED' }, errors: [] });
    expect(await move(writer, 'Discard', approved)).toMatchObject({ errors: [{ code: 'INVALID_STATE' }] });
  });

  it('are not seen as drafts by the public, nor told apart from nothing', async () => {
    const writer = await signIn(running.url, 'methodologist');
    const draft = await create(writer, illustrative.body, 'second-test');
    const query = 'query ($id: ID!) { node(id: $id) { id } methodologyVersion(id: $id) { id } }';
    const id = draft.methodologyVersion?.id;
    const hidden = await new TestClient(running.url).send(query, { id });
    const unknown = await new TestClient(running.url).send(query, { id: 'bm9uZQ' });
    expect(hidden.data).toEqual(unknown.data);
    expect((await writer.send(query, { id })).data).toEqual({ node: { id }, methodologyVersion: { id } });
  });

  it('are kept in clean texts, whatever was typed', async () => {
    const writer = await signIn(running.url, 'methodologist');
    const body = structuredClone(illustrative.body) as unknown as { criteria: { name: { uzLatn: string; en?: string } }[] };
    body.criteria[0]!.name = { uzLatn: ' O`quv\tishi ', en: ' Study' };
    const answer = await writer.send(
      `mutation ($input: MethodologyVersionCreateInput!) {
        methodologyVersionCreate(input: $input) {
          methodologyVersion { methodology { uz: title(locale: UZ_LATN) ru: title(locale: RU) en: title(locale: EN) }
            criteria { uz: name(locale: UZ_LATN) en: name(locale: EN) } }
          errors { code path } } }`,
      { input: { methodology: { code: 'clean-test', title: { uzLatn: " O'quv\n ishi", ru: '', en: 'Study  work ' } }, body } },
    );
    expect(answer.data).toMatchObject({
      methodologyVersionCreate: {
        methodologyVersion: {
          methodology: { uz: 'Oʻquv ishi', ru: 'Oʻquv ishi', en: 'Study work' },
          criteria: expect.arrayContaining([{ uz: 'Oʻquv ishi', en: 'Study' }]) as unknown,
        },
        errors: [],
      },
    });
  });

  it('name every broken rule with its place', async () => {
    const writer = await signIn(running.url, 'methodologist');
    const body = structuredClone(illustrative.body) as unknown as {
      criteria: { maxPoints: string }[];
      indicators: { name: { uzLatn?: string } }[];
      minRaters: unknown;
    };
    (body.criteria[0] as { maxPoints: string }).maxPoints = '99';
    expect((await create(writer, body, 'third-test')).errors).toEqual([
      {
        code: 'METHODOLOGY_INVALID',
        path: ['body', 'criteria', '0', 'maxPoints'],
        message: expect.stringMatching(/CRITERION_SUM.*sum.*: \d+\.$/),
      },
    ]);
    body.minRaters = 'three';
    delete body.indicators[2]?.name.uzLatn;
    expect((await create(writer, body, 'third-test')).errors.map(({ path }) => path.join('.'))).toEqual([
      'body.minRaters',
      'body.indicators.2.name.uzLatn',
    ]);
    expect((await create(writer, {}, 'third-test')).errors.length).toBeGreaterThan(5);
  });

  it('are hashed as the schema says, so that anybody can check what a figure rests on', async () => {
    const { data } = await new TestClient(running.url).send<{
      methodologies: { nodes: { versions: { body: object; contentHash: string }[] }[] };
    }>('{ methodologies { nodes { versions { body contentHash } } } }');
    const versions = data?.methodologies.nodes.flatMap((node) => node.versions) ?? [];
    expect(versions.length).toBeGreaterThan(1);
    for (const { body, contentHash } of versions) {
      const hash = createHash('sha256').update('kengash/methodology-version/1\0').update(canonical(body)).digest('hex');
      expect(contentHash).toBe(hash);
    }
    const type = buildSchema(readFileSync('schema/schema.graphql', 'utf8')).getType('MethodologyVersion');
    const told = isObjectType(type) ? type.getFields().contentHash?.description : '';
    expect(told).toMatch(/SHA-256.*"kengash\/methodology-version\/1", a zero byte, and the canonical JSON \(RFC 8785\)/);
  });

  it('tell the shape of a body to whoever asks', async () => {
    const { data } = await new TestClient(running.url).send<{ methodologyBodySchema: object }>('{ methodologyBodySchema }');
    expect(data?.methodologyBodySchema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

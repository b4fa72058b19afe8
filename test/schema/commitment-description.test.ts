import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { justificationHash, type MarkCommitmentFields, markCommitment } from '../../src/ledger/index.js';
import { canonical } from '../support/canonical.js';

/** What the emitted schema says of a commitment, and nothing else: what a stranger has in hand. */
function told(): string {
  const type = buildSchema(readFileSync('schema/schema.graphql', 'utf8')).getType('CommitmentInput');
  return isInputObjectType(type) ? (type.getFields().hash?.description ?? '') : '';
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Example {
  readonly justification: { readonly domain: string; readonly salt: string; readonly text: string };
  readonly mark: MarkCommitmentFields & { readonly domain: string };
  readonly texts: readonly [string, string];
  readonly hashes: readonly [string, string];
}

/** The example out of the description. */
function example(): Example {
  const [, block = ''] = /```json\n([^`]+)\n```/.exec(told()) ?? [];
  const texts = block.split('\n') as [string, string];
  const [justification, mark] = texts.map((text): unknown => JSON.parse(text)) as [Example['justification'], Example['mark']];
  const [, first = '', second = ''] = /gives `([0-9a-f]{64})`, the second the commitment `([0-9a-f]{64})`/.exec(told()) ?? [];
  return { justification, mark, texts, hashes: [first, second] };
}

describe('the description of a commitment in the emitted schema', () => {
  it('holds an example whose texts are canonical and have the hashes that it tells', () => {
    const { justification, mark, texts, hashes } = example();
    expect([canonical(justification), canonical(mark)]).toEqual(texts);
    expect(texts.map(sha256)).toEqual(hashes);
    expect(mark.justificationHash).toBe(hashes[0]);
  });

  it('holds an example that the server agrees to', () => {
    const { justification, mark, hashes } = example();
    expect(justificationHash(justification.text, justification.salt)).toBe(hashes[0]);
    expect(markCommitment(mark)).toBe(hashes[1]);
  });

  it('names every member of what is hashed, the global ids, and the shortest form', () => {
    const { justification, mark } = example();
    for (const member of [...Object.keys(justification), ...Object.keys(mark)]) {
      expect(told()).toContain(`\`${member}\``);
    }
    for (const id of [mark.cycle, mark.evaluationItem]) {
      expect(Buffer.from(id, 'base64url').toString()).toMatch(/^(RatingCycle|EvaluationItem):[0-9a-f-]{36}$/);
    }
    expect(told()).toContain('shortest form');
  });
});

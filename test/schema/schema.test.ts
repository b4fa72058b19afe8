import { readFile } from 'node:fs/promises';
import { isEnumType, isIntrospectionType, lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describeApplicationSchema } from '../../src/app.js';
import { labelsOf, vocabularies, type Vocabulary } from '../../src/language/index.js';
import { publishedRatingRecords } from '../../src/modules/published-ratings/data/published-ratings.js';

describe('the emitted schema', () => {
  it('is the one that the code makes (else: npm run schema:emit)', async () => {
    const made = `${printSchema(lexicographicSortSchema(await describeApplicationSchema()))}\n`;
    expect(await readFile('schema/schema.graphql', 'utf8')).toBe(made);
  });
});

/** Enums for programs alone: people read the messages instead. */
const forPrograms = ['ErrorCode'];

/** Vocabularies of values that stand in data. */
const inData = ['Notice', 'PublishedRatingCategory'];

describe('the labels', () => {
  it('name every value of every enum that people see, and no other', async () => {
    const enums = Object.values((await describeApplicationSchema()).getTypeMap()).filter(
      (type) => isEnumType(type) && !isIntrospectionType(type) && !forPrograms.includes(type.name),
    );
    expect(vocabularies).toEqual([...enums.map(({ name }) => name), ...inData].toSorted());
    for (const type of enums.filter(isEnumType)) {
      const values = type.getValues().map(({ name }) => name);
      expect([...labelsOf(type.name as Vocabulary).keys()].toSorted()).toEqual(values.toSorted());
    }
  });

  it('name every category of the published ratings', () => {
    const categories = new Set(publishedRatingRecords.flatMap(({ category }) => (category === null ? [] : [category])));
    expect([...labelsOf('PublishedRatingCategory').keys()].toSorted()).toEqual([...categories].toSorted());
  });
});

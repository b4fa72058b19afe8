import { describe, expect, it } from 'vitest';
import { territoryRecords } from './territories.js';

describe('the territories', () => {
  it('are 14: twelve regions, one city, one republic', () => {
    const kinds = territoryRecords.map((territory) => territory.kind);
    expect(kinds.filter((kind) => kind === 'REGION')).toHaveLength(12);
    expect(kinds.filter((kind) => kind === 'CITY')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'REPUBLIC')).toHaveLength(1);
  });

  it('have well-formed codes that occur once', () => {
    expect(new Set(territoryRecords.map((territory) => territory.code)).size).toBe(14);
    expect(new Set(territoryRecords.map((territory) => territory.soato)).size).toBe(14);
    for (const territory of territoryRecords) {
      expect(territory.code).toMatch(/^UZ-[A-Z]{2}$/);
      expect(territory.soato).toMatch(/^17\d{2}$/);
    }
  });

  it('have names in four languages, none of them shared by two territories', () => {
    for (const language of ['uzLatn', 'uzCyrl', 'ru', 'en'] as const) {
      for (const field of ['name', 'shortName'] as const) {
        const names = territoryRecords.map((territory) => territory[field][language]);
        expect(names.every((name) => name !== undefined && name.trim() === name && name !== '')).toBe(true);
        expect(new Set(names).size).toBe(14);
      }
    }
  });

  it('have a Karakalpak name where Karakalpak is a state language', () => {
    expect(territoryRecords.filter((territory) => territory.name.kaa).map((territory) => territory.code)).toEqual([
      'UZ-QR',
    ]);
  });

  it('count the districts and cities of the code list', () => {
    expect(territoryRecords.reduce((total, territory) => total + territory.districtCount, 0)).toBe(175);
    expect(territoryRecords.reduce((total, territory) => total + territory.cityCount, 0)).toBe(31);
  });

  it('are written with the letters of the orthography, not with apostrophes from the keyboard', () => {
    const latin = territoryRecords.map((territory) => `${territory.name.uzLatn} ${territory.administrativeCentre}`);
    expect(latin.join(' ')).not.toMatch(/['’‘`]/);
    expect(latin.join(' ')).toContain('Fargʻona');
  });
});

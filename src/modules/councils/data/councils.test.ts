import { describe, expect, it } from 'vitest';
import { territoryRecords } from '../../territories/data/territories.js';
import { councilRecords } from './councils.js';
import { seatPlan } from './seat-plan.js';

const languages = ['uzLatn', 'uzCyrl', 'ru', 'en'] as const;

describe('the councils', () => {
  it('are one for each territory, and the National Council', () => {
    const territorial = councilRecords.filter((council) => council.kind === 'TERRITORIAL');
    expect(territorial.map((council) => council.territoryCode)).toEqual(territoryRecords.map(({ code }) => code));
    expect(councilRecords.filter((council) => council.kind === 'NATIONAL').map((council) => council.code)).toEqual([
      'UZ',
    ]);
  });

  it('have different names, complete in four languages', () => {
    for (const language of languages) {
      const names = councilRecords.map((council) => council.name[language]);
      expect(names.every((name) => name !== undefined && name !== '')).toBe(true);
      expect(new Set(names).size).toBe(15);
    }
  });

  it('carry the name of their territory in Uzbek', () => {
    for (const territory of territoryRecords) {
      const council = councilRecords.find(({ code }) => code === territory.code);
      expect(council?.name.uzLatn?.startsWith(territory.name.uzLatn ?? '-')).toBe(true);
      expect(council?.name.uzCyrl?.startsWith(territory.name.uzCyrl ?? '-')).toBe(true);
    }
    expect(councilRecords[0]?.name.uzLatn).toBe('Andijon viloyati korrupsiyaga qarshi kurashish hududiy kengashi');
  });

  it('say what is known of their foundation and leave the rest open', () => {
    for (const council of councilRecords) {
      const known = council.kind === 'TERRITORIAL';
      expect(council.foundedYear).toBe(known ? 2021 : null);
      expect(council.foundingAct === null).toBe(!known);
      expect(languages.every((language) => council.about[language])).toBe(true);
    }
    const withMeeting = councilRecords.filter((council) => council.about.en?.includes('It first met on'));
    expect(withMeeting.map((council) => council.code)).toEqual(['UZ-AN', 'UZ-TK']);
  });
});

describe('the seat plan', () => {
  it('has 15 seats in order', () => {
    expect(seatPlan.map((seat) => seat.ordinal)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  });

  it('has one chair, one deputy, one secretary, two officers and ten members', () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(seatPlan, (seat) => seat.function)].map(([name, seats]) => [name, seats.length]),
    );
    expect(counts).toEqual({
      CHAIR: 1,
      DEPUTY_CHAIR: 1,
      RESPONSIBLE_SECRETARY: 1,
      SECRETARIAT_OFFICER: 2,
      MEMBER: 10,
    });
  });

  it('gives a category to members alone, and seats every category', () => {
    for (const seat of seatPlan) {
      expect(seat.category !== null).toBe(seat.function === 'MEMBER');
    }
    expect(new Set(seatPlan.flatMap((seat) => (seat.category === null ? [] : [seat.category]))).size).toBe(6);
  });

  it('has titles in four languages', () => {
    expect(seatPlan.every((seat) => languages.every((language) => seat.title[language]))).toBe(true);
  });
});

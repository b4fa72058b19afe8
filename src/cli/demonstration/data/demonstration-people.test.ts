import { describe, expect, it } from 'vitest';
import { grantedRoles } from '../../../modules/accounts/role.js';
import {
  centralPeople,
  councilPeople,
  demonstrationEmail,
  demonstrationPeople,
  formerChairs,
  raterAccounts,
} from './demonstration-people.js';
import { familyNameStems, inventedName } from './invented-names.js';

const accounts = demonstrationPeople.flatMap(({ accountName }) => (accountName === null ? [] : [accountName]));

describe('the invented names', () => {
  it('do not repeat within 5776 numbers', () => {
    const names = Array.from({ length: 5776 }, (_, number) => {
      const name = inventedName(number);
      return `${name.familyName} ${name.givenName} ${name.patronymic}`;
    });
    expect(new Set(names).size).toBe(5776);
  });

  it('are the same at every call', () => {
    expect(inventedName(77)).toEqual(inventedName(77));
  });
});

describe('the people of the demonstration', () => {
  it('fill each seat of each council with one person', () => {
    expect(councilPeople).toHaveLength(14 * 15);
    const seats = councilPeople.map(({ appointment }) => `${appointment?.councilCode}/${appointment?.seatOrdinal}`);
    expect(new Set(seats).size).toBe(14 * 15);
  });

  it('can be told by their names to be invented, and no two share a name', () => {
    const names = demonstrationPeople.map((person) => `${person.familyName} ${person.givenName} ${person.patronymic}`);
    expect(new Set(names).size).toBe(demonstrationPeople.length);
    for (const person of demonstrationPeople) {
      const stem = person.sex === 'FEMALE' ? person.familyName.slice(0, -1) : person.familyName;
      expect(familyNameStems).toContain(stem);
      expect(person.organisation).toContain('toʻqima');
    }
  });

  it('are women and men in each council', () => {
    for (const code of new Set(councilPeople.map(({ appointment }) => appointment?.councilCode))) {
      const ofCouncil = councilPeople.filter((person) => person.appointment?.councilCode === code);
      expect([7, 8]).toContain(ofCouncil.filter((person) => person.sex === 'FEMALE').length);
    }
    const chairs = councilPeople.filter((person) => person.accountName?.startsWith('chair-'));
    expect(new Set(chairs.map((person) => person.sex)).size).toBe(2);
  });

  it('have the accounts of the demonstration and no others', () => {
    expect(centralPeople.map(({ accountName }) => accountName)).toEqual([
      'agency',
      'methodologist',
      'approver',
      'approver2',
      'manager',
      'facilitator',
      'facilitator2',
      ...Array.from({ length: 9 }, (_, index) => `rater${index + 1}`),
      'auditor',
    ]);
    expect(raterAccounts).toHaveLength(9);
    expect(accounts).toHaveLength(17 + 2 * 14);
    expect(new Set(accounts).size).toBe(accounts.length);
    expect(accounts).toContain('chair-uz-qr');
    expect(demonstrationEmail('secretary-uz-an')).toBe('secretary-uz-an@demo.kengash.example');
  });

  it('have a role for the system or a seat in a council, never both', () => {
    for (const person of demonstrationPeople) {
      expect(person.roles.length === 1).toBe(person.appointment === null);
      expect(person.roles.every((role) => grantedRoles.includes(role))).toBe(true);
    }
  });

  it('have never two people in a seat on the same day', () => {
    expect(formerChairs).toHaveLength(14);
    for (const former of formerChairs) {
      const present = councilPeople.find(
        ({ appointment }) =>
          appointment?.councilCode === former.appointment?.councilCode &&
          appointment?.seatOrdinal === former.appointment?.seatOrdinal,
      );
      expect(present?.appointment?.startedOn).toBe(former.appointment?.endedOn);
    }
  });
});

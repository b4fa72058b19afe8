import type { GrantedRole } from '../../../modules/accounts/index.js';
import { councilRecords, type CouncilRecord } from '../../../modules/councils/data/councils.js';
import { type SeatRecord, seatPlan } from '../../../modules/councils/data/seat-plan.js';
import { territoryRecords } from '../../../modules/territories/data/territories.js';
import { type InventedName, inventedName } from './invented-names.js';

/** A person's time in a seat; half-open, `endedOn` null while it lasts. */
export interface DemonstrationAppointment {
  readonly councilCode: string;
  readonly seatOrdinal: number;
  /** ISO dates. */
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly endReason: string | null;
}

/** An invented person of the demonstration. Nobody with such a name and post exists. */
export interface DemonstrationPerson extends InventedName {
  /** Unique and stable, for example `UZ-AN/1` or `rater1`. */
  readonly key: string;
  /** In Uzbek; says that it is invented. */
  readonly organisation: string;
  /** The part of the e-mail address before the @; null for a person without an account. */
  readonly accountName: string | null;
  /** The roles granted to the account; a council's own roles follow from the appointment instead. */
  readonly roles: readonly GrantedRole[];
  readonly appointment: DemonstrationAppointment | null;
}

/** The domain of all demonstration accounts; `.example` belongs to nobody (RFC 2606). */
export const demonstrationDomain = 'demo.kengash.example';

/** The address that a demonstration account signs in with. */
export function demonstrationEmail(accountName: string): string {
  return `${accountName}@${demonstrationDomain}`;
}

const organisationBySeat: Readonly<Record<string, string>> = {
  CHAIR: 'xalq deputatlari Kengashi',
  DEPUTY_CHAIR: 'hududiy boshqarma',
  DEPARTMENT_HEAD: 'hududiy boshqarma',
  DEPUTY: 'xalq deputatlari Kengashi',
  LAW_ENFORCEMENT: 'huquqni muhofaza qiluvchi organ',
  NGO: '“Namuna” nodavlat notijorat tashkiloti',
  MASS_MEDIA: '“Namuna” gazetasi',
  BUSINESS: '“Namuna” korxonasi',
  RESPONSIBLE_SECRETARY: 'kengash kotibiyati',
  SECRETARIAT_OFFICER: 'kengash kotibiyati',
};

const central: readonly (readonly [accountName: string, role: GrantedRole, organisation: string])[] = [
  ['agency', 'AGENCY_ADMIN', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['methodologist', 'METHODOLOGIST', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['approver', 'APPROVER', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['approver2', 'APPROVER', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['manager', 'CYCLE_MANAGER', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['facilitator', 'FACILITATOR', 'Korrupsiyaga qarshi kurashish agentligi'],
  ['facilitator2', 'FACILITATOR', 'Korrupsiyaga qarshi kurashish agentligi'],
  ...Array.from({ length: 9 }, (_, index) => [`rater${index + 1}`, 'RATER', 'mustaqil ekspert'] as const),
  ['auditor', 'AUDITOR', 'ichki nazorat'],
];

/** The accounts of the nine invented raters. */
export const raterAccounts: readonly string[] = central.flatMap(([name, role]) => (role === 'RATER' ? [name] : []));

/** The people of the whole system, each with an account and one role. */
export const centralPeople: readonly DemonstrationPerson[] = central.map(([name, role, organisation], index) => ({
  ...inventedName(index),
  key: name,
  organisation: `${organisation} (toʻqima shaxs)`,
  accountName: name,
  roles: [role],
  appointment: null,
}));

const territorialCouncils = councilRecords.filter((council) => council.kind === 'TERRITORIAL');
const firstMemberNumber = central.length;
const firstFormerNumber = firstMemberNumber + territorialCouncils.length * seatPlan.length;

/** When the invented former chairs went and the present ones came. */
const chairChangedOn = '2024-11-15';

/** The 15 people of each territorial council, one for each seat; chair and responsible secretary have accounts. */
export const councilPeople: readonly DemonstrationPerson[] = territorialCouncils.flatMap((council, councilIndex) =>
  seatPlan.map((seat, seatIndex) => ({
    ...inventedName(firstMemberNumber + councilIndex * seatPlan.length + seatIndex),
    key: `${council.code}/${seat.ordinal}`,
    organisation: organisationOf(council, seat),
    accountName: accountNameOf(council, seat),
    roles: [],
    appointment: {
      councilCode: council.code,
      seatOrdinal: seat.ordinal,
      startedOn: seat.function === 'CHAIR' ? chairChangedOn : '2021-10-01',
      endedOn: null,
      endReason: null,
    },
  })),
);

/** A former chair of each territorial council, so that its composition on an earlier date differs from today's. */
export const formerChairs: readonly DemonstrationPerson[] = territorialCouncils.flatMap((council, councilIndex) =>
  seatPlan
    .filter((seat) => seat.function === 'CHAIR')
    .map((seat) => ({
      ...inventedName(firstFormerNumber + councilIndex),
      key: `${council.code}/former-chair`,
      organisation: organisationOf(council, seat),
      accountName: null,
      roles: [],
      appointment: {
        councilCode: council.code,
        seatOrdinal: seat.ordinal,
        startedOn: '2021-10-01',
        endedOn: chairChangedOn,
        endReason: 'Vakolat muddati tugagan (toʻqima)',
      },
    })),
);

/** Everybody in the demonstration. */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  ...centralPeople,
  ...councilPeople,
  ...formerChairs,
];

function organisationOf(council: CouncilRecord, seat: SeatRecord): string {
  const territory = territoryRecords.find(({ code }) => code === council.territoryCode);
  return `${territory?.name.uzLatn}, ${organisationBySeat[seat.category ?? seat.function]} (toʻqima shaxs)`;
}

function accountNameOf(council: CouncilRecord, seat: SeatRecord): string | null {
  if (seat.function === 'CHAIR') {
    return `chair-${council.code.toLowerCase()}`;
  }
  return seat.function === 'RESPONSIBLE_SECRETARY' ? `secretary-${council.code.toLowerCase()}` : null;
}

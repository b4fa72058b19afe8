import type { Transaction } from '../../database/unit-of-work.js';
import type { Decision } from '../../decision.js';
import type { Viewer } from '../accounts/index.js';

/** What facilitation needs to know of something that is led. Asked of the module that owns it. */
export interface FacilitatedSubject {
  readonly id: string;
  /** The key of its stream, in which its members are told. */
  readonly streamKey: string;
  /** Whether the viewer sees it: for others it is not there. */
  isSeenBy(viewer: Viewer): boolean;
  /** Whether an account may lead it: it holds the office, and no interest in what is decided. */
  mayLead(accountId: string): Promise<boolean>;
  /** Whether people come and go now. */
  readonly isOpenForCheckIn: Decision;
  /** The accounts that take part, and so may be checked in. */
  readonly memberIds: ReadonlySet<string>;
  /** What follows when somebody has come or gone, in the same transaction. */
  afterAttendance(): Promise<void>;
}

/** Loads a subject and locks it, so that its commands come one after the other; null where there is none. */
export type LoadSubject = (transaction: Transaction, id: string) => Promise<FacilitatedSubject | null>;

/** Who is asked, by the type of the object that a node id names. */
export type FacilitatedSubjects = Readonly<Record<string, LoadSubject>>;

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a ticket allows: to bring certain bytes, or to fetch them. */
export type TicketPurpose = 'upload' | 'download';

/** The content of a ticket. It is signed, not secret. */
export interface Ticket {
  readonly purpose: TicketPurpose;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** The account that it was made for. */
  readonly accountId: string;
  /** Seconds since 1970 after which it is worth nothing. */
  readonly expires: number;
}

/** Seconds for which a ticket to bring bytes is good. */
export const uploadSeconds = 900;

/** Seconds within which a download has to begin: whoever loses the right to a file has it no longer than that. */
export const downloadSeconds = 120;

/** Characters that a secret has at least. */
const secretLength = 32;

/** Whether a secret is long enough to sign with. */
export const isGoodSecret = (secret: string): boolean => secret.length >= secretLength;

/** Makes and reads signed tickets. Each purpose has a key of its own, so one kind never passes for the other. */
export class Tickets {
  /** Throws RangeError for a secret that could be guessed. */
  constructor(private readonly secret: string) {
    if (!isGoodSecret(secret)) {
      throw new RangeError(`A secret needs at least ${secretLength} characters.`);
    }
  }

  /** The ticket as one text for an address. */
  sign(ticket: Ticket): string {
    const payload = Buffer.from(JSON.stringify(ticket)).toString('base64url');
    return `${payload}.${this.#signature(payload, ticket.purpose)}`;
  }

  /** Reads a ticket of a purpose; null when it was not made here, for this, or has expired. */
  read(text: string, purpose: TicketPurpose, nowSeconds: number): Ticket | null {
    const [payload = '', signature = '', ...rest] = text.split('.');
    const expected = Buffer.from(this.#signature(payload, purpose));
    const given = Buffer.from(signature);
    if (text.length > 2_000 || rest.length > 0 || expected.length !== given.length || !timingSafeEqual(expected, given)) {
      return null;
    }
    const ticket = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Ticket;
    return ticket.purpose === purpose && ticket.expires > nowSeconds ? ticket : null;
  }

  #signature(payload: string, purpose: TicketPurpose): string {
    const key = Buffer.from(hkdfSync('sha256', this.secret, 'kengash', `ticket/${purpose}`, 32));
    return createHmac('sha256', key).update(payload).digest('base64url');
  }
}

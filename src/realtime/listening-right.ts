/** The right of one subscriber to listen to one stream, as it was found at one moment. */
export interface ListeningRight {
  /**
   * The instant, by the database's clock, at which the right or the audience can change although no row does: the end
   * of the session, the day on which an appointment begins or ends. From then on it has to be looked at anew before
   * anything is told. Null where no passing of time changes it.
   */
  readonly until: Date | null;
  /**
   * The class of subscribers of this stream who are shown the same by all that depends on no more than the audience.
   * It says nothing across streams.
   */
  readonly audience: string;
  /** When the session of the subscriber ends, which is announced before; null for who has none. */
  readonly sessionEnd: Date | null;
}

/** The right of those who may listen for ever and are all shown the same. */
export const rightOfEveryone: ListeningRight = Object.freeze({ until: null, audience: 'PUBLIC', sessionEnd: null });

import { describe, expect, it } from 'vitest';
import { fault } from '../../errors.js';
import { must } from './acting.js';
import { LoadingTroubles } from './loading-failure.js';

const noSpace = { code: 'NO_SPACE', message: expect.stringMatching(/^The disk is full\. Free some space/) as string };

describe('a loading that failed', () => {
  it('tells of a full disk where the error, a cause of it, or the log of PostgreSQL does', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(new LoadingTroubles().explain(full)).toMatchObject({ ...noSpace, cause: full });
    expect(new LoadingTroubles().explain(new Error('a step failed', { cause: full }))).toMatchObject(noSpace);
    const troubles = new LoadingTroubles();
    troubles.note('2026-11-27 PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device');
    const explained = troubles.explain(new Error('Connection terminated unexpectedly'));
    expect(explained).toMatchObject(noSpace);
    expect(troubles.explain(explained)).toBe(explained);
  });

  it('is told as it is otherwise, with the code of the fault', () => {
    const troubles = new LoadingTroubles();
    troubles.note('LOG:  checkpoint starting: time');
    const cause = [{ code: 'DATABASE_UNAVAILABLE', path: [], parameters: {} }];
    expect(() => must(fault('DATABASE_UNAVAILABLE'))).toThrow(
      expect.objectContaining({ code: 'DATABASE_UNAVAILABLE', cause }),
    );
    const error = new Error('another one');
    expect(troubles.explain(error)).toBe(error);
  });
});

import type { FaultCode } from '../../../src/verify/index.js';

/** What a stranger finds who is given the bundle and the whole ledger, and has kept a checkpoint from before. */
export interface Findings {
  /** NO_BUNDLE: the server cannot make one any more. */
  readonly bundle: FaultCode | 'PROVED' | 'NO_BUNDLE';
  readonly ledger: FaultCode | 'PROVED';
}

/** What somebody does who has the password of the database, and what it is named. */
export interface Tampering extends Findings {
  readonly what: string;
  readonly statements: readonly string[];
  /** Whether the ledger is chained anew afterwards, and signed by the server's own key. */
  readonly isSignedAnew?: true;
}

/** The first entry of an action in the log. */
const entry = (action: string): string =>
  `(select l.entry_id from ledger_leaf l join ledger_entry e on e.id = l.entry_id where e.action = '${action}' order by l.sequence limit 1)`;

const sequenceOf = (id: string): string => `(select sequence from ledger_leaf where entry_id = ${id})`;

/** The marks of round 0 of an item on which raters differ. */
const differing = `from score_opening o join score s on s.id = o.score_id where s.round = 0 and s.item_id = (
  select i.item_id from score i join score_opening v on v.score_id = i.id where i.round = 0
  group by i.item_id having count(distinct coalesce(v.value_points::text, v.value_level)) > 1 order by i.item_id limit 1)`;

const oneMark = `(select o.score_id ${differing} order by o.score_id limit 1)`;

const published = `(select e.id from ledger_entry e where e.action = 'publication.published')`;

/** Everything of the kinds that the issue of trust is about: flip, drop, reorder, truncate, swap, replace. */
export const tamperings: readonly Tampering[] = [
  {
    what: 'a mark is flipped after its reveal',
    statements: [
      `update score_opening set value_points = x.value_points, value_level = x.value_level from (select o.value_points, o.value_level ${differing}) x
        where score_id = ${oneMark} and (x.value_points, x.value_level) is distinct from (score_opening.value_points, score_opening.value_level)`,
    ],
    bundle: 'COMMITMENT_DIFFERS',
    ledger: 'PROVED',
  },
  {
    what: 'the official points of an item are flipped',
    statements: [`update evaluation_item set official_points = case official_points when '1' then '2' else '1' end where id = (select item_id from score where id = ${oneMark})`],
    bundle: 'POINTS_DIFFER',
    ledger: 'PROVED',
  },
  {
    what: 'the commitment of a mark is flipped in its entry',
    statements: [`update ledger_entry set body = jsonb_set(body, '{commitment}', to_jsonb(repeat('0', 64))) where id = ${entry('score.committed')}`],
    bundle: 'MARK_MISSING',
    ledger: 'LEAF_HASH',
  },
  {
    what: 'who committed a mark is flipped',
    statements: [
      `update ledger_entry set actor_id = (select id from account where id <> ledger_entry.actor_id limit 1) where id = ${entry('score.committed')}`,
    ],
    bundle: 'ENTRY_NOT_IN_LOG',
    ledger: 'LEAF_HASH',
  },
  {
    what: 'a published figure is flipped',
    statements: [`update publication set snapshot = regexp_replace(snapshot, '"rank":1,', '"rank":2,')`],
    bundle: 'SNAPSHOT_HASH',
    ledger: 'PROVED',
  },
  {
    what: 'a published figure is flipped, and the hash made to fit',
    statements: [
      `update publication set snapshot = regexp_replace(snapshot, '"rank":1,', '"rank":2,')`,
      `update publication set snapshot_hash = encode(sha256(convert_to(snapshot::jsonb ->> 'kind', 'UTF8') || '\\x00'::bytea || convert_to(snapshot, 'UTF8')), 'hex')`,
    ],
    bundle: 'FIGURE_DIFFERS',
    ledger: 'PROVED',
  },
  {
    what: 'a mark is dropped',
    statements: [
      `create temporary table dropped as select ${oneMark} as id`,
      'delete from score_opening where score_id = (select id from dropped)',
      'delete from score where id = (select id from dropped)',
    ],
    bundle: 'MARK_MISSING',
    ledger: 'PROVED',
  },
  {
    what: 'an entry is dropped',
    statements: [
      `create temporary table dropped as select ${entry('score.committed')} as id`,
      'delete from ledger_leaf where entry_id = (select id from dropped)',
      'delete from ledger_entry where id = (select id from dropped)',
    ],
    bundle: 'MARK_MISSING',
    ledger: 'SEQUENCE',
  },
  {
    what: 'a reveal is dropped',
    statements: [
      `create temporary table dropped as select ${entry('marks.revealed')} as id`,
      'delete from ledger_leaf where entry_id = (select id from dropped)',
      'delete from ledger_entry where id = (select id from dropped)',
    ],
    bundle: 'REVEAL_MISSING',
    ledger: 'SEQUENCE',
  },
  {
    what: 'what an evaluation was opened with is dropped',
    statements: [
      `create temporary table dropped as select ${entry('evaluation.opened')} as id`,
      'delete from ledger_leaf where entry_id = (select id from dropped)',
      'delete from ledger_entry where id = (select id from dropped)',
    ],
    bundle: 'OPENED_MISSING',
    ledger: 'SEQUENCE',
  },
  {
    what: 'how points were settled is dropped',
    statements: [
      `create temporary table dropped as select ${entry('evaluation.settled')} as id`,
      'delete from ledger_leaf where entry_id = (select id from dropped)',
      'delete from ledger_entry where id = (select id from dropped)',
    ],
    bundle: 'SETTLED_MISSING',
    ledger: 'SEQUENCE',
  },
  {
    what: 'two councils change their codes',
    statements: [
      `create temporary table swapped as
        select a.id, b.council_snapshot -> 'code' as code from evaluation a join evaluation b on b.cycle_id = a.cycle_id and b.id <> a.id
        where a.cycle_id = (select cycle_id from publication) and a.council_snapshot ->> 'code' in ('UZ-AN', 'UZ-BU') and b.council_snapshot ->> 'code' in ('UZ-AN', 'UZ-BU')`,
      `update evaluation e set council_snapshot = jsonb_set(e.council_snapshot::jsonb, '{code}', s.code::jsonb) from swapped s where s.id = e.id`,
    ],
    bundle: 'OPENED_COUNCIL',
    ledger: 'PROVED',
  },
  {
    what: 'a session is dropped, and what it decided',
    statements: [
      `create temporary table dropped as select ${entry('sessionItem.decided')} as id`,
      'delete from ledger_leaf where entry_id = (select id from dropped)',
      'delete from ledger_entry where id = (select id from dropped)',
    ],
    bundle: 'DECISION_MISSING',
    ledger: 'SEQUENCE',
  },
  {
    what: 'two entries change places',
    statements: [
      `create temporary table swapped as
        select a.entry_id, b.sequence, b.leaf_hash, b.chain_hash from ledger_leaf a join ledger_leaf b on b.sequence <> a.sequence
        where a.sequence in (${sequenceOf(entry('score.committed'))}, ${sequenceOf(entry('marks.revealed'))})
          and b.sequence in (${sequenceOf(entry('score.committed'))}, ${sequenceOf(entry('marks.revealed'))})`,
      'delete from ledger_leaf where entry_id in (select entry_id from swapped)',
      'insert into ledger_leaf (entry_id, sequence, leaf_hash, chain_hash) select entry_id, sequence, leaf_hash, chain_hash from swapped',
    ],
    bundle: 'ENTRY_NOT_IN_LOG',
    ledger: 'LEAF_HASH',
  },
  {
    what: 'two entries change places with their hashes',
    statements: [
      `create temporary table swapped as
        select a.entry_id, b.sequence, a.leaf_hash, a.chain_hash from ledger_leaf a join ledger_leaf b on b.sequence <> a.sequence
        where a.sequence in (${sequenceOf(entry('score.committed'))}, ${sequenceOf(entry('marks.revealed'))})
          and b.sequence in (${sequenceOf(entry('score.committed'))}, ${sequenceOf(entry('marks.revealed'))})`,
      'delete from ledger_leaf where entry_id in (select entry_id from swapped)',
      'insert into ledger_leaf (entry_id, sequence, leaf_hash, chain_hash) select entry_id, sequence, leaf_hash, chain_hash from swapped',
    ],
    bundle: 'ENTRY_NOT_IN_LOG',
    ledger: 'CHAIN_HASH',
  },
  {
    what: 'two raters of one item get the marks of each other',
    statements: [
      `create temporary table swapped as
        select a.score_id, b.value_points, b.value_level, b.justification, b.commitment_salt from (select o.* ${differing}) a join (select o.* ${differing}) b
          on b.score_id <> a.score_id
        where a.score_id in (select o.score_id ${differing} order by o.score_id limit 2) and b.score_id in (select o.score_id ${differing} order by o.score_id limit 2)`,
      `update score_opening o set value_points = s.value_points, value_level = s.value_level, justification = s.justification, commitment_salt = s.commitment_salt
        from swapped s where s.score_id = o.score_id`,
    ],
    bundle: 'COMMITMENT_DIFFERS',
    ledger: 'PROVED',
  },
  {
    what: 'two raters change their pseudonyms',
    statements: [
      `create temporary table swapped as
        select a.id, b.pseudonym from rater_assignment a join rater_assignment b on b.evaluation_id = a.evaluation_id and b.id <> a.id
        where a.id in (select s.assignment_id ${differing} order by o.score_id limit 2) and b.id in (select s.assignment_id ${differing} order by o.score_id limit 2)`,
      `update rater_assignment r set pseudonym = 'R-X' || left(r.id::text, 8) from swapped s where s.id = r.id`,
      'update rater_assignment r set pseudonym = s.pseudonym from swapped s where s.id = r.id',
    ],
    bundle: 'COMMITMENT_DIFFERS',
    ledger: 'PROVED',
  },
  {
    what: 'the ledger is cut off before the publication',
    statements: [
      `create temporary table cut as select sequence from ledger_leaf where entry_id = ${published}`,
      'delete from ledger_checkpoint where size > (select sequence from cut)',
      'delete from ledger_node where (node_index + 1) * (2 ^ level) > (select sequence from cut)',
      'create temporary table gone as select entry_id from ledger_leaf where sequence >= (select sequence from cut)',
      'delete from ledger_leaf where entry_id in (select entry_id from gone)',
      'delete from ledger_entry where id in (select entry_id from gone)',
    ],
    bundle: 'NO_BUNDLE',
    ledger: 'TRUNCATED',
  },
  {
    what: 'an entry is rewritten, and the whole tail chained and signed anew with the key of the server',
    statements: [
      `update ledger_entry set created_at = created_at + interval '1 second' where id = ${entry('score.committed')}`,
      'truncate ledger_pending',
      'insert into ledger_pending (entry_id) select entry_id from ledger_leaf order by sequence',
      'delete from ledger_checkpoint',
      'delete from ledger_node',
      'delete from ledger_leaf',
    ],
    isSignedAnew: true,
    // Of the size that was kept; of another size it would be CHECKPOINT_INCONSISTENT.
    bundle: 'CHECKPOINT_FORKED',
    ledger: 'ROOT_DIFFERS',
  },
];

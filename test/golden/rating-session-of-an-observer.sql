select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids"
  from "evaluation"
  where "evaluation"."id" in ($*);

select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position"
  from "rating_cycle"
  where "rating_cycle"."id" in ($*);

select "rating_round".*, "session_item"."item_id", "timer"."ends_at"
  from "rating_round"
  inner join "session_item" on "session_item"."id" = "rating_round"."session_item_id"
  left join "timer" on "timer"."object_id" = "rating_round"."id"
  where "rating_round"."session_item_id" in ($*)
  order by "rating_round"."number";

select "rating_session".*, "rating_cycle"."state" as "cycle_state", "facilitation"."holder_id", ( select jsonb_build_object( 'key', 'rating-session:' || "rating_session"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'rating-session:' || "rating_session"."id") as "position", (methodology_version.body ->> 'minRaters')::int as "min_raters", array( select e.council_id::text
  from session_evaluation se
  join evaluation e on e.id = se.evaluation_id
  where se.session_id = rating_session.id) as "council_ids", array( select se.evaluation_id::text
  from session_evaluation se
  where se.session_id = rating_session.id) as "evaluation_ids", array( select a.rater_id::text
  from session_evaluation se
  join rater_assignment a on a.evaluation_id = se.evaluation_id
  where se.session_id = rating_session.id and a.state in ('ACTIVE', 'COMPLETED')) as "rater_ids", array( select o.account_id::text
  from session_observer o
  where o.session_id = rating_session.id) as "observer_ids", array( select c.account_id::text
  from check_in c
  where c.subject_id = rating_session.id and c.checked_out_at is null) as "present_ids"
  from "rating_session"
  inner join "rating_cycle" on "rating_cycle"."id" = "rating_session"."cycle_id"
  inner join "methodology_version" on "methodology_version"."id" = "rating_cycle"."methodology_version_id"
  inner join "facilitation" on "facilitation"."subject_id" = "rating_session"."id"
  where "rating_session"."id" in ($*);

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select "session_evaluation"."session_id", "session_evaluation"."evaluation_id"
  from "session_evaluation"
  inner join "evaluation" on "evaluation"."id" = "session_evaluation"."evaluation_id"
  where "session_evaluation"."session_id" in ($*)
  order by "evaluation"."sort_key";

select "session_id", "body", "hash", (select count(*)::int
  from protocol_signature s
  where s.session_id = session_protocol.session_id and s.refusal_reason is null) as "signed", array(select s.refusal_reason
  from protocol_signature s
  where s.session_id = session_protocol.session_id and s.refusal_reason is not null
  order by s.refusal_reason) as "refusals", array(select s.account_id::text
  from protocol_signature s
  where s.session_id = session_protocol.session_id) as "signer_ids"
  from "session_protocol"
  where "session_id" in ($*);

select *
  from "consensus_proposal"
  where "session_item_id" in ($*)
  order by "id";

select *, array( select d.account_id::text
  from facilitator_deputy d
  where d.subject_id = facilitation.subject_id
  order by d.ordinal) as "deputy_ids", now() as "server_time"
  from "facilitation"
  where "subject_id" in ($*);

select parent.id as parent_id, counted.rows
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select count(*) as "rows"
  from "session_item"
  inner join "evaluation_item" on "evaluation_item"."id" = "session_item"."item_id"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_session" on "rating_session"."id" = "session_item"."session_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "rating_session"."cycle_id"
  inner join "methodology_version" on "methodology_version"."id" = "rating_cycle"."methodology_version_id"
  inner join "facilitation" on "facilitation"."subject_id" = "rating_session"."id"
  where "session_item"."session_id" = parent.id and (exists ( select 1
  from session_observer o
  where o.session_id = session_item.session_id and o.account_id = $?) or exists ( select 1
  from rater_assignment a
  where a.evaluation_id = evaluation_item.evaluation_id and a.rater_id = $? and a.state in ('ACTIVE', 'COMPLETED'))))) as counted;

select parent.id as parent_id, item.*
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select "session_item".*, "evaluation_item"."evaluation_id", "evaluation"."council_id", "evaluation_item"."indicator_code", "rating_session"."state" as "session_state", "rating_cycle"."state" as "cycle_state", "facilitation"."holder_id", (methodology_version.body ->> 'maxRounds')::int as "max_rounds", array( select e.council_id::text
  from session_evaluation se
  join evaluation e on e.id = se.evaluation_id
  where se.session_id = session_item.session_id) as "council_ids", array( select se.evaluation_id::text
  from session_evaluation se
  where se.session_id = session_item.session_id) as "evaluation_ids", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation_item.evaluation_id and a.state in ('ACTIVE', 'COMPLETED')) as "rater_ids", array( select o.account_id::text
  from session_observer o
  where o.session_id = session_item.session_id) as "observer_ids", array( select last.account_id::text
  from ( select distinct on (c.account_id) c.account_id, c.checked_out_at, c.checked_out_by
  from check_in c
  where c.subject_id = "session_item"."session_id" and true
  order by c.account_id, c.checked_in_at desc, c.id desc) last
  where (last.checked_out_at is null or (last.checked_out_by <> last.account_id and last.checked_out_at > coalesce(rating_session.closed_at, now()) - make_interval(mins => 10)))) as "taking_part_ids", cast("session_item"."ordinal" as text) as "keyset_0", cast("session_item"."id" as text) as "keyset_1", row_number() over (order by "session_item"."ordinal" asc, "session_item"."id" asc) as "keyset_place"
  from "session_item"
  inner join "evaluation_item" on "evaluation_item"."id" = "session_item"."item_id"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_session" on "rating_session"."id" = "session_item"."session_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "rating_session"."cycle_id"
  inner join "methodology_version" on "methodology_version"."id" = "rating_cycle"."methodology_version_id"
  inner join "facilitation" on "facilitation"."subject_id" = "rating_session"."id"
  where "session_item"."session_id" = parent.id and (exists ( select 1
  from session_observer o
  where o.session_id = session_item.session_id and o.account_id = $?) or exists ( select 1
  from rater_assignment a
  where a.evaluation_id = evaluation_item.evaluation_id and a.rater_id = $? and a.state in ('ACTIVE', 'COMPLETED')))
  order by "session_item"."ordinal" asc, "session_item"."id" asc
  limit $?)) as item
  order by item.keyset_place;

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

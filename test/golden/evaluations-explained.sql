select "evaluation"."id" as "evaluation_id", "evaluation"."council_id", "evaluation"."cycle_id", "rating_cycle"."state" as "cycle_state", evaluation.council_snapshot ->> 'code' as "code", array( select r.rater_id::text
  from rater_assignment r
  where r.evaluation_id = evaluation.id and r.state in ('ACTIVE', 'COMPLETED')) as "rater_ids", ( select coalesce(jsonb_agg(jsonb_build_object( 'indicatorCode', i.indicator_code, 'state', i.state, 'officialPoints', case when a.id is null then i.official_points else a.points end, 'officialBasis', coalesce(a.basis, i.official_basis))
  order by i.ordinal), '[]')
  from evaluation_item i
  left join lateral ( select s.id, s.points, s.basis
  from score_adjustment s
  where s.item_id = i.id
  order by s.id desc
  limit 1) a on true
  where i.evaluation_id = evaluation.id) as "items"
  from "evaluation"
  inner join "rating_cycle" on "rating_cycle"."id" = "evaluation"."cycle_id"
  where "evaluation"."cycle_id" in ($*)
  order by "evaluation"."sort_key", "evaluation"."id";

select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids", cast("evaluation"."sort_key" as text) as "keyset_0", cast("evaluation"."id" as text) as "keyset_1"
  from "evaluation"
  where true and "evaluation"."cycle_id" = $? and "evaluation"."state" = $?
  order by "evaluation"."sort_key" asc, "evaluation"."id" asc
  limit $?;

select "evaluation_id", "rater_id", "state"
  from "rater_assignment"
  where "evaluation_id" in ($*) and "state" in ($*);

select "evaluation_item".*, "evaluation"."council_id", "evaluation"."cycle_id", "rating_cycle"."state" as "cycle_state", "rating_cycle"."methodology_version_id", coalesce("rating_cycle"."evidence_close_on" < (select (now() at time zone 'Asia/Tashkent')::date), false) as "evidence_is_behind", coalesce("rating_cycle"."scoring_close_on" < (select (now() at time zone 'Asia/Tashkent')::date), false) as "marks_are_behind", coalesce(evaluation_item.round_closes_at <= now(), false) as "round_is_over", ( select jsonb_build_object('points', a.points, 'basis', a.basis, 'reason', null)
  from score_adjustment a
  where a.item_id = evaluation_item.id
  order by a.id desc
  limit 1) as "adjustment"
  from "evaluation_item"
  inner join "evaluation" on "evaluation"."id" = "evaluation_item"."evaluation_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "evaluation"."cycle_id"
  where "evaluation_item"."evaluation_id" in ($*)
  order by "evaluation_item"."ordinal";

select "score_opening".*, "score"."id", "score"."assignment_id", "score"."item_id", "score"."round", "score"."state", "score"."commitment_hash", "score"."created_at", "rater_assignment"."rater_id", "rater_assignment"."pseudonym", "rater_assignment"."state" as "assignment_state", case when ("rater_assignment"."rater_id" = $? and "score_opening"."score_id" is null) then "score"."sealed" end as "sealed"
  from "score"
  inner join "rater_assignment" on "rater_assignment"."id" = "score"."assignment_id"
  left join "score_opening" on "score_opening"."score_id" = "score"."id"
  where "score"."item_id" in ($*)
  order by "rater_assignment"."pseudonym", "score"."round", "score"."created_at";

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select *
  from "methodology_version"
  where "id" in ($*);

select count(*) as "rows"
  from "evaluation"
  where true and "evaluation"."cycle_id" = $? and "evaluation"."state" = $?;

select distinct on ("item_id") *
  from "measurement"
  where "item_id" in ($*)
  order by "item_id", "id" desc;

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids"
  from "evaluation"
  where "evaluation"."id" in ($*);

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

select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position"
  from "rating_cycle"
  where "rating_cycle"."id" in ($*);

select "score_draft".*, "rater_assignment"."rater_id"
  from "score_draft"
  inner join "rater_assignment" on "rater_assignment"."id" = "score_draft"."assignment_id"
  inner join "evaluation_item" on "evaluation_item"."id" = "score_draft"."item_id"
  where "score_draft"."round" = coalesce("evaluation_item"."open_round", "evaluation_item"."revealed_round", 0) and "score_draft"."item_id" in ($*) and "rater_assignment"."rater_id" in ($*);

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select *
  from "rater_assignment"
  where "evaluation_id" in ($*)
  order by "pseudonym";

select *
  from "self_assessment"
  where "item_id" in ($*);

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

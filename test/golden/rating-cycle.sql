select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids"
  from "evaluation"
  where "evaluation"."cycle_id" in ($*)
  order by "evaluation"."sort_key", "evaluation"."id";

select "rater_assignment"."evaluation_id", "rater_assignment"."id", "rater_assignment"."state", (select count(*) as "marks"
  from "score"
  where "score"."assignment_id" = "rater_assignment"."id" and "score"."round" = $? and "score"."state" in ($*)) as "marks", (select count(*) as "items"
  from "evaluation_item"
  where "evaluation_item"."evaluation_id" = "rater_assignment"."evaluation_id" and ("evaluation_item"."state" = $? or "evaluation_item"."revealed_at" is not null)) as "items"
  from "rater_assignment"
  inner join "evaluation" on "evaluation"."id" = "rater_assignment"."evaluation_id"
  inner join "rating_cycle" on "rating_cycle"."id" = "evaluation"."cycle_id"
  where "rater_assignment"."evaluation_id" in ($*) and ("rater_assignment"."state" in ($*) or ("rating_cycle"."state" = $? and "rater_assignment"."state" in ($*) and exists (select "conflict_declaration"."id"
  from "conflict_declaration"
  where "conflict_declaration"."evaluation_id" = "rater_assignment"."evaluation_id" and "conflict_declaration"."rater_id" = "rater_assignment"."rater_id" and "conflict_declaration"."decision" = $?)));

select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position"
  from "rating_cycle"
  where "rating_cycle"."id" in ($*);

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select *
  from "methodology"
  where "id" in ($*);

select *
  from "methodology_version"
  where "id" in ($*);

select *
  from "rater_assignment"
  where "evaluation_id" in ($*)
  order by "pseudonym";

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

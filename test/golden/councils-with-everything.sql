select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", ( select jsonb_build_object( 'key', 'council:' || "council"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || "council"."id") as "position", cast("council"."sort_key" as text) as "keyset_0", cast("council"."id" as text) as "keyset_1"
  from "council"
  where "council"."kind" = $?
  order by "council"."sort_key" asc, "council"."id" asc
  limit $?;

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select *
  from "seat"
  where "council_id" in ($*)
  order by "ordinal";

select *
  from "territory"
  where "id" in ($*);

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

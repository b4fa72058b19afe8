select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", "council"."name", "council"."about", "council"."founding_act", ( select jsonb_build_object( 'key', 'council:' || "council"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || "council"."id") as "position"
  from "council"
  where "council"."code" in ($*);

select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", "council"."name", "council"."about", "council"."founding_act", ( select jsonb_build_object( 'key', 'council:' || "council"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || "council"."id") as "position"
  from "council"
  where "council"."id" in ($*);

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

select parent.id as parent_id, counted.rows
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select count(*) as "rows"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  inner join "person" on "person"."id" = "appointment"."person_id"
  where "seat"."council_id" = parent.id)) as counted;

select parent.id as parent_id, item.*
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select "appointment"."id", "seat"."council_id", "appointment"."started_on", "appointment"."ended_on", "appointment"."basis", "appointment"."end_reason", "appointment"."version", "appointment"."seat_id", "seat"."function", "seat"."category", "seat"."ordinal", "appointment"."person_id", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", cast("appointment"."started_on" as text) as "keyset_0", cast("appointment"."id" as text) as "keyset_1", row_number() over (order by "appointment"."started_on" desc, "appointment"."id" desc) as "keyset_place"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  inner join "person" on "person"."id" = "appointment"."person_id"
  where "seat"."council_id" = parent.id
  order by "appointment"."started_on" desc, "appointment"."id" desc
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

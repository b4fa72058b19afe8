select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids", cast("evaluation"."sort_key" as text) as "keyset_0", cast("evaluation"."id" as text) as "keyset_1"
  from "evaluation"
  where true and "evaluation"."cycle_id" = $?
  order by "evaluation"."sort_key" asc, "evaluation"."id" asc
  limit $?;

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select parent.id as parent_id, counted.rows
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select count(*) as "rows"
  from "evidence"
  inner join "stored_file" on "stored_file"."sha256" = "evidence"."file_sha256"
  where "evidence"."evaluation_id" = parent.id)) as counted;

select parent.id as parent_id, item.*
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select "evidence".*, "stored_file"."size_bytes", cast("evidence"."id" as text) as "keyset_0", row_number() over (order by "evidence"."id" asc) as "keyset_place"
  from "evidence"
  inner join "stored_file" on "stored_file"."sha256" = "evidence"."file_sha256"
  where "evidence"."evaluation_id" = parent.id
  order by "evidence"."id" asc
  limit $?)) as item
  order by item.keyset_place;

select parent.id as parent_id, item.*
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select "evidence".*, "stored_file"."size_bytes", cast("evidence"."id" as text) as "keyset_0", row_number() over (order by "evidence"."id" desc) as "keyset_place"
  from "evidence"
  inner join "stored_file" on "stored_file"."sha256" = "evidence"."file_sha256"
  where "evidence"."evaluation_id" = parent.id
  order by "evidence"."id" desc
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

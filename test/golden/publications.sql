select "account"."id", "account"."person_id", "account"."email", "account"."status", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", array( select g.role
  from role_grant g
  where g.account_id = account.id and g.revoked_at is null
  order by g.role) as "roles", exists (select 1
  from role_grant g
  where g.account_id = account.id) as "was_granted"
  from "account"
  inner join "person" on "person"."id" = "account"."person_id"
  where "account"."id" in ($*);

select "publication".*, cast("publication"."number" as text) as "keyset_0"
  from "publication"
  order by "publication"."number" desc
  limit $?;

select "publication_approval"."publication_id", "publication_approval"."approver_id", ("publication"."published_at" is not null or "publication"."state" = $? or ("publication_approval"."snapshot_hash" = "publication"."snapshot_hash" and "account"."status" = $? and exists (select "role_grant"."id"
  from "role_grant"
  where "role_grant"."account_id" = "account"."id" and "role_grant"."role" = $? and "role_grant"."revoked_at" is null))) as "stands"
  from "publication_approval"
  inner join "publication" on "publication"."id" = "publication_approval"."publication_id"
  inner join "account" on "account"."id" = "publication_approval"."approver_id"
  where "publication_approval"."publication_id" in ($*)
  order by "publication_approval"."id";

select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position"
  from "rating_cycle"
  where "rating_cycle"."id" in ($*);

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select count(*) as "rows"
  from "publication";

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

select "account"."id", "account"."person_id", "account"."email", "account"."status", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", array( select g.role
  from role_grant g
  where g.account_id = account.id and g.revoked_at is null
  order by g.role) as "roles", exists (select 1
  from role_grant g
  where g.account_id = account.id) as "was_granted"
  from "account"
  inner join "person" on "person"."id" = "account"."person_id"
  where "account"."id" in ($*);

select "person"."id", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", "account"."id" as "account_id", exists (select 1
  from appointment a
  where a.person_id = person.id) as "has_seat", exists (select 1
  from role_grant g
  where g.account_id = account.id) as "was_granted"
  from "person"
  left join "account" on "account"."person_id" = "person"."id"
  where "person"."id" in ($*);

select "seat"."council_id", "seat"."function", appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) as "has_begun", (case when appointment.started_on <= (select (now() at time zone 'Asia/Tashkent')::date) then appointment.ended_on else appointment.started_on end)::timestamp at time zone 'Asia/Tashkent' as "changes_at"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and ("appointment"."ended_on" is null or "appointment"."ended_on" > (select (now() at time zone 'Asia/Tashkent')::date));

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles, array( select left_assignment.evaluation_id::text
  from rater_assignment left_assignment
  where left_assignment.rater_id = a.id and left_assignment.state = any($?::text[])) as left_evaluations
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

select "appointment".*, "seat"."council_id", cast("appointment"."started_on" as text) as "keyset_0", cast("appointment"."id" as text) as "keyset_1"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "seat"."council_id" = $?
  order by "appointment"."started_on" desc, "appointment"."id" desc
  limit $?;

select "council".*, ( select jsonb_build_object( 'key', 'council:' || council.id, 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || council.id) as "position"
  from "council"
  where "council"."code" in ($*);

select "council".*, ( select jsonb_build_object( 'key', 'council:' || council.id, 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || council.id) as "position"
  from "council"
  where "council"."id" in ($*);

select "seat"."council_id", "seat"."function"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "appointment"."person_id" = $? and "appointment"."started_on" <= (now() at time zone 'Asia/Tashkent')::date and ("appointment"."ended_on" is null or "appointment"."ended_on" > (now() at time zone 'Asia/Tashkent')::date);

select *
  from "person"
  where "id" in ($*);

select *
  from "seat"
  where "council_id" in ($*)
  order by "ordinal";

select *
  from "seat"
  where "id" in ($*);

select *
  from "territory"
  where "id" in ($*);

select count(*) as "rows"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "seat"."council_id" = $?;

select s.id as session_id, a.id as account_id, a.person_id, s.expires_at, coalesce((select array_agg(g.role)
  from role_grant g
  where g.account_id = a.id and g.revoked_at is null), '{}') as roles
  from session s
  join account a on a.id = s.account_id
  where s.token_hash = $? and s.revoked_at is null and s.expires_at > now() and a.status = 'ACTIVE';

select "appointment".*, "seat"."council_id"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  where "seat"."council_id" in ($*) and "appointment"."started_on" <= $?::date and ("appointment"."ended_on" is null or "appointment"."ended_on" > $?::date)
  order by "seat"."council_id", "seat"."ordinal";

select "council".*, ( select jsonb_build_object( 'key', 'council:' || council.id, 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || council.id) as "position", cast("council"."sort_key" as text) as "keyset_0", cast("council"."id" as text) as "keyset_1"
  from "council"
  where "council"."kind" = $?
  order by "council"."sort_key" asc, "council"."id" asc
  limit $?;

select *
  from "person"
  where "id" in ($*);

select *
  from "seat"
  where "id" in ($*);

select count(*) as "rows"
  from "council"
  where "council"."kind" = $?;

select "evaluation".*, ( select jsonb_build_object( 'key', 'evaluation:' || "evaluation"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'evaluation:' || "evaluation"."id") as "position", array( select a.rater_id::text
  from rater_assignment a
  where a.evaluation_id = evaluation.id and a.state = any($?::text[])) as "rater_ids"
  from "evaluation"
  where "evaluation"."cycle_id" in ($*)
  order by "evaluation"."sort_key", "evaluation"."id";

select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position", cast("rating_cycle"."period_from" as text) as "keyset_0", cast("rating_cycle"."id" as text) as "keyset_1"
  from "rating_cycle"
  where "rating_cycle"."state" in ($*)
  order by "rating_cycle"."period_from" desc, "rating_cycle"."id" desc
  limit $?;

select count(*) as "rows"
  from "rating_cycle"
  where "rating_cycle"."state" in ($*);

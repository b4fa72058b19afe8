select "rating_cycle".*, ( select jsonb_build_object( 'key', 'cycle:' || "rating_cycle"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'cycle:' || "rating_cycle"."id") as "position"
  from "rating_cycle"
  where "rating_cycle"."id" in ($*);

select *
  from "publication"
  where "id" in ($*);

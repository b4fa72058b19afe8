select "council".*, ( select jsonb_build_object( 'key', 'council:' || council.id, 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || council.id) as "position"
  from "council"
  where "council"."id" in ($*);

select *
  from "territory"
  where "id" in ($*);

select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", "council"."name", "council"."about", "council"."founding_act", ( select jsonb_build_object( 'key', 'council:' || "council"."id", 'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)), 'generation', c.generation, 'seq', coalesce(s.head, 0))
  from rt_cluster c
  left join rt_stream s on s.key = 'council:' || "council"."id") as "position"
  from "council"
  where "council"."id" in ($*);

select *
  from "territory"
  where "id" in ($*);

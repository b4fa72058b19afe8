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

select *
  from "publication"
  where "number" in ($*);

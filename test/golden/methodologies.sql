select "methodology".*, cast("methodology"."sort_key" as text) as "keyset_0", cast("methodology"."id" as text) as "keyset_1"
  from "methodology"
  order by "methodology"."sort_key" asc, "methodology"."id" asc
  limit $?;

select *
  from "methodology_version"
  where "methodology_id" in ($*)
  order by "number" desc;

select "published_rating".*, cast("published_rating"."rating" as text) as "keyset_0", cast("published_rating"."year" as text) as "keyset_1", cast("published_rating"."ordinal" as text) as "keyset_2", cast("published_rating"."id" as text) as "keyset_3"
  from "published_rating"
  order by "published_rating"."rating" collate "C" asc, "published_rating"."year" desc, "published_rating"."ordinal" asc, "published_rating"."id" asc
  limit $?;

select *
  from "territory"
  where "id" in ($*);

select count(*) as "rows"
  from "published_rating";

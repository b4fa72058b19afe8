select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", cast("council"."sort_key" as text) as "keyset_0", cast("council"."id" as text) as "keyset_1"
  from "council"
  where "council"."kind" = $?
  order by "council"."sort_key" asc, "council"."id" asc
  limit $?;

select parent.id as parent_id, counted.rows
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select count(*) as "rows"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  inner join "person" on "person"."id" = "appointment"."person_id"
  where "seat"."council_id" = parent.id)) as counted;

select parent.id as parent_id, item.*
  from unnest($?::uuid[]) as parent(id) cross
  join lateral ((select "appointment"."id", "seat"."council_id", "appointment"."started_on", "appointment"."ended_on", "appointment"."basis", "appointment"."end_reason", "appointment"."version", "appointment"."seat_id", "seat"."function", "seat"."category", "seat"."ordinal", "appointment"."person_id", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", cast("appointment"."started_on" as text) as "keyset_0", cast("appointment"."id" as text) as "keyset_1", row_number() over (order by "appointment"."started_on" desc, "appointment"."id" desc) as "keyset_place"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  inner join "person" on "person"."id" = "appointment"."person_id"
  where "seat"."council_id" = parent.id
  order by "appointment"."started_on" desc, "appointment"."id" desc
  limit $?)) as item
  order by item.keyset_place;

select "appointment"."id", "seat"."council_id", "appointment"."started_on", "appointment"."ended_on", "seat"."function", "seat"."category", "seat"."ordinal", "appointment"."person_id", "person"."family_name", "person"."given_name", "person"."patronymic"
  from "appointment"
  inner join "seat" on "seat"."id" = "appointment"."seat_id"
  inner join "person" on "person"."id" = "appointment"."person_id"
  where "seat"."council_id" in ($*) and "appointment"."started_on" <= $?::date and ("appointment"."ended_on" is null or "appointment"."ended_on" > $?::date)
  order by "seat"."council_id", "seat"."ordinal";

select "council"."id", "council"."code", "council"."kind", "council"."territory_id", "council"."founded_year", "council"."address", "council"."phone", "council"."email", "council"."website", "council"."updated_at", "council"."version", "council"."name", cast("council"."sort_key" as text) as "keyset_0", cast("council"."id" as text) as "keyset_1"
  from "council"
  where "council"."kind" = $?
  order by "council"."sort_key" asc, "council"."id" asc
  limit $?;

select count(*) as "rows"
  from "council"
  where "council"."kind" = $?;

select "account"."id", "account"."person_id", "account"."email", "account"."status", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", array( select g.role
  from role_grant g
  where g.account_id = account.id and g.revoked_at is null
  order by g.role) as "roles", exists (select 1
  from role_grant g
  where g.account_id = account.id) as "was_granted"
  from "account"
  inner join "person" on "person"."id" = "account"."person_id"
  where "account"."id" in ($*);

select "person"."id", "person"."family_name", "person"."given_name", "person"."patronymic", "person"."organisation", "person"."invented", "account"."id" as "account_id", exists (select 1
  from appointment a
  where a.person_id = person.id) as "has_seat", exists (select 1
  from role_grant g
  where g.account_id = account.id) as "was_granted"
  from "person"
  left join "account" on "account"."person_id" = "person"."id"
  where "person"."id" in ($*);

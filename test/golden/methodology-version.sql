select *
  from "methodology"
  where "id" in ($*);

select *
  from "methodology_version"
  where "id" in ($*);

select *
  from "territory"
  order by "sort_key", "id";

select *
  from "published_total"
  order by "rating", "year" desc, "ordinal";

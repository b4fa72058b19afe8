select *
  from "publication"
  where "snapshot_hash" in ($*);

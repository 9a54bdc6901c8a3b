-- Series, once for each film of theirs.
select unnest(items, max_depth := 2) from read_belongs_to_collection

-- Series, once for each film of theirs.
select unnest(belongs_to_collection, max_depth := 2) from nested

-- Companies, once for each film of theirs.
select unnest(items, max_depth := 2) from read_production_companies

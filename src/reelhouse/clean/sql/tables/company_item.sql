-- Companies, once for each film of theirs.
select unnest(production_companies, max_depth := 2) from nested

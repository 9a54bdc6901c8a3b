-- Genres, once for each film of theirs.
select unnest(genres, max_depth := 2) from nested

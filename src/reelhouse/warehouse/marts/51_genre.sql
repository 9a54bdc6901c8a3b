-- kind: mart
-- key: genre_id
-- indexes: genre_id, folded

-- Every genre, also those without a counted film, and `(none)`, with a NULL id.
-- folded is the name in lower case, by which names are compared.

select
    genre_id,
    name as genre,
    lower(name) as folded
from movies.genre
union all
select
    null as genre_id,
    '(none)' as genre,
    '(none)' as folded

-- kind: mart
-- key: genre_id, release_year, measure
-- indexes: genre_id, genre, release_year, measure

-- How popular the counted films of each genre are, year by year, by each measure: how many there
-- are, how many have it, and every statistic over these, to 6 decimals.

select
    credit_id as genre_id,
    credit as genre,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from reports.credit_year_measure
where kind = 'genre'

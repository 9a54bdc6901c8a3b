-- kind: mart
-- key: company_id, release_year, genre_id
-- indexes: company_id, company, genre_id, genre, release_year

-- How many counted films each company released, year by year and genre by genre.

select
    company.company_id,
    company.company,
    movie.release_year,
    genre.genre_id,
    genre.genre,
    count(*) as movies
from reports.counted_movie as movie
inner join reports.company_credit as company on movie.movie_id = company.movie_id
inner join reports.genre_credit as genre on movie.movie_id = genre.movie_id
where company.allocation = 'full' and genre.allocation = 'full'
group by
    company.company_id, company.company, movie.release_year, genre.genre_id, genre.genre

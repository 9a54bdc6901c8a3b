-- title: Releases by company, year and genre
-- description: How many films each company released, year by year and genre by genre.
-- columns: company_id, company, release_year, genre_id, genre, movies
-- order: company, company_id, release_year, genre, genre_id

select
    company_id,
    company,
    release_year,
    genre_id,
    genre,
    movies
from reports.company_year_genre

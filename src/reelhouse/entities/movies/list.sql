-- title: Movies
-- description: All movies, whether they count in the reports or not.
-- table: movie
-- columns: movie_id, title, original_title, release_date, status
-- columns: runtime_minutes, popularity, vote_average, vote_count, budget, revenue
-- search: title, original_title
-- order: vote_count desc, title asc, movie_id asc
-- filters: year, from_year, to_year, company_id, genre_id, member_id

select
    movie_id,
    title,
    original_title,
    release_date,
    status,
    runtime_minutes,
    popularity,
    vote_average,
    vote_count,
    budget,
    revenue
from movies.movie

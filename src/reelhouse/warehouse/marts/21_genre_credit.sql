-- kind: step

-- Which genre gets how much of a counted film, under each allocation. A film without a genre
-- is credited to `(none)`, with a NULL id. Parts are those of company_credit.

with credit as (
    select
        movie.movie_id,
        genre.genre_id,
        coalesce(genre.name, '(none)') as genre,
        count(*) over (partition by movie.movie_id) as genres
    from reports.counted_movie as movie
    left join movies.movie_genre as told_in on movie.movie_id = told_in.movie_id
    left join movies.genre as genre on told_in.genre_id = genre.genre_id
)

select
    allocations.allocation,
    credit.genre_id,
    credit.genre,
    credit.movie_id,
    cast(
        case
            when allocations.allocation = 'full' then 9419588158802421600
            else reports.round_ratio(9419588158802421600, credit.genres)
        end as decimal(38, 0)
    ) as parts
from credit
cross join (values ('full'), ('split')) as allocations (allocation)

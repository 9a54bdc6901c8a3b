-- kind: step

-- The popularity of each counted film, one row for each measure; NULL where the film has none.
-- An amount is a whole number of 1e-18 units, so that sums are exact; log_amount is the natural
-- logarithm of 1 + the measure, a decimal so that its sums do not depend on the order of rows.

-- One pass over the ratings, before anything is joined to them.
with rated as (
    select
        movielens_id,
        count(*) as ratings,
        sum(rating) as stars
    from movies.rating
    group by movielens_id
),

-- Several MovieLens ids can lead to one film.
received as (
    select
        link.movie_id,
        sum(rated.ratings) as ratings,
        sum(rated.stars) as stars
    from rated
    inner join movies.movie_link as link on rated.movielens_id = link.movielens_id
    where link.movie_id is not null
    group by link.movie_id
),

-- C of the weighted rating, over all films with votes, whether they count or not.
usual_vote as (
    select
        cast(sum(vote_average) * 1000000 as decimal(38, 0)) as millionths,
        count(vote_average) as movies
    from movies.movie
    where vote_count >= 1
),

-- How far each film stands from the 90th percentile of vote_count, in tenths of a place.
voted as (
    select
        vote_count,
        abs(
            9 * (count(*) over () - 1)
            - 10 * (row_number() over (order by vote_count) - 1)
        ) as distance
    from movies.movie
    where vote_count is not null
),

-- m of the weighted rating, over all films whose vote_count is known: between the two that are
-- less than a place away, each by its nearness.
many_votes as (
    select sum(vote_count * (10 - distance)) as tenths
    from voted
    where distance < 10
),

-- Without votes a vote_average means nothing, and weighs nothing.
film as (
    select
        movie.movie_id,
        movie.popularity,
        movie.vote_count,
        movie.vote_average,
        received.stars,
        coalesce(received.ratings, 0) as ratings,
        case
            when movie.vote_count = 0 then 0
            else movie.vote_count * cast(movie.vote_average * 1000000 as decimal(38, 0))
        end as vote_millionths
    from reports.counted_movie as counted
    inner join movies.movie as movie on counted.movie_id = movie.movie_id
    left join received on counted.movie_id = received.movie_id
),

measured as (
    select
        movie_id,
        'popularity' as measure,
        cast(popularity * 1000000000000000000 as decimal(38, 0)) as amount
    from film
    union all
    select
        movie_id,
        'vote_count' as measure,
        cast(vote_count as decimal(38, 0)) * 1000000000000000000 as amount
    from film
    union all
    select
        movie_id,
        'vote_average' as measure,
        case
            when vote_count >= 1
                then cast(vote_average * 1000000000000000000 as decimal(38, 0))
        end as amount
    from film
    union all
    select
        film.movie_id,
        'weighted_rating' as measure,
        cast(
            reports.round_ratio(
                1000000000000
                * (
                    10 * film.vote_millionths * usual_vote.movies
                    + many_votes.tenths * usual_vote.millionths
                ),
                (10 * film.vote_count + many_votes.tenths) * usual_vote.movies
            ) as decimal(38, 0)
        ) as amount
    from film
    cross join usual_vote
    cross join many_votes
    union all
    select
        movie_id,
        'ratings' as measure,
        cast(ratings as decimal(38, 0)) * 1000000000000000000 as amount
    from film
    union all
    select
        movie_id,
        'rating_mean' as measure,
        cast(
            reports.round_ratio(cast(stars * 1000000000000000000 as decimal(38, 0)), ratings)
            as decimal(38, 0)
        ) as amount
    from film
)

select
    movie_id,
    measure,
    amount,
    case
        when amount > -1000000000000000000
            then cast(ln(1 + cast(amount as double) / 1e18) as decimal(38, 18))
    end as log_amount
from measured

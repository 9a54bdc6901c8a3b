-- Values of films that are not of their column's type become NULL and are logged.
insert into quarantine (file, line, "column", reason, action, raw)
with judged as (
    select
        line,
        'adult' as name,
        adult as raw,
        to_boolean(adult) is null as is_damaged,
        boolean_problem(adult) as problem
    from metadata
    union all
    select
        line,
        'budget',
        budget,
        to_money(budget) is null,
        number_problem(budget)
    from metadata
    union all
    select
        line,
        'popularity',
        popularity,
        to_popularity(popularity) is null,
        number_problem(popularity)
    from metadata
    union all
    select
        line,
        'release_date',
        release_date,
        to_date(release_date) is null,
        date_problem(release_date)
    from metadata
    union all
    select
        line,
        'revenue',
        revenue,
        to_money(revenue) is null,
        number_problem(revenue)
    from metadata
    union all
    select
        line,
        'runtime',
        runtime,
        to_minutes(runtime) is null,
        number_problem(runtime)
    from metadata
    union all
    select
        line,
        'video',
        video,
        to_boolean(video) is null,
        boolean_problem(video)
    from metadata
    union all
    select
        line,
        'vote_average',
        vote_average,
        to_vote_average(vote_average) is null,
        number_problem(vote_average)
    from metadata
    union all
    select
        line,
        'vote_count',
        vote_count,
        to_count(vote_count) is null,
        number_problem(vote_count)
    from metadata
)

select
    'movies_metadata' as file,
    line,
    name,
    problem,
    'nulled' as action,
    raw
from judged
where is_damaged and text_or_null(raw) is not null;

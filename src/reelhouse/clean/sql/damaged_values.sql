-- Values of films that are not of their column's type are NULL, and are logged if they are
-- anything at all.
insert into quarantine (file, line, "column", reason, action, raw)
with untyped as (
    select
        metadata.line,
        'adult' as name,
        'boolean' as kind,
        metadata.adult as raw
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.adult is null
    union all
    select
        metadata.line,
        'budget',
        'number',
        metadata.budget
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.budget is null
    union all
    select
        metadata.line,
        'popularity',
        'number',
        metadata.popularity
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.popularity is null
    union all
    select
        metadata.line,
        'release_date',
        'date',
        metadata.release_date
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.release_date is null
    union all
    select
        metadata.line,
        'revenue',
        'number',
        metadata.revenue
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.revenue is null
    union all
    select
        metadata.line,
        'runtime',
        'number',
        metadata.runtime
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.runtime is null
    union all
    select
        metadata.line,
        'video',
        'boolean',
        metadata.video
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.video is null
    union all
    select
        metadata.line,
        'vote_average',
        'number',
        metadata.vote_average
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.vote_average is null
    union all
    select
        metadata.line,
        'vote_count',
        'number',
        metadata.vote_count
    from metadata
    inner join typed on metadata.line = typed.line
    where typed.vote_count is null
)

select
    'movies_metadata' as file,
    line,
    name,
    case kind
        when 'number' then number_problem(raw)
        when 'date' then date_problem(raw)
        else 'not_a_boolean'
    end as reason,
    'nulled' as action,
    raw
from untyped
where text_or_null(raw) is not null;

-- Languages that films were made in or that are spoken in them; only the latter come with names.
with used as (
    select original_language as language_code
    from lake.movie
    where original_language is not null
    union
    select language_code
    from lake.movie_spoken_language
)

select
    used.language_code,
    named.name
from used
left join lake.language as named on used.language_code = named.language_code
order by used.language_code

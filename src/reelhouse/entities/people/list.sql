-- title: People
-- description: Everybody who works on a movie, before the camera or behind it.
-- table: company_member
-- columns: member_id, name, gender, movies
-- search: name
-- order: movies desc, name asc, member_id asc
-- movies: Movies with a credit of theirs, whether they count in the reports or not

with credited as (
    select
        member_id,
        movie_id
    from movies.cast_credit
    union
    select
        member_id,
        movie_id
    from movies.crew_credit
),

counted as (
    select
        member_id,
        count(*) as movies
    from credited
    group by member_id
)

select
    member.member_id,
    member.name,
    member.gender,
    coalesce(counted.movies, 0) as movies
from movies.company_member as member
left join counted on member.member_id = counted.member_id

-- Everybody with a credit on a film that is here, once: name, gender and portrait are each what
-- most of the credits say, of equally frequent ones the first.
with credited as (
    select
        movie_id,
        member_id,
        name,
        gender,
        profile_path
    from lake.cast_credit
    union all
    select
        movie_id,
        member_id,
        name,
        gender,
        profile_path
    from lake.crew_credit
),

variant as (
    select
        member_id,
        name,
        gender,
        profile_path,
        count(*) as credits
    from credited
    where movie_id in (select movie.movie_id from lake.movie as movie)
    group by member_id, name, gender, profile_path
),

named as (
    select
        member_id,
        name,
        row_number() over (partition by member_id order by sum(credits) desc, name) as place
    from variant
    group by member_id, name
),

gendered as (
    select
        member_id,
        gender,
        row_number() over (partition by member_id order by sum(credits) desc, gender) as place
    from variant
    where gender between 1 and 3
    group by member_id, gender
),

pictured as (
    select
        member_id,
        profile_path,
        row_number() over (partition by member_id order by sum(credits) desc, profile_path)
            as place
    from variant
    where profile_path is not null
    group by member_id, profile_path
)

select
    named.member_id,
    named.name,
    case gendered.gender when 1 then 'female' when 2 then 'male' when 3 then 'non-binary' end
        as gender,
    pictured.profile_path
from named
left join gendered on named.member_id = gendered.member_id and gendered.place = 1
left join pictured on named.member_id = pictured.member_id and pictured.place = 1
where named.place = 1
order by named.member_id

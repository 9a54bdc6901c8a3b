-- Jobs, with the person as credited.
select
    item.credit_id,
    movie_id,
    item.id as member_id,
    text_or_null(item.department) as department,
    text_or_null(item.job) as job,
    item.name,
    item.gender,
    text_or_null(item.profile_path) as profile_path
from crew_item

-- kind: step
-- form: view

-- Both kinds of credit as one, so that what is summed over companies and over genres is said
-- once. A view: who asks for one kind or one allocation reads nothing of the other.

select
    'company' as kind,
    company_id as credit_id,
    company as credit,
    allocation,
    movie_id,
    parts
from reports.company_credit
union all
select
    'genre' as kind,
    genre_id as credit_id,
    genre as credit,
    allocation,
    movie_id,
    parts
from reports.genre_credit

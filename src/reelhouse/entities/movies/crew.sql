select
    member.member_id,
    member.name,
    credit.department,
    credit.job
from movies.crew_credit as credit
inner join movies.company_member as member on credit.member_id = member.member_id
where credit.movie_id = :id
order by credit.department nulls last, credit.job nulls last, member.name, credit.credit_id

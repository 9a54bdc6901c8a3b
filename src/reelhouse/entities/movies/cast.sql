select
    member.member_id,
    member.name,
    credit.character,
    credit.billing_order
from movies.cast_credit as credit
inner join movies.company_member as member on credit.member_id = member.member_id
where credit.movie_id = :id
order by credit.billing_order nulls last, credit.credit_id

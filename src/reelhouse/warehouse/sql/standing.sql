select
    delivery.state_id,
    delivery.label as as_of,
    delivery.cleaned_at,
    cast(coalesce(sum(account.rows_rejected), 0) as bigint) as rows_rejected
from reelhouse.delivery as delivery
left join reelhouse.file_account as account on delivery.label = account.label
where delivery.position = (select max(newest.position) from reelhouse.delivery as newest)
group by delivery.state_id, delivery.label, delivery.cleaned_at

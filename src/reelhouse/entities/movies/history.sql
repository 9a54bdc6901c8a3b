select
    history.label,
    history.popularity,
    history.vote_average,
    history.vote_count,
    history.budget,
    history.revenue,
    history.is_removed
from movies.movie_history as history
inner join reelhouse.delivery as delivery on history.label = delivery.label
where history.movie_id = :id
order by delivery.position

select
    keyword.keyword_id,
    keyword.name
from movies.movie_keyword as listed
inner join movies.keyword as keyword on listed.keyword_id = keyword.keyword_id
where listed.movie_id = :id
order by keyword.name, keyword.keyword_id

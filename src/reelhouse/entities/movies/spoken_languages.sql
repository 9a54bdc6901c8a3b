select
    language.language_code,
    language.name
from movies.movie_spoken_language as listed
inner join movies.language as language on listed.language_code = language.language_code
where listed.movie_id = :id
order by language.name, language.language_code

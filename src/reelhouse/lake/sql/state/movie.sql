-- Films of the newest delivery that has films.
select * from lake.movie

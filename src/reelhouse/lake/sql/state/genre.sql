-- As the films' delivery has them.
select * from lake.genre

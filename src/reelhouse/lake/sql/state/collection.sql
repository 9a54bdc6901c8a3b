-- Series, as the films' delivery names them.
select * from lake.collection

-- As the films' delivery has them.
select * from lake.production_company

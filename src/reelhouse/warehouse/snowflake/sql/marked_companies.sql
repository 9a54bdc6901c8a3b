-- Rows of companies that made such a film: their sums would tell of it.
create row access policy if not exists reelhouse_loading.marked_companies
as (company number(10, 0)) returns boolean ->
is_role_in_session('REELHOUSE_LOADER')
or is_role_in_session('REELHOUSE_SENSITIVE')
or company is null
or not exists (
    select 1
    from reelhouse_loading.marked_company as marked
    where marked.company_id = company
)

-- Rows that a mark says not everybody may see.
create row access policy if not exists reelhouse_loading.marked_rows
as (is_marked boolean) returns boolean ->
is_marked is null
or not is_marked
or is_role_in_session('REELHOUSE_LOADER')
or is_role_in_session('REELHOUSE_SENSITIVE')

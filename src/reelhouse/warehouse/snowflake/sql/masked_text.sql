-- A text that not everybody may see.
create masking policy if not exists reelhouse_loading.masked_text
as (words varchar) returns varchar ->
case
    when
        is_role_in_session('REELHOUSE_LOADER')
        or is_role_in_session('REELHOUSE_SENSITIVE')
        then words
    when words is not null then '***'
end

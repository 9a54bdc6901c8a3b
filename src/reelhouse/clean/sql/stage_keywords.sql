-- Keywords with their items where these are plainly written, and with their text where not.
with read_once as (
    select
        line,
        id,
        keywords as delivered,
        whole_items_of_keywords(items_of_keywords(keywords)) as keywords,
        hash(keywords) as content
    from incoming
)

select
    line,
    id,
    keywords,
    case when keywords is null then text_or_null(delivered) end as keywords_text,
    content
from read_once

-- Credits with their items where these are plainly written, and with their text where not.
with read_once as (
    select
        line,
        id,
        "cast" as cast_delivered,
        crew as crew_delivered,
        whole_items_of_cast(items_of_cast("cast")) as "cast",
        whole_items_of_crew(items_of_crew(crew)) as crew,
        hash("cast", crew) as content
    from incoming
)

select
    line,
    id,
    "cast",
    crew,
    case when "cast" is null then text_or_null(cast_delivered) end as cast_text,
    case when crew is null then text_or_null(crew_delivered) end as crew_text,
    content
from read_once

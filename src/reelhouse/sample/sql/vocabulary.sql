-- Keywords: single words first, then pairs, each name once; the lower the rank, the more used.
create or replace table keyword as
with
rounded as (
    select
        numbers.keyword,
        numbers.keyword // len(getvariable('nouns')) as round,
        row_number() over (order by draw(numbers.keyword, 'keyword id')) - 1 as place
    from range(getvariable('keywords')) as numbers (keyword)
),

ranked as (
    select
        keyword,
        30 + 11 * place + dice(keyword, 'keyword gap') % 11 as keyword_id,
        case
            when round = 0 then word('nouns', keyword)
            else
                concat(
                    word('adjectives', round - 1), ' ', word('nouns', keyword),
                    repeat('''s children', (round - 1) // len(getvariable('adjectives')))
                )
        end as phrase
    from rounded
)

select
    keyword,
    keyword_id,
    python_string(
        case dice(keyword, 'stray') % 1800
            when 0 then chr(160) || phrase
            when 1 then replace(phrase, ' ', ' ' || chr(160))
            when 2 then phrase || chr(8203)
            when 3 then phrase || ', the {' || keyword || '}'
            when 4 then phrase || ': None'
            else
                case
                    when dice(keyword, 'stray') % 90 = 5 then 'based on children''s ' || phrase
                    else phrase
                end
        end
    ) as name_literal
from ranked;

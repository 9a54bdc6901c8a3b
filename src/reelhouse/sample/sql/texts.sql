-- A sentence of an overview; `sentence` numbers all sentences of all films.
create or replace macro overview_sentence(sentence) as
case dice(sentence, 'pattern') % 9
    when 0
        then concat(
            'When ', word('given_names', dice(sentence, 'who')), ', ',
            with_article(word('adjectives', dice(sentence, 'how'))), ' ',
            word('occupations', dice(sentence, 'what')), ' from ',
            word('places', dice(sentence, 'where')), ', ', word('verbs', dice(sentence, 'does')),
            ' the ', word('adjectives', dice(sentence, 'which')), ' ',
            word('nouns', dice(sentence, 'thing')), ', ', word('feelings', dice(sentence, 'why')),
            ' turns into ', word('feelings', dice(sentence, 'result')), '.'
        )
    when 1
        then concat(
            capitalized(word('times', dice(sentence, 'when'))), ', ',
            with_article(word('occupations', dice(sentence, 'what'))), ' ',
            word('verbs', dice(sentence, 'does')), ' ',
            word('given_names', dice(sentence, 'whom')), '''s ',
            word('nouns', dice(sentence, 'thing')), ' and ', word('verbs', dice(sentence, 'then')),
            ' ', with_article(word('adjectives', dice(sentence, 'which'))), ' ',
            word('nouns', dice(sentence, 'other thing')), '.'
        )
    when 2
        then concat(
            'The ', word('nouns', dice(sentence, 'thing')), ' of ',
            word('places', dice(sentence, 'where')), ' hides ',
            with_article(word('adjectives', dice(sentence, 'how'))), ' secret – and only the ',
            word('occupations', dice(sentence, 'what')), ' ',
            word('given_names', dice(sentence, 'who')), ' ', latin_surname(sentence), ' ',
            word('verbs', dice(sentence, 'does')), ' it.'
        )
    when 3
        then concat(
            word('given_names', dice(sentence, 'who')), ' (', full_name(sentence), ') ',
            word('verbs', dice(sentence, 'does')), ' ', word('given_names', dice(sentence, 'whom')),
            ', but isn’t prepared for ', word('feelings', dice(sentence, 'why')), '.'
        )
    when 4
        then concat(
            'Torn between ', word('feelings', dice(sentence, 'why')), ' and ',
            word('feelings', dice(sentence, 'result')), ', they don''t see that the ',
            word('adjectives', dice(sentence, 'which')), ' ',
            word('nouns', dice(sentence, 'thing')), ' ',
            word('verbs', dice(sentence, 'does')), ' them all.'
        )
    when 5
        then concat(
            'A film about ', word('feelings', dice(sentence, 'why')), ', ',
            word('feelings', dice(sentence, 'result')), ' and the ',
            word('nouns', dice(sentence, 'thing')), '.'
        )
    when 6
        then concat(
            'Meanwhile the ', word('adjectives', dice(sentence, 'how')), ' ',
            word('occupations', dice(sentence, 'what')), ' ', word('verbs', dice(sentence, 'does')),
            ' "The ', capitalized(word('nouns', dice(sentence, 'thing'))), '", ',
            with_article(word('nouns', dice(sentence, 'other thing'))), ' in ',
            word('places', dice(sentence, 'where')), '.'
        )
    when 7
        then concat(
            word('given_names', dice(sentence, 'who')), ' has never left ',
            word('places', dice(sentence, 'where')), '; ', word('times', dice(sentence, 'when')),
            ' the ', word('nouns', dice(sentence, 'thing')), ' ',
            word('verbs', dice(sentence, 'does')), ' ', word('given_names', dice(sentence, 'whom')),
            '…'
        )
    else
        concat(
            'Based on the ', word('adjectives', dice(sentence, 'which')), ' novel by ',
            full_name(sentence), '.'
        )
end;

-- Lengths as real ones: half are under 290 characters, none is over 1,000.
create or replace table film_overview as
with
planned as (
    select
        film,
        case
            when dice(film, 'silence') % 47 = 0 and plant is null then 0
            else greatest(2, least(16, round(exp(1.24 + 0.66 * bell(film, 'length')))))
        end::bigint + edits(film, 'afterthought', 200) as sentences
    from chunk_film
),

told as (
    select
        planned.film,
        numbers.place,
        overview_sentence(planned.film * 32 + numbers.place) as sentence
    from planned
    cross join unnest(range(planned.sentences)) as numbers (place)
)

select
    film,
    left(string_agg(sentence, ' ' order by place), 1000) as overview
from told
group by film;

create or replace table film_text as
with
titled as (
    select
        film,
        plant,
        language_place,
        film_title(film) as english_title,
        foreign_title(film, language_place) as foreign_title
    from chunk_film
)

select
    film.film,
    film_overview.overview,
    case
        when film.language_place = 0 then film.english_title
        when dice(film.film, 'translated') % 8 = 0
            then film.foreign_title
        else film.english_title
    end as title,
    case
        when film.language_place = 0 then film.english_title
        else film.foreign_title
    end as original_title,
    case
        when dice(film.film, 'official site') % 100 < 17 or film.plant = 'broken_record'
            then concat(
                'http://www.the', word('nouns', dice(film.film, 'noun')),
                pick(['movie', 'film', '-' || word('nouns', dice(film.film, 'site'))], film.film),
                pick(['.com', '.com/', '.net/', '.com/index.html'], dice(film.film, 'domain'))
            )
    end as homepage,
    case
        when unit(film.film, 'slogan') < 0.45
            then concat(
                pick(
                    ['Some ', 'Every ', 'No ', 'One ', 'Don''t trust the '], dice(film.film, 'some')
                ),
                word('nouns', dice(film.film, 'slogan')),
                ' ',
                word('verbs', dice(film.film, 'does')),
                pick([' "the end".', ' you.', ', always.', ' in the dark.', ' twice!'], film.film),
                case
                    when dice(film.film, 'twist') % 2 = 0
                        then concat(
                            ' This time it''s ', word('feelings', dice(film.film, 'feels')), '.'
                        )
                    else ''
                end
            )
    end as tagline,
    case
        when dice(film.film, 'unpictured') % 120 > 0 or film.plant = 'broken_record'
            then picture(film.film, 'poster')
    end as poster_path
from titled as film
left join film_overview on film.film = film_overview.film;

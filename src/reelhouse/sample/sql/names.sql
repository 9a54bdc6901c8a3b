-- Names of people, films and companies, in the scripts and with the apostrophes of real ones.
create or replace macro latin_surname(entity) as
case
    when dice(entity, 'surname') % 66 = 0
        then 'O''' || word('surname_heads', dice(entity, 'head')) || pick(['ley', 'ara'], entity)
    when dice(entity, 'surname') % 40 = 1 then word('accented_surnames', dice(entity, 'head'))
    else word('surname_heads', dice(entity, 'head')) || word('surname_tails', dice(entity, 'tail'))
end;

create or replace macro full_name(entity) as
case
    when dice(entity, 'name') % 1000 < 860
        then word('given_names', dice(entity, 'given')) || ' ' || latin_surname(entity)
    when dice(entity, 'name') % 1000 < 910
        then concat(
            word('given_names', dice(entity, 'given')), ' ',
            chr((65 + dice(entity, 'initial') % 26)::integer), '. ', latin_surname(entity)
        )
    when dice(entity, 'name') % 1000 < 960
        then concat(
            word('accented_names', dice(entity, 'given')), ' ',
            word('accented_surnames', dice(entity, 'head'))
        )
    when dice(entity, 'name') % 1000 < 967
        then concat(
            word('cyrillic_given_names', dice(entity, 'given')), ' ',
            word('cyrillic_surnames', dice(entity, 'head'))
        )
    when dice(entity, 'name') % 1000 < 977 then word('han_names', dice(entity, 'given'))
    when dice(entity, 'name') % 1000 < 980 then word('other_names', dice(entity, 'given'))
    when dice(entity, 'name') % 1000 < 988
        then concat(
            word('given_names', dice(entity, 'given')), ' ', latin_surname(entity), ' ',
            pick(['Jr.', 'Sr.', 'III'], dice(entity, 'suffix'))
        )
    else
        concat(
            word('given_names', dice(entity, 'given')), '-',
            word('given_names', dice(entity, 'second given')), ' ', latin_surname(entity)
        )
end;

create or replace macro with_article(content) as
case when lower(content[1]) in ('a', 'e', 'i', 'o', 'u') then 'an ' else 'a ' end || content;

create or replace macro capitalized(content) as upper(content[1]) || content[2:];

create or replace macro film_title(entity) as
case dice(entity, 'title') % 12
    when 0 then 'The ' || capitalized(word('nouns', dice(entity, 'noun')))
    when 1
        then concat(
            'The ', capitalized(word('adjectives', dice(entity, 'adjective'))), ' ',
            capitalized(word('nouns', dice(entity, 'noun')))
        )
    when 2
        then concat(
            capitalized(word('adjectives', dice(entity, 'adjective'))), ' ',
            capitalized(word('nouns', dice(entity, 'noun')))
        )
    when 3
        then concat(
            'The ', capitalized(word('nouns', dice(entity, 'noun'))), ' of ',
            word('places', dice(entity, 'place'))
        )
    when 4
        then concat(
            word('given_names', dice(entity, 'given')), '''s ',
            capitalized(word('nouns', dice(entity, 'noun')))
        )
    when 5
        then concat(
            capitalized(word('nouns', dice(entity, 'noun'))), ' and ',
            capitalized(word('feelings', dice(entity, 'feeling')))
        )
    when 6
        then concat(
            capitalized(word('nouns', dice(entity, 'noun'))), ' ',
            pick(['II', 'III', '2', '3', 'Returns', 'Forever'], dice(entity, 'sequel'))
        )
    when 7
        then concat(
            capitalized(with_article(capitalized(word('nouns', dice(entity, 'noun'))))), ' in ',
            word('places', dice(entity, 'place'))
        )
    when 8
        then concat(
            word('given_names', dice(entity, 'given')), ' & ',
            word('given_names', dice(entity, 'second given'))
        )
    when 9
        then concat(
            capitalized(word('nouns', dice(entity, 'noun'))), ': The ',
            capitalized(word('adjectives', dice(entity, 'adjective'))), ' ',
            capitalized(word('nouns', dice(entity, 'second noun')))
        )
    when 10
        then concat(
            'Who ', capitalized(word('verbs', dice(entity, 'verb'))), ' ',
            word('given_names', dice(entity, 'given')), '?'
        )
    else
        concat(
            word('given_names', dice(entity, 'given')), ', the ',
            capitalized(word('adjectives', dice(entity, 'adjective')))
        )
end;

create or replace macro foreign_title(entity, language_place) as
case
    when language_place in (3, 8, 9, 12)
        then concat(
            word('han_words', dice(entity, 'word')), word('han_words', dice(entity, 'second word'))
        )
    when language_place in (6, 36, 45)
        then concat(
            capitalized(word('cyrillic_words', dice(entity, 'word'))), ' и ',
            word('cyrillic_words', dice(entity, 'second word'))
        )
    else
        concat(
            pick(['La ', 'Il ', 'Das ', 'El ', ''], dice(entity, 'article')),
            word('foreign_words', dice(entity, 'word')), ' ',
            pick(['d''', 'di ', 'del ', 'und ', 'à ', ''], dice(entity, 'joint')),
            word('foreign_words', dice(entity, 'second word'))
        )
end;

create or replace macro company_name(entity) as
case
    when dice(entity, 'company') % 2000 = 0
        then concat(latin_surname(entity), ': None, ', word('company_tails', dice(entity, 'kind')))
    when dice(entity, 'company') % 10 < 4
        then concat(latin_surname(entity), ' ', word('company_tails', dice(entity, 'kind')))
    when dice(entity, 'company') % 10 < 7
        then concat(
            capitalized(word('adjectives', dice(entity, 'adjective'))), ' ',
            capitalized(word('nouns', dice(entity, 'noun'))), ' ',
            word('company_tails', dice(entity, 'kind'))
        )
    when dice(entity, 'company') % 10 < 9
        then concat(
            capitalized(word('nouns', dice(entity, 'noun'))),
            word('nouns', dice(entity, 'second noun')), ' ',
            word('company_tails', dice(entity, 'kind'))
        )
    else
        concat(
            word('given_names', dice(entity, 'given')), '''s ',
            capitalized(word('foreign_words', dice(entity, 'word'))), ' ',
            word('company_tails', dice(entity, 'kind'))
        )
end;

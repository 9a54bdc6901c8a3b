create index genre_revenue_by_genre on genre_revenue (genre_id, release_year);
create index company_budget_by_company on company_budget (company_id, release_year);
create unique index movie_by_id on movie (movie_id);
create unique index genre_by_id on genre (genre_id);
create unique index company_by_id on production_company (company_id);
create unique index movie_genre_by_genre on movie_genre (genre_id, movie_id);
create unique index movie_company_by_company on movie_company (company_id, movie_id);
analyze;

-- kind: step
-- form: view

-- How popular the counted films of each company and of each genre are, year by year, by each
-- measure and each statistic. A view: a report asks for one kind and one measure, and only
-- these are computed.

with placed as (
    select
        credit.kind,
        credit.credit_id,
        credit.credit,
        movie.release_year,
        measure.measure,
        measure.amount,
        measure.log_amount,
        count(measure.amount) over (
            partition by
                credit.kind,
                credit.credit_id,
                credit.credit,
                movie.release_year,
                measure.measure
        ) as amounts,
        row_number() over (
            partition by
                credit.kind,
                credit.credit_id,
                credit.credit,
                movie.release_year,
                measure.measure
            order by measure.amount nulls last
        ) as place
    from reports.credit as credit
    inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
    inner join reports.measure as measure on credit.movie_id = measure.movie_id
    where credit.allocation = 'full'
),

-- The median is the mean of the one or two amounts in the middle.
summed as (
    select
        kind,
        credit_id,
        credit,
        release_year,
        measure,
        cast(sum(log_amount) as double) as log_total,
        count(*) as movies,
        count(amount) as known,
        sum(amount) as amount_total,
        sum(case when 2 * place between amounts and amounts + 2 then amount end) as middle,
        count(case when 2 * place between amounts and amounts + 2 then amount end) as middles,
        count(log_amount) as logarithms
    from placed
    group by kind, credit_id, credit, release_year, measure
)

-- Amounts count 1e-18 units and are rounded half away from zero to 1e-6. The geometric mean is
-- the one figure that needs floating point: it is cut to 12 decimals, which takes its noise
-- away, before it is rounded like the others.
select
    kind,
    credit_id,
    credit,
    release_year,
    measure,
    movies,
    known,
    cast(reports.round_ratio(middle, middles * 1000000000000) as decimal(32, 0))
    * 0.000001 as median,
    cast(reports.round_ratio(amount_total, known * 1000000000000) as decimal(32, 0))
    * 0.000001 as mean,
    cast(reports.round_ratio(amount_total, 1000000000000) as decimal(32, 0))
    * 0.000001 as total,
    case
        when logarithms = known
            then round(cast(exp(log_total / nullif(logarithms, 0)) - 1 as decimal(38, 12)), 6)
    end as geometric_mean
from summed

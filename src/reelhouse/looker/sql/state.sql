-- Tells the state that the reports show from all others.

select state_id from reports.scope

-- Rows that became others.
update :table as held
set :pairs
from :arrived as arrived
where arrived._change_type = 'update_postimage' and :matched

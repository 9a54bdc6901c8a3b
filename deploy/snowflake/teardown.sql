-- Removes what setup.sql makes, with all that was loaded. The lake is left: from it everything can
-- be loaded again.

use role accountadmin;

drop database if exists reelhouse;
drop integration if exists reelhouse_lake;
drop warehouse if exists reelhouse_asking;
drop warehouse if exists reelhouse_loading;
drop resource monitor if exists reelhouse_budget;
drop role if exists reelhouse_sensitive;
drop role if exists reelhouse_bi;
drop role if exists reelhouse_analyst;
drop role if exists reelhouse_loader;

-- Who reads the reports; a password is for somebody else to give.
create role reelhouse_reader login;
alter role reelhouse_reader set statement_timeout = '30s';
alter role reelhouse_reader set idle_in_transaction_session_timeout = '60s';

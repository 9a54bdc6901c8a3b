-- Makes in an account of Snowflake what Reelhouse needs there. It can be run again and again.
-- What is in <angle brackets> is yours to fill in; parts that say so need the Enterprise edition.

use role accountadmin;

-- Roles: who loads, who reads the reports, who asks questions nobody foresaw, and who may see
-- what is marked as sensitive. The last one is given to people beside one of the others.
create role if not exists reelhouse_loader;
create role if not exists reelhouse_analyst;
create role if not exists reelhouse_bi;
create role if not exists reelhouse_sensitive;
grant role reelhouse_loader to role sysadmin;
grant role reelhouse_analyst to role sysadmin;
grant role reelhouse_bi to role sysadmin;

-- What a month may cost. Queries end by themselves at 100 percent, and are ended at 110.
create resource monitor if not exists reelhouse_budget with
    credit_quota = 50
    frequency = monthly
    start_timestamp = immediately
    triggers
        on 80 percent do notify
        on 100 percent do suspend
        on 110 percent do suspend_immediate;

-- Compute for loads, and for questions: apart, so that a load slows nobody down. More than one
-- cluster needs the Enterprise edition; without it leave these three lines out.
create warehouse if not exists reelhouse_loading with
    warehouse_size = xsmall
    auto_suspend = 60
    auto_resume = true
    initially_suspended = true;
create warehouse if not exists reelhouse_asking with
    warehouse_size = xsmall
    min_cluster_count = 1
    max_cluster_count = 4
    scaling_policy = standard
    auto_suspend = 60
    auto_resume = true
    initially_suspended = true;
alter warehouse reelhouse_loading set resource_monitor = reelhouse_budget;
alter warehouse reelhouse_asking set resource_monitor = reelhouse_budget;
grant usage, operate on warehouse reelhouse_loading to role reelhouse_loader;
grant usage on warehouse reelhouse_asking to role reelhouse_analyst;
grant usage on warehouse reelhouse_asking to role reelhouse_bi;

-- The database belongs to who loads. Its tables come with the first load, or with
-- `reelhouse schema --format sql --dialect snowflake`.
create database if not exists reelhouse data_retention_time_in_days = 1;
grant ownership on database reelhouse to role reelhouse_loader copy current grants;

-- Policies and tags are put on tables by who loads. This needs the Enterprise edition.
grant apply masking policy on account to role reelhouse_loader;
grant apply row access policy on account to role reelhouse_loader;
grant apply tag on account to role reelhouse_loader;

-- A way into the lake on S3, for those who ask the lake itself. Loads do without: what they send
-- goes through a stage of their own.
create storage integration if not exists reelhouse_lake
    type = external_stage
    storage_provider = 's3'
    enabled = true
    storage_aws_role_arn = 'arn:aws:iam::<account>:role/<role>'
    storage_allowed_locations = ('s3://<bucket>/<lake>/');
grant usage on integration reelhouse_lake to role reelhouse_loader;

use role reelhouse_loader;
create schema if not exists reelhouse.movies;
create schema if not exists reelhouse.reelhouse;
create schema if not exists reelhouse.marts;
create schema if not exists reelhouse.reports;
create schema if not exists reelhouse.reelhouse_loading;
create stage if not exists reelhouse.reelhouse_loading.lake
    url = 's3://<bucket>/<lake>/'
    storage_integration = reelhouse_lake
    file_format = (type = parquet use_logical_type = true);

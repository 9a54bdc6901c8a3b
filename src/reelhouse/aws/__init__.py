"""Reelhouse as a function of AWS Lambda: events in, loads of the house out.

`reelhouse.aws.handler.handle` is what Lambda calls, and `reelhouse.aws.task` what runs on Fargate
for what is too large for Lambda. All that a load is stands in `reelhouse.house`; here is what AWS
adds to it: events, settings, secrets, bounds, and who is told of a failure.
"""

-- What the ADO.NET reminders of Microsoft Orleans 10 ask for. A silo serves the reminders whose grain's hash lies in its
-- stretch of the ring: after the stretch's begin up to its end, which may wrap around.

CREATE TABLE orleans_reminder (
    serviceid text NOT NULL,
    grainid text NOT NULL,
    remindername text NOT NULL,
    starttime timestamptz NOT NULL,
    period bigint NOT NULL,               -- milliseconds
    grainhash integer NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (serviceid, grainid, remindername)
);

CREATE INDEX orleans_reminder_by_hash ON orleans_reminder (serviceid, grainhash);

INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $$
    INSERT INTO orleans_reminder AS r (serviceid, grainid, remindername, starttime, period, grainhash, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
        SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
    RETURNING version
$$),
('ReadReminderRowsKey', $$
    SELECT grainid, remindername, starttime, period, version FROM orleans_reminder
    WHERE serviceid = @ServiceId AND grainid = @GrainId
$$),
('ReadReminderRowKey', $$
    SELECT grainid, remindername, starttime, period, version FROM orleans_reminder
    WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$$),
('ReadRangeRows1Key', $$
    SELECT grainid, remindername, starttime, period, version FROM orleans_reminder
    WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$$),
('ReadRangeRows2Key', $$
    SELECT grainid, remindername, starttime, period, version FROM orleans_reminder
    WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
    WITH gone AS (
        DELETE FROM orleans_reminder
        WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM gone)
$$),
('DeleteReminderRowsKey', $$
    DELETE FROM orleans_reminder WHERE serviceid = @ServiceId
$$);

INSERT INTO schema_versions (component, version) VALUES ('orleans', 2);

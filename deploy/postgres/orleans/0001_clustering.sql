-- What the ADO.NET clustering of Microsoft Orleans 10 asks for: who is in the cluster, and in which version of it.
-- Orleans reads its statements from orleansquery and fills in the @parameters; every change of a member is bound to the
-- version it was decided on, so that of two silos that decide at once one has to look again.

CREATE TABLE orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

CREATE TABLE orleans_cluster (
    deploymentid text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orleans_member (
    deploymentid text NOT NULL REFERENCES orleans_cluster,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,          -- tells a silo from its predecessor at the same address
    siloname text NOT NULL,
    hostname text NOT NULL,
    status integer NOT NULL,              -- SiloStatus: 3 is active, 6 is dead
    proxyport integer,                    -- where clients connect; 0: takes none
    suspecttimes text,                    -- who suspects it since when
    starttime timestamptz NOT NULL,
    iamalivetime timestamptz NOT NULL,
    PRIMARY KEY (deploymentid, address, port, generation)
);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $$
    WITH created AS (
        INSERT INTO orleans_cluster (deploymentid) VALUES (@DeploymentId)
        ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM created)
$$),
('InsertMembershipKey', $$
    WITH agreed AS (
        UPDATE orleans_cluster SET version = version + 1, changed_at = now()
        WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM orleans_member
            WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deploymentid),
    joined AS (
        INSERT INTO orleans_member
            (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM agreed
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM joined)
$$),
('UpdateMembershipKey', $$
    WITH agreed AS (
        UPDATE orleans_cluster SET version = version + 1, changed_at = now()
        WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM orleans_member
            WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deploymentid),
    changed AS (
        UPDATE orleans_member m SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
        FROM agreed
        WHERE m.deploymentid = agreed.deploymentid AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM changed)
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE orleans_member SET iamalivetime = @IAmAliveTime
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
('GatewaysQueryKey', $$
    SELECT address, proxyport, generation FROM orleans_member
    WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$$),
('MembershipReadRowKey', $$
    SELECT c.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
           m.suspecttimes, m.starttime, m.iamalivetime, c.version
    FROM orleans_cluster c
    LEFT JOIN orleans_member m ON m.deploymentid = c.deploymentid
        AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE c.deploymentid = @DeploymentId
$$),
('MembershipReadAllKey', $$
    SELECT c.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
           m.suspecttimes, m.starttime, m.iamalivetime, c.version
    FROM orleans_cluster c
    LEFT JOIN orleans_member m ON m.deploymentid = c.deploymentid
    WHERE c.deploymentid = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM orleans_member
    WHERE deploymentid = @DeploymentId AND status <> 3 AND iamalivetime < @IAmAliveTime
$$),
('DeleteMembershipTableEntriesKey', $$
    WITH members AS (DELETE FROM orleans_member WHERE deploymentid = @DeploymentId)
    DELETE FROM orleans_cluster WHERE deploymentid = @DeploymentId
$$);

INSERT INTO schema_versions (component, version) VALUES ('orleans', 1);

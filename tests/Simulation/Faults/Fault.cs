namespace OrleansStore.Simulation.Faults;

/// <summary>What can go wrong.</summary>
internal enum Fault
{
    CrashBeforeWrite,
    CrashAfterWrite,
    CrashBeforeGatewayActs,
    CrashAfterGatewayActed,
    Failover,
    Frozen,
    CallStrayed,
    Outage,
    WriteRefused,
    WriteLost,
    WriteLate,
    WriteReplyLost,
    ReadFailed,
    CallLost,
    ReplyLost,
    CallDoubled,
    CallDoubledLate,
    CallSlow,
    Deactivated,
    GatewayRequestLost,
    GatewayReplyLost,
    GatewayRequestLate,
    GatewayDoubled,
    GatewaySlow,
    GatewayTellsFirst,
    GatewayTellsTwice,
    GatewayTellsLate,
}

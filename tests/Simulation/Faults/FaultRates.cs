using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>How often what goes wrong. Every seed has some kinds of faults and not the others, and each more or less often.</summary>
internal sealed record FaultRates
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultRates None { get; } = new();

    /// <summary>Nothing goes wrong but that a process is taken for dead while it lives.</summary>
    public static FaultRates FailoversOnly { get; } = new() { Failover = 0.03, Frozen = 0.5, CallStrays = 0.3 };

    public double CrashBeforeWrite { get; init; }

    public double CrashAfterWrite { get; init; }

    public double CrashAtGateway { get; init; }

    public double OutageBegins { get; init; }

    public double WriteRefused { get; init; }

    public double WriteLost { get; init; }

    public double WriteLate { get; init; }

    public double WriteReplyLost { get; init; }

    public double ReadFails { get; init; }

    public double CallLost { get; init; }

    public double ReplyLost { get; init; }

    public double CallDoubled { get; init; }

    public double CallSlow { get; init; }

    public double Deactivated { get; init; }

    public double GatewayRequestLost { get; init; }

    public double GatewayReplyLost { get; init; }

    public double GatewayRequestLate { get; init; }

    public double GatewayDoubled { get; init; }

    public double GatewaySlow { get; init; }

    public double GatewayDeclines { get; init; }

    /// <summary>The gateway tells by itself how a payment stands.</summary>
    public double GatewayTells { get; init; }

    public double GatewayTellsTwice { get; init; }

    public double GatewayTellsLate { get; init; }

    /// <summary>The process is taken for dead, and lives on for a while beside the one that was started in its place.</summary>
    public double Failover { get; init; }

    /// <summary>One that was taken for dead was only frozen, and wakes up later.</summary>
    public double Frozen { get; init; }

    /// <summary>While two processes live, a grain's call finds the activation of the other one.</summary>
    public double CallStrays { get; init; }

    public static FaultRates Draw(Chance chance)
    {
        return new FaultRates
        {
            CrashBeforeWrite = Some(0.03),
            CrashAfterWrite = Some(0.03),
            CrashAtGateway = Some(0.15),
            OutageBegins = Some(0.01),
            WriteRefused = Some(0.05),
            WriteLost = Some(0.05),
            WriteLate = Some(0.05),
            WriteReplyLost = Some(0.05),
            ReadFails = Some(0.03),
            CallLost = Some(0.03),
            ReplyLost = Some(0.05),
            CallDoubled = Some(0.08),
            CallSlow = Some(0.05),
            Deactivated = Some(0.05),
            GatewayRequestLost = Some(0.2),
            GatewayReplyLost = Some(0.3),
            GatewayRequestLate = Some(0.2),
            GatewayDoubled = Some(0.3),
            GatewaySlow = Some(0.1),
            GatewayDeclines = Some(0.2),
            GatewayTells = Some(1),
            GatewayTellsTwice = Some(0.5),
            GatewayTellsLate = Some(0.3),
            Failover = Some(0.04),
            Frozen = Some(1),
            CallStrays = Some(0.5),
        };

        double Some(double most) => chance.Happens(0.5) ? most * chance.Next() : 0;
    }
}

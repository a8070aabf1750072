namespace OrleansStore.Silo.History;

/// <summary>One link of the chain that led to an event: the command that somebody gave, or an event that came of it before.</summary>
/// <param name="Kind"><see cref="Command"/> or <see cref="Event"/>.</param>
/// <param name="Name">Of a command what was asked for, such as <c>placeOrder</c>; of an event its name without its version, such as <c>checkout.started</c>.</param>
/// <param name="Actor">Who asked, or on whose behalf it happened.</param>
/// <param name="Stream">Where an event stands.</param>
/// <param name="Count">How many events of that name there are beside it that count alike, itself included.</param>
public sealed record Cause(
    string Kind, string Name, Guid CommandId, string Actor, DateTimeOffset At, string? Stream = null, int? Version = null, long? Position = null, int Count = 1)
{
    /// <summary>The kind of what somebody asked for.</summary>
    public const string Command = "command";

    /// <summary>The kind of what is in the journal.</summary>
    public const string Event = "event";
}

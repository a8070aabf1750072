using System.Buffers.Binary;

namespace OrleansStore.Contracts;

/// <summary>Who asks, and as part of what.</summary>
/// <param name="CommandId">Made once by whoever wants it done; the same id again is a repeat, and a repeat changes nothing.</param>
/// <param name="CorrelationId">The whole piece of work; the id of its first command.</param>
/// <param name="Actor">Who: see <see cref="Actors"/>.</param>
[GenerateSerializer, Immutable, Alias("store.commandContext")]
public sealed record CommandContext(Guid CommandId, Guid CorrelationId, string Actor)
{
    /// <summary>A command that follows from this one: another id, but the same one each time it is asked for.</summary>
    /// <param name="step">Which of the commands that follow, from 1.</param>
    public CommandContext Step(int step)
    {
        const ulong goldenRatio = 0x9E3779B97F4A7C15;
        Span<byte> id = stackalloc byte[16];
        CommandId.TryWriteBytes(id);
        var tail = BinaryPrimitives.ReadUInt64LittleEndian(id[8..]);
        BinaryPrimitives.WriteUInt64LittleEndian(id[8..], tail ^ ((ulong)step * goldenRatio));
        return this with { CommandId = new Guid(id) };
    }
}

/// <summary>How actors are named in events.</summary>
public static class Actors
{
    /// <summary>The store itself.</summary>
    public const string System = "system";

    /// <summary>Somebody without an account.</summary>
    public const string Guest = "guest";

    /// <summary>A customer.</summary>
    public static string Customer(Guid id) => $"customer:{id:N}";

    /// <summary>An administrator.</summary>
    public static string Admin(Guid id) => $"admin:{id:N}";

    /// <summary>A catalog manager.</summary>
    public static string CatalogManager(Guid id) => $"catalogManager:{id:N}";

    /// <summary>An API key.</summary>
    public static string ApiKey(Guid id) => $"apiKey:{id:N}";
}

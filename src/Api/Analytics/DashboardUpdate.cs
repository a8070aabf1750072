using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Analytics;

/// <summary>The figures of a moment on their way to clients: encoded once, however many watch.</summary>
public sealed class DashboardUpdate
{
    private readonly Lazy<byte[]> _json;
    private readonly Lazy<byte[]> _socketFrame;

    /// <summary>The figures of a moment.</summary>
    public DashboardUpdate(Dashboard dashboard)
    {
        Dashboard = dashboard;
        _json = new(() => ApiJson.Encode(dashboard));
        _socketFrame = new(() => [.. "{\"type\":\"dashboard\",\"dashboard\":"u8, .. _json.Value, .. "}"u8]);
    }

    /// <summary>The figures.</summary>
    public Dashboard Dashboard { get; }

    /// <summary>The cursor of the feed.</summary>
    public long Position => Dashboard.Position;

    /// <summary>The figures as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json => _json.Value;

    /// <summary>The figures as a message of the plain WebSocket.</summary>
    public ReadOnlyMemory<byte> SocketFrame => _socketFrame.Value;
}

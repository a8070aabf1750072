namespace OrleansStore.Journal;

/// <summary>An event's time as it is stored: ticks of 100 ns since 1970.</summary>
internal static class EventTime
{
    public static long ToStored(DateTimeOffset time) => time.UtcTicks - DateTime.UnixEpoch.Ticks;

    public static DateTimeOffset FromStored(long ticks) => new(ticks + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);
}

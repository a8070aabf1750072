using System.Diagnostics.Metrics;

namespace OrleansStore.Silo.Metrics;

/// <summary>
/// Instruments that are asked when somebody wants to know, and cost nothing until then. Those that are told of every
/// request are not listened to.
/// </summary>
/// <remarks>In place of a Prometheus exporter package for OpenTelemetry, and to be replaced by one.</remarks>
public sealed class ObservedMetrics : IDisposable
{
    private static readonly string[] Meters = [StoreMeter.Name, "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private List<Measured> _measured = [];

    /// <summary>Begins to listen.</summary>
    public ObservedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.IsObservable && Meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Asks all of them.</summary>
    public IReadOnlyList<Measured> Take()
    {
        lock (_gate)
        {
            _measured = [];
            _listener.RecordObservableInstruments();
            return _measured;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add(new Measured(instrument, value, tags.ToArray()));
}

/// <summary>One value of an instrument.</summary>
public sealed record Measured(Instrument Instrument, double Value, IReadOnlyList<KeyValuePair<string, object?>> Tags);

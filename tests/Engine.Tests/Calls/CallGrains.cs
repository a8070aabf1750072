using Orleans.Concurrency;

namespace OrleansStore.Engine.Tests.Calls;

[GenerateSerializer]
public sealed class RefusedException(string message) : Exception(message);

public interface IEchoGrain : IGrainWithStringKey
{
    Task<string> Key();

    Task<int> Add(int a, int b);

    ValueTask<int> AddValue(int a, int b);

    ValueTask Nothing();

    Task<int> AddSlowly(int a, int b);

    ValueTask<int> AddValueSlowly(int a, int b);

    Task Refuse(string message);

    Task RefuseAtOnce(string message);

    Task<int> RefuseSlowly(string message);

    Task<object?> RequestValue(string key);

    Task SetRequestValue(string key, string value);

    Task SetRequestValueSlowly(string key, string value);

    Task<object?> RequestValueOfOther(string other, string key);

    Task<string?> AsyncLocalValue();

    Task<string> KeyOf(IEchoGrain grain);

    Task<IEchoGrain> Self();

    Task<bool> EqualsSelf(IEchoGrain grain);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public static readonly AsyncLocal<string?> Local = new();

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<int> Add(int a, int b) => Task.FromResult(a + b);

    public ValueTask<int> AddValue(int a, int b) => new(a + b);

    public ValueTask Nothing() => default;

    public async Task<int> AddSlowly(int a, int b)
    {
        await Task.Yield();
        return a + b;
    }

    public async ValueTask<int> AddValueSlowly(int a, int b)
    {
        await Task.Delay(1);
        return a + b;
    }

    public async Task Refuse(string message)
    {
        await Task.CompletedTask;
        throw new RefusedException(message);
    }

    public Task RefuseAtOnce(string message) => throw new RefusedException(message);

    public async Task<int> RefuseSlowly(string message)
    {
        await Task.Yield();
        throw new RefusedException(message);
    }

    public Task<object?> RequestValue(string key) => Task.FromResult(RequestContext.Get(key));

    public Task SetRequestValue(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task SetRequestValueSlowly(string key, string value)
    {
        await Task.Yield();
        RequestContext.Set(key, value);
    }

    public async Task<object?> RequestValueOfOther(string other, string key)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<IEchoGrain>(other).RequestValue(key);
    }

    public Task<string?> AsyncLocalValue() => Task.FromResult(Local.Value);

    public Task<string> KeyOf(IEchoGrain grain) => grain.Key();

    public Task<IEchoGrain> Self() => Task.FromResult(this.AsReference<IEchoGrain>());

    public Task<bool> EqualsSelf(IEchoGrain grain) => Task.FromResult(grain.Equals(this.AsReference<IEchoGrain>()));
}

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

public interface IIntegerGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public sealed class IntegerGrain : Grain, IIntegerGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public interface IShape : IGrainWithStringKey
{
    Task<string> Name();
}

public sealed class CircleShape : Grain, IShape
{
    public Task<string> Name() => Task.FromResult("circle");
}

public sealed class SquareShape : Grain, IShape
{
    public Task<string> Name() => Task.FromResult("square");
}

public interface INobody : IGrainWithStringKey
{
    Task Call();
}

/// <summary>Two calls of one activation, and what each may see of the other.</summary>
public interface IInterleaveGrain : IGrainWithStringKey
{
    Task<int> Wait(string gate);

    Task<int> Touch();

    [AlwaysInterleave]
    Task<int> TouchAlways();

    [ReadOnly]
    Task<int> WaitReading(string gate);

    [ReadOnly]
    Task<int> Read();

    Task<int> Increase(int times);

    [AlwaysInterleave]
    Task<int> IncreaseAlways(int times);

    [OneWay]
    Task Tell(string gate);

    [OneWay]
    Task TellAndFail(string gate);

    [ResponseTimeout("00:00:00.5")]
    Task<int> WaitBriefly(string gate);

    [ResponseTimeout("00:00:00.5")]
    Task<int> TouchBriefly(string note);

    Task<int[]> TouchRepeatedly(string other, int times, string gate);

    Task<string[]> Notes();

    Task CallSelf();

    Task CallSelfThrough(string other);

    Task CallBack(string origin);

    Task<bool> WaitForToken(string gate, CancellationToken token);
}

public class InterleaveGrain : Grain, IInterleaveGrain
{
    private readonly List<string> _notes = [];
    private int _calls;
    private int _counter;

    public async Task<int> Wait(string gate)
    {
        _calls++;
        await Gate.Of(gate).PassAsync();
        return _calls;
    }

    public Task<int> Touch() => Task.FromResult(++_calls);

    public Task<int> TouchAlways() => Task.FromResult(++_calls);

    public async Task<int> WaitReading(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return _calls;
    }

    public Task<int> Read() => Task.FromResult(_calls);

    public async Task<int> Increase(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var read = _counter;
            await Task.Yield();
            _counter = read + 1;
        }

        return _counter;
    }

    public async Task<int> IncreaseAlways(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
            _counter++;
        }

        return _counter;
    }

    public Task Tell(string gate) => Gate.Of(gate).PassAsync();

    public async Task TellAndFail(string gate)
    {
        await Gate.Of(gate).PassAsync();
        throw new RefusedException("nobody hears this");
    }

    public Task<int> WaitBriefly(string gate) => Wait(gate);

    public Task<int> TouchBriefly(string note)
    {
        _notes.Add(note);
        return Task.FromResult(_notes.Count);
    }

    public async Task<int[]> TouchRepeatedly(string other, int times, string gate)
    {
        var touched = GrainFactory.GetGrain<IInterleaveGrain>(other);
        List<Task<int>> calls = [];
        for (var i = 0; i < times; i++) calls.Add(touched.Touch());
        await Gate.Of(gate).PassAsync();
        return await Task.WhenAll(calls);
    }

    public Task<string[]> Notes() => Task.FromResult(_notes.ToArray());

    public Task CallSelf() => this.AsReference<IInterleaveGrain>().TouchBriefly("self");

    public Task CallSelfThrough(string other) =>
        GrainFactory.GetGrain<IInterleaveGrain>(other).CallBack(this.GetPrimaryKeyString());

    public Task CallBack(string origin) => GrainFactory.GetGrain<IInterleaveGrain>(origin).TouchBriefly("back");

    public async Task<bool> WaitForToken(string gate, CancellationToken token)
    {
        var canceled = new TaskCompletionSource();
        await using var registration = token.Register(() => canceled.TrySetResult());
        _ = Gate.Of(gate).PassAsync();
        await canceled.Task;
        _ = Gate.Of(gate + "-canceled").PassAsync();
        return token.IsCancellationRequested;
    }
}

public interface IReentrantGrain : IInterleaveGrain;

[Reentrant]
public sealed class ReentrantGrain : InterleaveGrain, IReentrantGrain
{
}

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<string> Wait(string gate);
}

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly string _name = Guid.NewGuid().ToString();

    public async Task<string> Wait(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return _name;
    }
}

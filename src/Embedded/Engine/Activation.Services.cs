using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded;

/// <content>The activation as the provider of its services: a scope exists only when a scoped service is asked for.</content>
internal sealed partial class Activation : IKeyedServiceProvider
{
    public object? GetService(Type serviceType) => ProviderOf(serviceType).GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)ProviderOf(serviceType)).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)ProviderOf(serviceType)).GetRequiredKeyedService(serviceType, serviceKey);

    private IServiceProvider ProviderOf(Type serviceType)
    {
        if (!Engine.ServiceLifetimes.NeedsScope(serviceType)) return Engine.Services;
        var extras = Extras;
        lock (extras)
        {
            extras.Scope ??= Engine.Services.CreateAsyncScope();
            return extras.Scope.Value.ServiceProvider;
        }
    }

    // ---- Streams: the observers that this activation has set.

    public IItemObserver? StreamObserver(Guid subscription) => _extras?.StreamObservers?.GetValueOrDefault(subscription);

    public void SetStreamObserver(Guid subscription, IItemObserver observer) =>
        (Extras.StreamObservers ??= [])[subscription] = observer;

    public void RemoveStreamObserver(Guid subscription) => _extras?.StreamObservers?.Remove(subscription);

    // ---- Timers

    public void AddTimer(GrainTimer timer)
    {
        var timers = Extras.Timers ??= [];
        lock (timers)
        {
            timers.Add(timer);
        }
    }

    public void RemoveTimer(GrainTimer timer)
    {
        if (_extras?.Timers is not { } timers) return;
        lock (timers)
        {
            timers.Remove(timer);
        }
    }

    private void DisposeTimers()
    {
        if (_extras?.Timers is not { } timers) return;
        GrainTimer[] all;
        lock (timers)
        {
            all = [.. timers];
        }

        foreach (var timer in all) timer.Dispose();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

internal sealed class ManagementGrain : Grain, IManagementGrain
{
    public Task ForceActivationCollection(TimeSpan ageLimit) => Engine.CollectIdle(ageLimit);

    public Task<int> GetTotalActivationCount() => Task.FromResult(Engine.ActivationCount);

    private EmbeddedEngine Engine => ServiceProvider.GetRequiredService<EmbeddedEngine>();
}

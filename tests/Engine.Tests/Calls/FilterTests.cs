namespace OrleansStore.Engine.Tests.Calls;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Say(string text);

    Task Fail();

    Task<string> SayThrough(string other, string text);
}

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string text) => Task.FromResult($"{text} [{RequestContext.Get("seen")}]");

    public Task Fail() => throw new RefusedException("no");

    public Task<string> SayThrough(string other, string text) => GrainFactory.GetGrain<IFilteredGrain>(other).Say(text);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is string text) context.Result = text + " (own)";
    }
}

/// <summary>Filters of calls.</summary>
public sealed class FilterTests(FilterTests.Filtered cluster) : IClassFixture<FilterTests.Filtered>
{
    private IFilteredGrain Grain => cluster.Grains.GetGrain<IFilteredGrain>("filtered");

    // Orleans: src/Orleans.Core/Core/GrainMethodInvoker.cs (order: filters of the silo, then the grain's own)
    [Fact]
    public async Task Filters_of_incoming_calls_see_request_and_result_and_the_grains_own_is_the_innermost() =>
        (await Grain.Say("hello")).ShouldBe("HELLO [True] (own) (filtered)");

    // Orleans: src/Orleans.Core.Abstractions/Core/IGrainCallContext.cs
    [Fact]
    public async Task An_exception_passes_through_filters()
    {
        await Should.ThrowAsync<RefusedException>(() => Grain.Fail());
        cluster.Failures.ShouldContain(nameof(IFilteredGrain.Fail));
    }

    // Orleans: src/Orleans.Core/Runtime/OutgoingCallInvoker.cs
    [Fact]
    public async Task Filters_of_outgoing_calls_see_what_grains_call()
    {
        (await Grain.SayThrough("other", "hello")).ShouldBe("HELLO [True] (own) (filtered) (sent) (own) (filtered)");
        cluster.Sources.ShouldContain(Grain.GetGrainId());
    }

    public sealed class Filtered : Cluster
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Failures { get; } = [];

        public System.Collections.Concurrent.ConcurrentBag<GrainId> Sources { get; } = [];

        protected override void Configure(ISiloBuilder silo)
        {
            silo.AddIncomingGrainCallFilter(async context =>
            {
                if (context.InterfaceName.EndsWith(nameof(IFilteredGrain), StringComparison.Ordinal))
                {
                    RequestContext.Set("seen", true);
                    if (context is { MethodName: nameof(IFilteredGrain.Say), Request: var request })
                    {
                        request.SetArgument(0, ((string)request.GetArgument(0)!).ToUpperInvariant());
                    }
                }

                try
                {
                    await context.Invoke();
                }
                catch (RefusedException)
                {
                    Failures.Add(context.MethodName);
                    throw;
                }

                if (context.Grain is FilteredGrain && context.Result is string text) context.Result = text + " (filtered)";
            });
            silo.AddOutgoingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (!context.InterfaceName.EndsWith(nameof(IFilteredGrain), StringComparison.Ordinal) || context.SourceId is not { } source) return;
                Sources.Add(source);
                if (context.Result is string text) context.Result = text + " (sent)";
            });
        }
    }
}

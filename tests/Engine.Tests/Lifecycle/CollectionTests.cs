using Orleans.Configuration;

namespace OrleansStore.Engine.Tests.Lifecycle;

/// <summary>How long a grain may idle, and who says so.</summary>
public sealed class CollectionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _name = Guid.NewGuid().ToString();

    // Orleans: src/Orleans.Runtime/Configuration/Validators/GrainCollectionOptionsValidator.cs
    [Theory]
    [InlineData(30, 30, "CollectionAge is set to 00:00:30.")]
    [InlineData(30, 20, "CollectionAge is set to 00:00:20.")]
    public Task Idle_grains_must_be_looked_for_more_often_than_they_age(int quantum, int age, string complaint) =>
        MustNotStartAsync(complaint, options =>
        {
            options.CollectionQuantum = quantum * Second;
            options.CollectionAge = age * Second;
        });

    // Orleans: src/Orleans.Runtime/Catalog/ActivationCollector.cs (it fails there, before its validator complains)
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public Task The_time_between_two_looks_must_be_positive(int quantum) =>
        Should.ThrowAsync<Exception>(() => StartAsync(options => options.CollectionQuantum = quantum * Second).Soon());

    // Orleans: src/Orleans.Runtime/Configuration/Validators/GrainCollectionOptionsValidator.cs, Hosting/DefaultSiloServices.cs
    [Theory]
    [InlineData(120)]
    [InlineData(180)]
    public Task The_limit_that_a_class_sets_itself_must_be_longer_too(int quantum) =>
        MustNotStartAsync(
            "OrleansStore.Engine.Tests.Lifecycle.AgedGrain,OrleansStore.Engine.Tests CollectionAgeLimit is set to 00:02:00.",
            options => options.CollectionQuantum = quantum * Second);

    // Orleans: src/Orleans.Runtime/Configuration/Validators/GrainCollectionOptionsValidator.cs
    [Fact]
    public Task An_age_that_is_configured_for_a_class_must_be_longer_too() =>
        MustNotStartAsync(
            "OrleansStore.Engine.Tests.Lifecycle.LifeGrain CollectionAgeLimit is set to 00:01:00.",
            options => options.ClassSpecificCollectionAge[typeof(LifeGrain).FullName!] = 60 * Second);

    // Orleans: src/Orleans.Runtime/Catalog/ActivationCollector.cs, GrainTypeSharedContext.cs (GetCollectionAgeLimit)
    [Fact]
    public async Task A_class_ages_as_it_says_itself_else_as_it_is_configured()
    {
        await using var cluster = await StartAsync(options =>
        {
            options.CollectionQuantum = Second / 5;
            options.ClassSpecificCollectionAge[typeof(LifeGrain).FullName!] = Second;
            options.ClassSpecificCollectionAge[typeof(AgedGrain).FullName!] = Second;
        });
        var aged = cluster.Client.GetGrain<IAgedGrain>(_name);
        (await aged.Count()).ShouldBe(1);
        await cluster.Client.GetGrain<ILifeGrain>(_name).Count();
        await Patience.Until(() => Task.FromResult(Lives.Of(_name).Length > 1));
        Lives.Of(_name).ShouldBe(["activate", "ActivationIdle"]);
        (await aged.Count()).ShouldBe(2);
    }

    private static Task<Orleans.TestingHost.InProcessTestCluster> StartAsync(Action<GrainCollectionOptions> configure) => Cluster.StartAsync(silo =>
    {
        LifecycleTests.Fixture.AddServices(silo);
        silo.Configure(configure);
    });

    private static async Task MustNotStartAsync(string complaint, Action<GrainCollectionOptions> configure) =>
        (await Should.ThrowAsync<OrleansConfigurationException>(() => StartAsync(configure).Soon())).Message.ShouldStartWith(complaint);
}

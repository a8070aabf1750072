using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>What a silo on PostgreSQL is set to.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void A_dead_silo_is_missed_after_about_five_seconds()
    {
        var membership = Silo().GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        (membership.MaxProbeTimeout * membership.NumMissedProbesLimit).ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
        membership.NumVotesForDeathDeclaration.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_caller_waits_longer_than_a_failover_takes_and_no_longer_than_buyers_do() =>
        Silo().GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

    private static IServiceProvider Silo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddStore(new StoreOptions { Journal = JournalKind.Postgres, Database = new() { Store = "Host=127.0.0.1;Database=none" } });
        return builder.Services.BuildServiceProvider();
    }
}

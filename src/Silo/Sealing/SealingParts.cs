using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Silo.Sealing;

/// <summary>What keeps personal data sealed.</summary>
internal static class SealingParts
{
    /// <summary>Puts the seal before the <see cref="RawJournal"/>.</summary>
    public static void AddSealing(this IServiceCollection services)
    {
        services.TryAddSingleton<ISecretSource, SystemSecrets>();
        services.TryAddSingleton(provider => (IDurableRows)provider.GetRequiredService<RawJournal>().Journal);
        services.TryAddSingleton(provider => new PersonalMembers(provider.GetRequiredService<EventCodec>(), typeof(PersonalAttribute)));
        services.TryAddSingleton<MasterKeyStore>();
        services.TryAddSingleton(provider => new SubjectKeys(
            provider.GetRequiredService<IDurableRows>(),
            new Lazy<MasterKeys>(provider.GetRequiredService<MasterKeyStore>().Open, LazyThreadSafetyMode.PublicationOnly),
            provider.GetRequiredService<ISecretSource>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SealedJournal>();
        services.TryAddSingleton<IJournal>(provider => provider.GetRequiredService<SealedJournal>());
        services.AddSingleton<StoreClaimNames>();
        services.TryAddSingleton<IClaimNames>(provider => provider.GetRequiredService<StoreClaimNames>());
        services.AddHostedService<RelockStart>();
    }
}

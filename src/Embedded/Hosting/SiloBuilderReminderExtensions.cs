using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Embedded;

namespace Orleans.Hosting;

/// <summary>Reminders in memory.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Hosting/SiloBuilderReminderMemoryExtensions.cs</remarks>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Keeps reminders in memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) =>
        builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<IReminderTable, InMemoryReminderTable>()));
}

/// <summary>Reminders in the table that the services give.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Hosting/SiloBuilderReminderExtensions.cs</remarks>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Accepted: reminders are always there; add an <see cref="IReminderTable"/> to store them elsewhere.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder;
}

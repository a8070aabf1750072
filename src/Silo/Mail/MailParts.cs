using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Silo.Mail;

/// <summary>Puts e-mail together: by a server, into a folder in development, or not at all.</summary>
internal static class MailParts
{
    public static void AddMail(this IServiceCollection services, StoreOptions options, bool isDevelopment)
    {
        if (options.Smtp.Host is not null) services.TryAddSingleton<IMailTransport>(_ => new SmtpTransport(options.Smtp));
        else if (Drops(options, isDevelopment)) services.TryAddSingleton<IMailTransport>(_ => new FileDrop(Path.Combine(options.DataPath, "mail")));
        if (!services.Any(s => s.ServiceType == typeof(IMailTransport)))
        {
            services.AddHostedService<NoMail>();
            return;
        }

        services.AddSingleton(_ => new MailTemplates(options.Language));
        services.AddReceiver<OrderMail>(OutboundNames.Mail);
        services.AddReceiver<AccountMail>(OutboundNames.Accounts);
        services.AddReceiver<AlertMail>(OutboundNames.Alerts);
        services.AddReceiver<NewProductMail>(OutboundNames.NewProducts);
    }

    /// <summary>Whether the store sends e-mail at all. Of a cluster, nodes that call its silos are told by the same settings.</summary>
    public static bool IsSent(IServiceCollection services, StoreOptions options, bool isDevelopment) =>
        options.Smtp.Host is not null || Drops(options, isDevelopment) || services.Any(s => s.ServiceType == typeof(IMailTransport));

    private static bool Drops(StoreOptions options, bool isDevelopment) => isDevelopment && options.Journal != JournalKind.Memory;
}

/// <summary>Whether owners of accounts can be sent anything.</summary>
public sealed record AccountMailing(bool IsSent);

/// <summary>Says once that no e-mail is sent.</summary>
internal sealed partial class NoMail(ILogger<NoMail> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogOff();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "No e-mail is sent: Store:Smtp:Host is not set")]
    private partial void LogOff();
}

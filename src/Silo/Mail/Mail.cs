using OrleansStore.Grains.Outbound;

namespace OrleansStore.Silo.Mail;

/// <summary>An e-mail.</summary>
/// <param name="Id">Becomes its <c>Message-ID</c>, by which mail programs know a repeat.</param>
public sealed record Mail(Guid Id, string To, string Subject, string Text, string Html);

/// <summary>Where e-mails go.</summary>
public interface IMailTransport
{
    /// <summary>Sends an e-mail once.</summary>
    Task<DeliveryOutcome> SendAsync(Mail mail, CancellationToken cancellation);
}

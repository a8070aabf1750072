using System.Net;
using System.Net.Mail;
using OrleansStore.Grains.Outbound;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>Sends e-mails to a server; each over a connection of its own, so that one that breaks costs one attempt.</summary>
internal sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    /// <inheritdoc/>
    public async Task<DeliveryOutcome> SendAsync(Mail mail, CancellationToken cancellation)
    {
        try
        {
            using var message = MailMessages.Of(mail, options.From!);
            using var client = new SmtpClient(options.Host, options.Port)
            {
                EnableSsl = options.Tls,
                Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
            };
            await client.SendMailAsync(message, cancellation);
            return DeliveryOutcome.Delivered;
        }
        catch (SmtpException e)
        {
            // The text of the exception may hold the address.
            var code = (int)e.StatusCode;
            return code > 0
                ? new DeliveryOutcome($"the mail server answered {code}", code, IsFinal: e is SmtpFailedRecipientException && code is >= 550 and <= 559)
                : new DeliveryOutcome("no mail server");
        }
        catch (FormatException)
        {
            return new DeliveryOutcome("no e-mail address", IsFinal: true);
        }
    }
}

using System.Net.Mail;
using OrleansStore.Grains.Outbound;

namespace OrleansStore.Silo.Mail;

/// <summary>Puts e-mails into a folder instead of sending them, one file each, to be looked at in development.</summary>
internal sealed class FileDrop(string folder) : IMailTransport
{
    private const string From = "store@localhost";

    /// <inheritdoc/>
    public Task<DeliveryOutcome> SendAsync(Mail mail, CancellationToken cancellation)
    {
        // The client names its file by itself; it is made beside and then moved, so that a repeat takes the place of what it repeats.
        var making = Directory.CreateDirectory(Path.Combine(folder, $".{mail.Id:N}"));
        try
        {
            using var message = MailMessages.Of(mail, From);
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = making.FullName })
                client.Send(message);
            File.Move(making.GetFiles("*.eml").Single().FullName, Path.Combine(folder, $"{mail.Id:N}.eml"), overwrite: true);
            return Task.FromResult(DeliveryOutcome.Delivered);
        }
        catch (FormatException)
        {
            return Task.FromResult(new DeliveryOutcome("no e-mail address", IsFinal: true));
        }
        finally
        {
            making.Delete(recursive: true);
        }
    }
}

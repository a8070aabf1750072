using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace OrleansStore.Silo.Mail;

/// <summary>E-mails as the protocol has them: plain text, with the same in HTML beside it.</summary>
internal static class MailMessages
{
    /// <exception cref="FormatException">The recipient's address is none.</exception>
    public static MailMessage Of(Mail mail, string from)
    {
        var message = new MailMessage(from, mail.To)
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{mail.Id:N}@{message.From!.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Mail;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Customers;

/// <summary>A shop with a mail server, and so with addresses that must be verified; its time can be let pass, and its visitors come from where they say.</summary>
public sealed partial class AccountShop : MailShop
{
    private const string From = "Test-Address";

    internal ShiftedTime Time { get; } = new();

    protected override string? Verification => null;

    /// <summary>A header by which a visitor comes from an address of the network.</summary>
    public static (string, string) ComesFrom(string address) => (From, address);

    /// <summary>The token in the newest e-mail to somebody with such a subject, once there are so many of them.</summary>
    internal async Task<string> TokenAsync(string address, string subject, int count = 1)
    {
        await Patience.UntilAsync(() => MailsTo(address, subject).Count() >= count);
        var mail = Decoded(MailsTo(address, subject).Last());
        return Token().Match(mail).Groups[1].Value is { Length: > 0 } token ? token : throw new InvalidOperationException($"No token in {mail}");
    }

    /// <summary>The e-mails to somebody with such a subject, a repeat once.</summary>
    internal IEnumerable<string> MailsTo(string address, string subject) =>
        AllTo(address).Where(m => m.Contains($"Subject: {subject}", StringComparison.Ordinal)).DistinctBy(m => MessageId().Match(m).Value);

    /// <summary>A new account whose address is verified.</summary>
    internal async Task<string> NewVerifiedAsync(string password = Password)
    {
        var email = NewAddress();
        (await Guest.Post("/customers", new { email, name = "Ada", password })).MustBe(201);
        (await Guest.Post("/auth/verify", new { token = await TokenAsync(email, "Please confirm") })).MustBe(204);
        return email;
    }

    internal static string NewAddress() => $"a{Guid.NewGuid():N}@example.org";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<IStartupFilter, Addresses>();
        });
    }

    /// <summary>The text of an e-mail without the protocol's wrapping.</summary>
    private static string Decoded(string mail) => string.Concat(Part().Matches(mail).Select(part => part.Groups["how"].Value == "base64"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups["body"].Value.ReplaceLineEndings("")))
        : part.Groups["body"].Value.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)));

    [GeneratedRegex(@"Content-Transfer-Encoding: (?<how>\S+)\n\n(?<body>.*?)(?=\n--)", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("Message-ID: <.*?>")]
    private static partial Regex MessageId();

    [GeneratedRegex(@"https://shop\.example\.com/account/\w+#token=([\w-]+)")]
    private static partial Regex Token();

    private sealed class Addresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Headers.TryGetValue(From, out var address)) context.Connection.RemoteIpAddress = IPAddress.Parse(address.ToString());
                return rest(context);
            });
            next(app);
        };
    }
}

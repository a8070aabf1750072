using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Mail;

namespace OrleansStore.Api.Tests.Mail;

public sealed class SmtpTests
{
    private static readonly Silo.Mail.Mail Mail = new(
        Guid.Parse("0198f2c0-0000-7000-8000-000000000001"), "eva@example.org", "Größe & <Preis>", "Plain text.\n", "<p>Some <b>HTML</b>.</p>");

    [Fact]
    public async Task A_mail_arrives_with_its_id_its_text_and_the_same_in_HTML()
    {
        await using var server = new FakeSmtpServer();
        (await SendAsync(server)).Error.ShouldBeNull();
        var taken = server.Taken.ShouldHaveSingleItem();
        taken.ShouldContain("Message-ID: <0198f2c0000070008000000000000001@shop.example.com>");
        taken.ShouldContain("From: shop@shop.example.com");
        taken.ShouldContain("To: eva@example.org");
        taken.ShouldContain("Subject: =?utf-8?");
        taken.ShouldContain("multipart/alternative");
        taken.ShouldContain("text/plain");
        taken.ShouldContain("text/html");
    }

    [Theory]
    [InlineData((int)SmtpMood.RefuseForNow, 450, false)]
    [InlineData((int)SmtpMood.RefuseForGood, 550, true)]
    public async Task A_recipient_that_is_refused_for_good_is_told_from_one_that_is_refused_for_now(int mood, int status, bool isFinal)
    {
        await using var server = new FakeSmtpServer { Mood = _ => (SmtpMood)mood };
        var outcome = await SendAsync(server);
        (outcome.Status, outcome.IsFinal).ShouldBe((status, isFinal));
        outcome.Error!.ShouldNotContain("eva");
        server.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData((int)SmtpMood.Drop)]
    [InlineData((int)SmtpMood.TakeAndDrop)]
    public async Task A_connection_that_breaks_is_a_failure_that_passes(int mood)
    {
        await using var server = new FakeSmtpServer { Mood = _ => (SmtpMood)mood };
        var outcome = await SendAsync(server);
        outcome.Error.ShouldNotBeNull();
        outcome.IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_server_it_may_come_back()
    {
        int port;
        await using (var server = new FakeSmtpServer()) port = server.Port;
        var outcome = await new SmtpTransport(Options(port)).SendAsync(Mail, TestContext.Current.CancellationToken);
        (outcome.Error, outcome.IsFinal).ShouldBe(("no mail server", false));
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_up_at_once()
    {
        await using var server = new FakeSmtpServer();
        var outcome = await new SmtpTransport(Options(server.Port)).SendAsync(Mail with { To = "eva@@example" }, TestContext.Current.CancellationToken);
        outcome.IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task Into_a_folder_a_mail_is_one_file_however_often_it_is_sent()
    {
        var folder = Directory.CreateTempSubdirectory("mail-");
        try
        {
            var drop = new FileDrop(folder.FullName);
            (await drop.SendAsync(Mail, TestContext.Current.CancellationToken)).Error.ShouldBeNull();
            (await drop.SendAsync(Mail, TestContext.Current.CancellationToken)).Error.ShouldBeNull();
            folder.GetFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("0198f2c0000070008000000000000001.eml");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<Grains.Outbound.DeliveryOutcome> SendAsync(FakeSmtpServer server) =>
        new SmtpTransport(Options(server.Port)).SendAsync(Mail, TestContext.Current.CancellationToken);

    private static SmtpOptions Options(int port) => new() { Host = "127.0.0.1", Port = port, From = "shop@shop.example.com" };
}

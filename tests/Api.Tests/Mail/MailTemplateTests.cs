using System.Runtime.CompilerServices;
using OrleansStore.Contracts;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Mail;

namespace OrleansStore.Api.Tests.Mail;

public sealed class MailTemplateTests
{
    private static readonly MailValues Values = new(
        new Dictionary<string, string>
        {
            ["token"] = "CfDJ8-a_b",
            ["number"] = "261121-7K3QH2",
            ["total"] = "1299.90 USD",
            ["carrier"] = "DHL & <Söhne>",
            ["tracking"] = "T-\"1\"",
            ["reason"] = "{{total}} <script>alert(1)</script>\nsecond line",
            ["amount"] = "12.00 USD",
            ["name"] = "Lamp <b>",
            ["sku"] = "LAMP",
            ["category"] = "Light & wood",
            ["price"] = "5.00 USD",
            ["available"] = "3",
            ["order"] = "261121-7K3QH2",
            ["expectedHeld"] = "0",
            ["foundHeld"] = "3",
            ["expectedSold"] = "2",
            ["foundSold"] = "1",
            ["parcels"] = "DHL & <Söhne> T-1\nUPS T-2",
            ["pieces"] = "2 × Lamp <b>\n1 × Chair",
            ["webhook"] = "0198f2c0-0000-7000-8000-000000000001",
        },
        [new("2 × Lamp <b>", "1299.90 USD"), new("Total", "1299.90 USD")],
        "https://shop.example.com/orders/1?a=1&b=2");

    [Theory]
    [InlineData("En")]
    [InlineData("De")]
    public async Task Every_mail_reads_as_it_is_kept_here(string language)
    {
        var templates = new MailTemplates(Enum.Parse<StoreLanguage>(language));
        var all = string.Concat(templates.Names.Order(StringComparer.Ordinal).Select(name =>
        {
            var mail = templates.Render(name, Guid.Empty, "eva@example.org", Values);
            return $"===== {name}\nSubject: {mail.Subject}\n----- text\n{mail.Text}----- html\n{mail.Html}";
        }));
        var golden = Path.Combine(Path.GetDirectoryName(Here())!, "Golden", $"{language.ToLowerInvariant()}.txt");
        all.ShouldBe(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Both_languages_have_the_same_mails() =>
        new MailTemplates(StoreLanguage.De).Names.Order().ShouldBe(new MailTemplates(StoreLanguage.En).Names.Order());

    [Fact]
    public void Values_are_neither_HTML_nor_templates()
    {
        var mail = new MailTemplates(StoreLanguage.En).Render("order.cancelled", Guid.Empty, "eva@example.org", Values);
        mail.Html.ShouldNotContain("<script>");
        mail.Html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;<br>\nsecond line");
        mail.Text.ShouldContain("{{total}} <script>");
    }

    [Fact]
    public void What_has_no_value_is_left_out_and_a_subject_is_one_line()
    {
        var texts = new Dictionary<string, string> { ["number"] = "1\r\nBcc: everybody@example.org", ["reason"] = "" };
        var mail = new MailTemplates(StoreLanguage.En).Render("order.cancelled", Guid.Empty, "eva@example.org", new MailValues(texts, [], null));
        mail.Subject.ShouldBe("Order 1 Bcc: everybody@example.org is cancelled");
        mail.Text.Split("\n\n").Length.ShouldBe(1);
        mail.Html.ShouldNotContain("<a ");
    }

    [Theory]
    [InlineData(129_990, "USD", "En", "1299.90 USD")]
    [InlineData(129_990, "EUR", "De", "1299,90 EUR")]
    [InlineData(5, "USD", "En", "0.05 USD")]
    [InlineData(-1_250, "EUR", "De", "-12,50 EUR")]
    [InlineData(1_500, "JPY", "En", "1500 JPY")]
    [InlineData(1_500, "KWD", "En", "1.500 KWD")]
    [InlineData(long.MaxValue, "USD", "En", "92233720368547758.07 USD")]
    public void Amounts_are_written_in_the_currencys_own_digits(long amount, string currency, string language, string text) =>
        Amounts.Format(new Money(amount, currency), Enum.Parse<StoreLanguage>(language)).ShouldBe(text);

    private static string Here([CallerFilePath] string path = "") => path;
}

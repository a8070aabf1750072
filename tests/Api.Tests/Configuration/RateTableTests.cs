using Microsoft.Extensions.Configuration;
using OrleansStore.Grains.Pricing;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Tests.Configuration;

/// <summary>Tables of shipping and tax rates as operators write them.</summary>
public sealed class RateTableTests
{
    [Fact]
    public void A_shipping_table_is_read_from_a_file_of_settings()
    {
        var options = ReadJson("""
            { "Store": { "Shipping": [
              { "Method": "parcel", "Name": "Parcel", "Countries": ["de", "AT"], "Price": 490, "FreeFrom": 5000 },
              { "Method": "parcel", "Price": 1500, "PerPiece": 100 },
              { "Method": "letter", "Countries": "DE, FR", "Price": 120, "From": 100, "Below": 2000, "MaxPieces": 2 } ] } }
            """);

        options.Shipping.Length.ShouldBe(3);
        options.Shipping[0].Countries.ShouldBe(["DE", "AT"]);
        (options.Shipping[0] with { Countries = [] }).ShouldBe(new ShippingRule("parcel", "Parcel", [], 490, FreeFrom: 5_000));
        options.Shipping[1].ShouldBe(new ShippingRule("parcel", "Parcel", [], 1_500, PerPiece: 100));
        options.Shipping[2].Countries.ShouldBe(["DE", "FR"]);
        (options.Shipping[2] with { Countries = [] }).ShouldBe(new ShippingRule("letter", "letter", [], 120, From: 100, Below: 2_000, MaxPieces: 2));
    }

    [Fact]
    public void A_tax_table_is_read_from_single_settings()
    {
        var options = Read(
            ("Tax:0:Country", "us"), ("Tax:0:State", "CA"), ("Tax:0:Rate", "7.25"), ("Tax:0:Shipping", "true"),
            ("Tax:1:Country", "US"), ("Tax:1:Category", "books"), ("Tax:1:Rate", "0"));

        options.Tax.ShouldBe([new TaxRule("US", "CA", null, 72_500, true), new TaxRule("US", null, "books", 0, false)]);
    }

    [Theory]
    [InlineData("Tax:0:Rate", "19%", "'19%' is not allowed; allowed: a percentage from 0 to 100")]
    [InlineData("Tax:0:Rate", "100.1", "is not allowed")]
    [InlineData("Tax:0:Rate", "0.00001", "is not allowed")]
    [InlineData("Tax:0:Rate", "-1", "is not allowed")]
    [InlineData("Tax:0:Rat", "19", "unknown; known are Country, State, Category, Rate, Shipping.")]
    [InlineData("Tax:0:Country", "Germany", "'Germany' is not allowed; allowed: a country code of two letters.")]
    [InlineData("Tax:0:Shipping", "yes", "allowed: true, false.")]
    [InlineData("Tax:DE:Rate", "19", "is no row; rows have numbers, as in Store:Tax:0:Country.")]
    [InlineData("Tax", "19", "is a table; its rows have numbers")]
    [InlineData("Shipping:0:Price", "4.90", "'4.90' is not allowed; allowed: minor units (cents), from 0.")]
    [InlineData("Shipping:0:Price", "-1", "is not allowed")]
    [InlineData("Shipping:0:Method", "by air", "is not allowed; allowed: a code of letters")]
    [InlineData("Shipping:0:Countries", "DE;AT", "is not allowed; allowed: country codes of two letters with commas")]
    [InlineData("Shipping:0:Countries:x", "DE", "unknown; known are Method,")]
    [InlineData("Shipping:0:MaxPieces", "0", "is not allowed")]
    public void A_slip_of_the_pen_stops_the_start_with_what_is_allowed(string key, string value, string complaint)
    {
        (string, string)[] sound = [("Tax:0:Country", "DE"), ("Tax:0:Rate", "19"), ("Shipping:0:Method", "parcel"), ("Shipping:0:Price", "490")];

        var problems = Should.Throw<StoreConfigurationException>(() => Read([.. sound.Where(s => s.Item1 != key), (key, value)])).Problems;

        var problem = problems.ShouldHaveSingleItem();
        problem.ShouldStartWith($"Store:{string.Join(':', key.Split(':').Take(complaint.StartsWith("is no row", StringComparison.Ordinal) ? 2 : 9))} ");
        problem.ShouldContain(complaint);
    }

    [Theory]
    [InlineData("Tax:0:Country", "DE", "Store:Tax:0:Rate")]
    [InlineData("Tax:0:Rate", "19", "Store:Tax:0:Country")]
    [InlineData("Shipping:0:Method", "parcel", "Store:Shipping:0:Price")]
    [InlineData("Shipping:0:Price", "490", "Store:Shipping:0:Method")]
    public void A_row_says_what_it_needs(string key, string value, string missing)
    {
        var problem = Should.Throw<StoreConfigurationException>(() => Read((key, value))).Problems.ShouldHaveSingleItem();

        problem.ShouldStartWith(missing);
        problem.ShouldContain("missing; allowed:");
    }

    [Fact]
    public void The_example_in_the_documentation_is_read()
    {
        var document = File.ReadAllText(Path.Combine(Readme.ReadmeCommands.Root, "docs", "pricing.md"));
        var example = document.Split("## Example\n```json\n")[1].Split("```")[0];

        var options = ReadJson(example);

        (options.Currency, options.Shipping.Length, options.Tax.Length).ShouldBe(("EUR", 3, 3));
        options.Tax[1].ShouldBe(new TaxRule("DE", null, "Books", 70_000, false));
    }

    private static StoreOptions Read(params (string Key, string Value)[] settings) => StoreConfiguration.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Store:" + s.Key, (string?)s.Value))).Build(), demo: false);

    private static StoreOptions ReadJson(string json) => StoreConfiguration.Read(
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build(), demo: false);
}

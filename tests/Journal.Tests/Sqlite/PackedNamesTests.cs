using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sqlite;

public sealed class PackedNamesTests : IDisposable
{
    private readonly SqliteDatabase _database = SqliteDatabase.Open(":memory:", readOnly: false, 1 << 20, TimeSpan.Zero);
    private readonly InternedNames _patterns;
    private readonly SqliteStatement _echo;

    public PackedNamesTests()
    {
        _database.Execute("CREATE TABLE categories(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        _patterns = new InternedNames(_database, "categories", writable: true);
        _echo = _database.Prepare("SELECT ?1");
    }

    public void Dispose()
    {
        _echo.Dispose();
        _patterns.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData("order-0198a7b2c3d4e5f60718293a4b5c6d7e", true)]
    [InlineData("0198a7b2c3d4e5f60718293a4b5c6d7e", true)]
    [InlineData("customer:0198a7b2-c3d4-e5f6-0718-293a4b5c6d7e", true)]
    [InlineData("order-0198A7b2c3d4e5f60718293a4b5c6d7e", false)]
    [InlineData("order-0198a7b2c3d4e5f60718293a4b5c6d7", false)]
    [InlineData("order-0198a7b2c3d4e5f60718293a4b5c6d7g", false)]
    [InlineData("customer:0198a7b2-c3d4-e5f6-0718_293a4b5c6d7e", false)]
    [InlineData("customer:0198a7b2-c3d4-e5f6-0x18-293a4b5c6d7e", false)]
    [InlineData("customer:0198a7b2-c3d4-e5f6-+718-293a4b5c6d7e", false)]
    [InlineData("{0198a7b2-c3d4-e5f6-0718-293a4b5c6d7e}", false)]
    [InlineData("guest", false)]
    [InlineData("", false)]
    public void A_name_is_packed_exactly_when_it_can_be_restored(string name, bool packed)
    {
        var (restored, bytes) = Echo(name);
        restored.ShouldBe(name);
        (bytes == 17).ShouldBe(packed);
    }

    [Fact]
    public void Every_name_comes_back_as_it_was_given()
    {
        var random = new Random(20260301);
        for (var n = 0; n < 20_000; n++)
        {
            var name = RandomName(random);
            Echo(name).Name.ShouldBe(name, $"name {n}");
        }
    }

    [Fact]
    public void Different_names_never_have_the_same_form()
    {
        var random = new Random(7);
        var byForm = new Dictionary<string, string>();
        for (var n = 0; n < 20_000; n++)
        {
            var name = RandomName(random);
            new PackedNames(_patterns).Bind(_echo, 1, name, intern: true);
            _echo.Step();
            var form = $"{_echo.IsBlob(0)} {Convert.ToHexString(_echo.Blob(0))}";
            _echo.Reset();
            if (!byForm.TryAdd(form, name)) byForm[form].ShouldBe(name);
        }
    }

    [Fact]
    public void A_name_with_an_unknown_pattern_is_Corrupt()
    {
        _echo.Bind(1, new byte[17]);
        _echo.Step();
        Should.Throw<SqliteFailure>(() => new PackedNames(_patterns).Read(_echo, 0)).Fault.ShouldBe(JournalFault.Corrupt);
    }

    private (string Name, int Bytes) Echo(string name)
    {
        var names = new PackedNames(_patterns);
        names.Bind(_echo, 1, name, intern: true);
        _echo.Step();
        var echoed = (names.Read(_echo, 0), _echo.IsBlob(0) ? _echo.Blob(0).Length : 0);
        _echo.Reset();
        return echoed;
    }

    /// <summary>Names around the edge of what is packed: right and wrong lengths, cases, dashes, prefixes.</summary>
    private static string RandomName(Random random)
    {
        var guid = Given.Id(random.Next(50)).ToString(random.Next(3) == 0 ? "D" : "N");
        var name = random.Next(4) switch
        {
            0 => $"category{random.Next(400)}-{guid}",
            1 => $"{(char)random.Next(1, 0xD800)}{guid}",
            2 => guid,
            _ => $"{{N}}{guid}{{D}}"[..random.Next(30, 36)],
        };
        if (random.Next(3) == 0 && name.Length > 0)
        {
            var at = random.Next(name.Length);
            name = name[..at] + "0aAg-{x "[random.Next(8)] + name[(at + random.Next(2))..];
        }

        return name;
    }
}

using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.Tests.Privacy;

public sealed class MasterKeyTests : IDisposable
{
    private const int Customers = 60;

    private static readonly string Old = KeyOf(1);
    private static readonly string New = KeyOf(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-master-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_master_key_is_changed_while_the_shop_sells_and_the_old_one_is_of_no_use_afterwards()
    {
        var ids = new List<Guid>();
        await using (var before = Shop(("Store:PersonalData:MasterKey", Old)))
        {
            await before.InitializeAsync();
            for (var n = 0; n < Customers; n++) ids.Add((await RegisterAsync(before, n)).Id);
        }

        await using (var changing = Shop(("Store:PersonalData:MasterKey", New), ("Store:PersonalData:OtherMasterKeys", Old)))
        {
            await changing.InitializeAsync();
            var product = await changing.NewProductAsync(pieces: 1_000);
            // Old keys are used, and new ones made, while all are being locked anew.
            var orders = Enumerable.Range(0, 60).Select(async n =>
            {
                var buyer = n % 2 == 0 ? changing.Guest : await changing.LoginAsync($"customer{n}@example.org", Setup.Shop.Password);
                (await buyer.Order(product)).MustBe(201);
            });
            await Task.WhenAll(orders);
            await Patience.UntilAsync(async () => (await KeysAsync(changing)).All(IsLockedWithNew));
        }

        await using (var after = Shop(("Store:PersonalData:MasterKey", New)))
        {
            await after.InitializeAsync();
            for (var n = 0; n < Customers; n++)
            {
                var customer = await after.LoginAsync($"customer{n}@example.org", Setup.Shop.Password);
                (await customer.Get("/customers/me"))["name"].GetString().ShouldBe($"Customer {n}");
            }
        }

        using var wrong = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort(), ("Store__PersonalData__MasterKey", Old));
        await wrong.EndedAsync();
        wrong.ExitCode.ShouldNotBe(0);
        wrong.Said.ShouldContain("locked with the master key");
        wrong.Said.ShouldNotContain(Old);
    }

    [Fact]
    public async Task A_key_of_the_stores_own_lies_beside_the_data_for_nobody_else_and_gives_way_to_one_that_is_configured()
    {
        var path = Path.Combine(_folder.FullName, "keys", "personal-data.key");
        await using (var own = Shop())
        {
            await own.InitializeAsync();
            await RegisterAsync(own, 0);
        }

        Convert.FromBase64String(await File.ReadAllTextAsync(path, Cancellation)).Length.ShouldBe(SealingKey.Size);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await using (var configured = Shop(("Store:PersonalData:MasterKey", New)))
        {
            await configured.InitializeAsync();
            await Patience.UntilAsync(async () => (await KeysAsync(configured)).All(IsLockedWithNew));
        }

        File.Delete(path);
        await using var without = Shop(("Store:PersonalData:MasterKey", New));
        await without.InitializeAsync();
        await without.LoginAsync("customer0@example.org", Setup.Shop.Password);
    }

    private FolderShop Shop(params (string Key, string Value)[] settings) => new(_folder.FullName, settings: settings);

    private static async Task<Reply> RegisterAsync(Shop shop, int number) =>
        (await shop.Guest.Post("/customers", new { email = $"customer{number}@example.org", name = $"Customer {number}", password = Setup.Shop.Password })).MustBe(201);

    private static async Task<IReadOnlyList<DurableRow>> KeysAsync(Shop shop) =>
        await shop.Services.GetRequiredService<IDurableRows>().ReadRowsAsync(SubjectKeys.Table, Cancellation);

    private static bool IsLockedWithNew(DurableRow row) => new MasterKeys(new SealingKey(Convert.FromBase64String(New))).IsPresent(row.Value.Span);

    private static string KeyOf(byte number) => Convert.ToBase64String([.. Enumerable.Repeat(number, SealingKey.Size)]);
}

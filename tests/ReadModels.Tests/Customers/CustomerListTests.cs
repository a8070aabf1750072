using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels.Customers;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Customers;

public abstract class CustomerListTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_accounts_are_listed_as_a_fold_of_their_events_lists_them()
    {
        var (history, chance, expected) = (new History(), new Random(17), new List<Account>());
        for (var step = 0; step < 400; step++)
        {
            var known = expected.Count == 0 ? null : expected[chance.Next(expected.Count)];
            switch (known is null ? 0 : chance.Next(10))
            {
                case < 4:
                    var id = History.Id(20_000 + step);
                    var at = history.Append(StoreStreams.Customer, id, new CustomerRegistered("a@example.com", "A", "hash", CustomerRole.Customer));
                    expected.Add(new Account(id, history.Journal.Events[(int)at - 1].Time, CustomerRole.Customer, null));
                    history.Pass(TimeSpan.FromMinutes(chance.Next(90)));
                    break;
                case 4 or 5:
                    var role = (CustomerRole)chance.Next(3);
                    history.Append(StoreStreams.Customer, known!.Id, new CustomerRoleSet(role));
                    expected[expected.IndexOf(known!)] = known! with { Role = role };
                    break;
                case 6 or 7:
                    var group = chance.Next(3) switch { 0 => null, 1 => "staff", _ => "club" };
                    history.Append(StoreStreams.Customer, known!.Id, new CustomerGrouped(group));
                    expected[expected.IndexOf(known!)] = known! with { Group = group };
                    break;
                case 8:
                    history.Append(StoreStreams.Customer, known!.Id, new CustomerRejected());
                    expected.Remove(known!);
                    break;
                default:
                    history.Append(StoreStreams.Customer, known!.Id, new CustomerErasureAsked(), new CustomerErased(DateTimeOffset.UnixEpoch));
                    expected.Remove(known!);
                    break;
            }
        }

        await using var side = await CaughtUpAsync(history.Journal);
        expected.Count.ShouldBeGreaterThan(30);
        var middle = expected[expected.Count / 2].Created;
        expected.Reverse();
        await SameAsync(side, new(7), expected);
        await SameAsync(side, new(7, Role: CustomerRole.Admin), expected.Where(a => a.Role == CustomerRole.Admin));
        await SameAsync(side, new(7, Group: "club"), expected.Where(a => a.Group == "club"));
        await SameAsync(side, new(7, From: middle), expected.Where(a => a.Created >= middle));
        await SameAsync(side, new(7, Role: CustomerRole.Customer, Group: "staff", To: middle), expected.Where(a => a.Role == CustomerRole.Customer && a.Group == "staff" && a.Created < middle));
        (await side.RebuildAsync("customers")).Equal.ShouldBe(true);
        await SameAsync(side, new(100), expected);
    }

    [Fact]
    public async Task A_cursor_of_another_store_is_refused()
    {
        await using var side = await CaughtUpAsync(new History().Journal);
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Part<ICustomerQueries>().ListAsync(new(10, "?"), Ct));
        (await side.Part<ICustomerQueries>().ListAsync(new(10), Ct)).Items.ShouldBeEmpty();
    }

    private static async Task SameAsync(ReadSide side, CustomerListQuery query, IEnumerable<Account> expected)
    {
        var listed = new List<Guid>();
        for (var page = await side.Part<ICustomerQueries>().ListAsync(query, Ct); ; page = await side.Part<ICustomerQueries>().ListAsync(query with { Cursor = page.NextCursor }, Ct))
        {
            listed.AddRange(page.Items);
            page.Items.Count.ShouldBeLessThanOrEqualTo(query.Limit);
            if (page.NextCursor is null) break;
        }

        listed.ShouldBe(expected.Select(a => a.Id));
    }

    private sealed record Account(Guid Id, DateTimeOffset Created, CustomerRole Role, string? Group);
}

public sealed class CustomerListOnSqliteTests(TestStores stores) : CustomerListTests(stores, "sqlite");

public sealed class CustomerListOnPostgresTests(TestStores stores) : CustomerListTests(stores, "postgres");

using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Sweeping;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Sweeping;

public sealed class DueThingsTests
{
    private static readonly OrderPlaced Placed = new(Some.Customer, null, Some.Currency, [Some.LampLine()], Some.Address);
    private static readonly Deadlines Deadlines = Deadlines.Default;

    private readonly DueThings _things = new(Dump.Codec);
    private long _position;

    [Fact]
    public void A_cart_is_due_when_nobody_touched_it_for_its_lifetime()
    {
        Fold("cart", Some.Cart, new CartCreated(null, []));
        Due(Deadlines.CartLifetime - TimeSpan.FromTicks(1)).ShouldBeEmpty();
        Due(Deadlines.CartLifetime).ShouldBe([Some.Cart]);
        Fold("cart", Some.Cart, new CartItemSet(Some.Lamp, 1), TimeSpan.FromDays(1));
        Due(Deadlines.CartLifetime).ShouldBeEmpty();
        Due(Deadlines.CartLifetime + TimeSpan.FromDays(1)).ShouldBe([Some.Cart]);
    }

    [Fact]
    public void A_cart_that_has_ended_is_not_due_until_it_is_open_again()
    {
        foreach (CartEvent end in new CartEvent[] { new CartClosed(Some.Order), new CartMergedInto(Some.Id(9)), new CartExpired() })
        {
            Fold("cart", Some.Cart, new CartCreated(null, []));
            Fold("cart", Some.Cart, end);
            _things.Count.ShouldBe(0);
        }

        Fold("cart", Some.Cart, new CartReopened(Some.Order));
        Due(Deadlines.CartLifetime).ShouldBe([Some.Cart]);
    }

    [Fact]
    public void A_merge_that_was_begun_is_due_at_once_until_it_is_finished()
    {
        Fold("cart", Some.Cart, new CartCreated(null, []));
        Fold("cart", Some.Cart, new CartMergeAsked(Some.Id(9), 1));
        Due(TimeSpan.Zero).ShouldBe([Some.Cart]);
        Fold("cart", Some.Cart, new CartMerged(Some.Id(9), [], null, []));
        Due(TimeSpan.Zero).ShouldBeEmpty();
        Due(Deadlines.CartLifetime).ShouldBe([Some.Cart]);
    }

    [Fact]
    public void An_erasure_that_was_begun_is_due_at_once_until_it_is_finished()
    {
        Fold("customer", Some.Customer, new CustomerErasureAsked());
        Due(TimeSpan.Zero).ShouldBe([Some.Customer]);
        Fold("customer", Some.Customer, new CustomerErased(Some.Now));
        _things.Count.ShouldBe(0);
    }

    [Fact]
    public void An_order_is_due_when_it_is_not_paid_in_time()
    {
        Fold("checkout", Some.Order, new CheckoutStarted(Some.Draft(), null));
        Fold("order", Some.Order, Placed, TimeSpan.FromMinutes(1));
        Due(Deadlines.Payment).ShouldBeEmpty();
        Due(Deadlines.Payment + TimeSpan.FromMinutes(1)).ShouldBe([Some.Order]);
        Fold("order", Some.Order, new OrderPaymentFailed("card", "declined"));
        Fold("order", Some.Order, new OrderLineSet(Some.LampLine(3)));
        Due(Deadlines.Payment + TimeSpan.FromMinutes(1)).ShouldBe([Some.Order]);
    }

    [Fact]
    public void An_order_that_was_paid_or_is_over_is_not_due()
    {
        foreach (OrderEvent end in new OrderEvent[] { new OrderPaid("p", "card", 1, true), new OrderCancelled("no") })
        {
            Fold("order", Some.Order, Placed);
            Fold("order", Some.Order, end);
            _things.Count.ShouldBe(0);
        }
    }

    [Fact]
    public void A_hold_that_no_order_was_heard_of_is_due_like_one()
    {
        Fold("stock", Some.Lamp, new StockHeld(Some.Id(77), 2, 1));
        Fold("stock", Some.Lamp, new StockHeld(Some.Id(78), 0, 1));
        Due(Deadlines.Payment).ShouldBe([Some.Id(77)]);
    }

    [Fact]
    public void An_order_that_says_until_when_it_is_to_be_paid_is_due_then_whatever_is_set_now()
    {
        Fold("checkout", Some.Order, new CheckoutStarted(Some.Draft(), null));
        Fold("order", Some.Order, Placed with { PayBy = Some.Now + TimeSpan.FromHours(2) });
        _things.Count.ShouldBe(1);
        Due(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1)).ShouldBeEmpty();
        Due(TimeSpan.FromHours(2)).ShouldBe([Some.Order]);
        Fold("order", Some.Order, new OrderExpired());
        _things.Count.ShouldBe(0);
    }

    [Fact]
    public void A_hold_is_watched_when_its_order_is_not_until_it_is_given_back_or_sold()
    {
        foreach (StockEvent end in new StockEvent[] { new StockReleased(Some.Order, 2), new StockSold(Some.Order, 2), new StockHeld(Some.Order, 0, 2) })
        {
            Fold("order", Some.Order, Placed);
            Fold("order", Some.Order, new OrderCancelled("no"));
            Fold("stock", Some.Lamp, new StockHeld(Some.Order, 2, 1));
            Fold("stock", Some.Chair, new StockHeld(Some.Order, 1, 1));
            _things.FindDue(Some.Now + Deadlines.Payment, Deadlines, 10).Select(d => d.Key).ShouldBe([new(Some.Order, Some.Lamp), new(Some.Order, Some.Chair)], ignoreOrder: true);
            Fold("stock", Some.Lamp, end);
            _things.FindDue(Some.Now + Deadlines.Payment, Deadlines, 10).ShouldHaveSingleItem().Key.ShouldBe(new(Some.Order, Some.Chair));
            Fold("stock", Some.Chair, new StockSold(Some.Order, 1));
            _things.Count.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Holds_are_kept_with_their_products()
    {
        await using var journal = new MemoryJournal();
        var kept = new DueRows(journal);
        Fold("stock", Some.Lamp, new StockHeld(Some.Order, 2, 1));
        Fold("stock", Some.Chair, new StockHeld(Some.Order, 1, 1));
        await kept.SaveAsync(_things);
        (await kept.LoadAsync(Dump.Codec)).FindDue(Some.Now + Deadlines.Payment, Deadlines, 10)
            .ShouldBe(_things.FindDue(Some.Now + Deadlines.Payment, Deadlines, 10), ignoreOrder: true);
    }

    [Fact]
    public void A_hold_puts_no_order_off()
    {
        Fold("order", Some.Order, Placed);
        Fold("stock", Some.Lamp, new StockHeld(Some.Order, 2, 1), TimeSpan.FromMinutes(10));
        Due(Deadlines.Payment).ShouldBe([Some.Order]);
    }

    [Fact]
    public void What_was_not_due_when_it_was_asked_is_asked_again_after_a_while()
    {
        Fold("cart", Some.Cart, new CartCreated(null, []));
        _things.PutOff(new DueThing(DueKind.Cart, new(Some.Cart), default), Some.Now, Deadlines);
        Due(TimeSpan.Zero).ShouldBeEmpty();
        Due(Deadlines.CartLifetime / 24).ShouldBe([Some.Cart]);
    }

    [Fact]
    public void However_many_cannot_be_ended_now_what_is_due_behind_them_has_its_turn_and_they_theirs_again()
    {
        for (var i = 0; i < 30; i++) Fold("cart", Spread(i), new CartCreated(null, []));
        var now = Some.Now + Deadlines.CartLifetime;
        var asked = new HashSet<Guid>();
        for (var look = 0; look < 3; look++)
        {
            foreach (var thing in _things.FindDue(now, Deadlines, 10))
            {
                asked.Add(thing.Id).ShouldBeTrue();
                _things.LeaveAlone(thing, now, Deadlines);
            }
        }

        asked.Count.ShouldBe(30);
        _things.FindDue(now, Deadlines, 100).ShouldBeEmpty();
        _things.FindDue(now + Deadlines.SweepEvery, Deadlines, 100).Count.ShouldBe(30);
    }

    [Fact]
    public async Task It_is_kept_and_only_what_has_changed_is_written_again()
    {
        await using var journal = new MemoryJournal();
        var rows = new CountedRows(journal);
        var kept = new DueRows(rows);
        for (var i = 0; i < 2_000; i++) Fold("cart", Spread(i), new CartCreated(null, []));
        await kept.SaveAsync(_things);
        var shards = rows.Written.Count;
        shards.ShouldBeGreaterThan(50);

        rows.Written.Clear();
        Fold("cart", Spread(7), new CartClosed(Some.Order));
        await kept.SaveAsync(_things);
        rows.Written.Count.ShouldBe(2);

        var loaded = await kept.LoadAsync(Dump.Codec);
        (loaded.Position, loaded.Count).ShouldBe((_position, 1_999));
        loaded.FindDue(Some.Now + Deadlines.CartLifetime, Deadlines, 10_000).Select(d => d.Id)
            .ShouldBe(Enumerable.Range(0, 2_000).Where(i => i != 7).Select(Spread), ignoreOrder: true);
    }

    [Fact]
    public async Task A_shard_of_many_things_takes_several_rows_and_gives_them_up()
    {
        await using var journal = new MemoryJournal();
        var kept = new DueRows(journal);
        for (var i = 0; i < 100_000; i++) Fold("cart", Near(i), new CartCreated(null, []));
        await kept.SaveAsync(_things);
        (await RowsAsync(journal)).ShouldBe(4);
        (await kept.LoadAsync(Dump.Codec)).Count.ShouldBe(100_000);

        for (var i = 1; i < 100_000; i++) Fold("cart", Near(i), new CartExpired());
        await kept.SaveAsync(_things);
        (await RowsAsync(journal)).ShouldBe(2);
        Fold("cart", Near(0), new CartExpired());
        await kept.SaveAsync(_things);
        (await RowsAsync(journal)).ShouldBe(1);
        (await kept.LoadAsync(Dump.Codec)).Position.ShouldBe(_position);
    }

    [Fact]
    public async Task Where_two_wrote_across_each_other_it_goes_on_from_the_older_place()
    {
        await using var journal = new MemoryJournal();
        var kept = new DueRows(journal);
        Fold("cart", Near(1), new CartCreated(null, []));
        await kept.SaveAsync(_things);
        var older = (await journal.ReadRowsAsync(DueRows.Table, TestContext.Current.CancellationToken)).Single(r => r.Key != "list");
        Fold("cart", Near(2), new CartCreated(null, []));
        await kept.SaveAsync(_things);

        await journal.UpsertRowAsync(DueRows.Table, older.Key, older.Value);
        var loaded = await kept.LoadAsync(Dump.Codec);
        (loaded.Position, loaded.Count).ShouldBe((1, 1));

        await journal.DeleteRowAsync(DueRows.Table, older.Key);
        loaded = await kept.LoadAsync(Dump.Codec);
        (loaded.Position, loaded.Count).ShouldBe((0, 0));
    }

    private static async Task<int> RowsAsync(MemoryJournal journal) => (await journal.ReadRowsAsync(DueRows.Table)).Count;

    private static Guid Spread(int i) => new(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static Guid Near(int i) => new(1, 0, 0, 0, 0, 0, 0, (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i);

    private IEnumerable<Guid> Due(TimeSpan after) => _things.FindDue(Some.Now + after, Deadlines, 10).Select(d => d.Id);

    private void Fold(string category, Guid id, object body, TimeSpan after = default)
    {
        var (name, payload) = Dump.Codec.Write(body);
        _things.Fold([new StoredEvent(++_position, $"{category}-{id:N}", 1, Some.Id(1), name, Some.Id(1), Some.Id(1), "guest", Some.Now + after, payload)]);
    }

    private sealed class CountedRows(IDurableRows rows) : IDurableRows
    {
        public List<string> Written { get; } = [];

        public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value)
        {
            Written.Add(key);
            return rows.UpsertRowAsync(table, key, value);
        }

        public ValueTask DeleteRowAsync(string table, string key) => rows.DeleteRowAsync(table, key);

        public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default) =>
            rows.ReadRowAsync(table, key, cancellation);

        public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default) =>
            rows.ReadRowsAsync(table, cancellation);

        public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default) =>
            rows.ReadRowsAsync(table, after, maxCount, cancellation);
    }
}

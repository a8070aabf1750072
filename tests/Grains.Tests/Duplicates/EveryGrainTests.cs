using System.Collections.Immutable;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Audit;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.ApiKeys;
using OrleansStore.Grains.Audit;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Claims;
using OrleansStore.Grains.Customers;
using OrleansStore.Grains.Idempotency;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Products;
using OrleansStore.Grains.Promotions;
using OrleansStore.Grains.Reconciliation;
using OrleansStore.Grains.Reviews;
using OrleansStore.Grains.Sessions;
using OrleansStore.Grains.Staff;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Grains.Webhooks;

namespace OrleansStore.Grains.Tests.Duplicates;

/// <summary>What holds of every journaled grain that is active twice.</summary>
public abstract class EveryGrainTests(Twins store)
{
    private static readonly ImmutableArray<byte> Print = [1, 2, 3];

    private static readonly StoredResponse Response = new(201, "application/json", [123, 125], ImmutableDictionary<string, string>.Empty);

    /// <summary>One command to a grain, as it comes to either activation.</summary>
    /// <param name="Warm">Has the grain loaded its state, and changes nothing.</param>
    /// <param name="Command">The same command, with the same ids, each time.</param>
    /// <param name="Next">Another one that may follow it.</param>
    private sealed record Case(
        string Stream, Func<StoreCluster, Task> Warm, Func<StoreCluster, Task<StoreError?>> Command, Func<StoreCluster, Task<StoreError?>> Next);

    private static readonly Dictionary<Type, Func<Twins, Task<Case>>> Cases = new()
    {
        [typeof(StockGrain)] = async twins =>
        {
            var id = twins.NewId();
            var (receive, hold) = (new ReceiveStock(twins.NewCommand(), 5), new HoldStock(twins.NewCommand(), twins.NewId(), 5));
            return new($"stock-{id:N}", s => s.Stock(id).Get(), async s => (await s.Stock(id).Receive(receive)).Error, async s => (await s.Stock(id).Hold(hold)).Error);
        },
        [typeof(ReconciliationGrain)] = async twins =>
        {
            var id = $"{twins.NewId():N}";
            var (first, second) = (twins.NewCommand(), twins.NewCommand());
            await twins.One.NewProductAsync(1);
            IReconciliationGrain Books(StoreCluster s) => s.Grains.GetGrain<IReconciliationGrain>(id);
            return new($"reconciliation-{id}", s => Books(s).Get(), async s => (await Books(s).Run(first)).Error, async s => (await Books(s).Run(second)).Error);
        },
        [typeof(CartGrain)] = async twins =>
        {
            var (id, lamp) = (twins.NewId(), await twins.One.NewProductAsync(0));
            ICartGrain Cart(StoreCluster s) => s.Grains.GetGrain<ICartGrain>(id);
            var create = Some.NewCart(twins.NewCommand(), new CartItem(lamp, 1));
            var set = new SetCartItem(twins.NewCommand(), null, lamp, 3);
            return new($"cart-{id:N}", s => Cart(s).Get(), async s => (await Cart(s).Create(create)).Error, async s => (await Cart(s).SetItem(set)).Error);
        },
        [typeof(ProductGrain)] = async twins =>
        {
            var id = twins.NewId();
            var create = Some.Product(twins.NewCommand(), $"sku-{id:N}");
            var change = new ChangeProduct(twins.NewCommand(), 1, Name: "Torch");
            return new($"product-{id:N}", s => s.Product(id).Get(), async s => (await s.Product(id).Create(create)).Error, async s => (await s.Product(id).Change(change)).Error);
        },
        [typeof(CustomerGrain)] = async twins =>
        {
            var id = twins.NewId();
            ICustomerGrain Customer(StoreCluster s) => s.Grains.GetGrain<ICustomerGrain>(id);
            var register = new RegisterCustomer(twins.NewCommand(), $"{id:N}@example.org", "Eva", "hash");
            var change = new ChangeCustomer(twins.NewCommand(), 1, Name: "Eve");
            return new($"customer-{id:N}", s => Customer(s).Get(), async s => (await Customer(s).Register(register)).Error, async s => (await Customer(s).Change(change)).Error);
        },
        [typeof(SessionsGrain)] = twins =>
        {
            var (id, session) = (twins.NewId(), twins.NewId());
            ISessionsGrain Sessions(StoreCluster s) => s.Grains.GetGrain<ISessionsGrain>(id);
            var (open, refresh) = (new OpenSession(twins.NewCommand(), session, "Firefox"), new RefreshSession(twins.NewCommand(), session, 1));
            return Task.FromResult<Case>(new(
                $"session-{id:N}", s => Sessions(s).List(), async s => (await Sessions(s).Open(open)).Error, async s => (await Sessions(s).Refresh(refresh)).Error));
        },
        [typeof(PromotionBookGrain)] = async twins =>
        {
            var id = twins.NewId();
            IPromotionBookGrain Book(StoreCluster s) => s.Grains.GetGrain<IPromotionBookGrain>(id);
            var create = new CreatePromotion(twins.NewCommand(), twins.NewId(), Some.Terms with { Code = $"{id:N}", Amount = null });
            var change = new ChangePromotion(twins.NewCommand(), create.Id, 1, create.Terms with { Name = "Winter" });
            return new($"promotionBook-{id:N}", s => Book(s).List(), async s => (await Book(s).Create(create)).Error, async s => (await Book(s).Change(change)).Error);
        },
        [typeof(PromotionGrain)] = async twins =>
        {
            var (id, order) = (twins.NewId(), twins.NewId());
            IPromotionGrain Uses(StoreCluster s) => s.Grains.GetGrain<IPromotionGrain>(id);
            var use = new PromotionUse(id, "SUMMER", 1, 1, FirstOrder: false);
            var redeem = new RedeemPromotion(twins.NewCommand(), order, CustomerKeys.Of(twins.NewId(), null, Some.Names), use, twins.One.Time.GetUtcNow());
            var other = redeem with { Context = twins.NewCommand(), OrderId = twins.NewId(), CustomerKey = CustomerKeys.Of(null, "eva@example.org", Some.Names), Use = use with { MaxUses = 2 } };
            return new($"promotion-{id:N}", s => Uses(s).Get(), async s => (await Uses(s).Redeem(redeem)).Error, async s => (await Uses(s).Redeem(other)).Error);
        },
        [typeof(CustomerUsesGrain)] = async twins =>
        {
            var (id, order, next, take, more) = (twins.NewId(), twins.NewId(), twins.NewId(), twins.NewCommand(), twins.NewCommand());
            var key = CustomerUses.KeyOf(id, CustomerKeys.Of(twins.NewId(), null, Some.Names));
            ICustomerUsesGrain Uses(StoreCluster s) => s.Grains.GetGrain<ICustomerUsesGrain>(key);
            return new(
                $"customerUse-{key}",
                s => Uses(s).Get(),
                async s => (await Uses(s).Take(take, id, order, 1)).Error,
                async s => (await Uses(s).Take(more, id, next, 2)).Error);
        },
        [typeof(ClaimGrain)] = async twins =>
        {
            var (key, owner) = (ClaimKeys.Sku($"{twins.NewId():N}"), twins.NewId());
            var (claim, confirm) = (twins.NewCommand(), twins.NewCommand());
            IClaimGrain Claim(StoreCluster s) => s.Grains.GetGrain<IClaimGrain>(key);
            return new($"claim-{key}", s => Claim(s).Get(), async s => (await Claim(s).Claim(claim, owner)).Error, async s => (await Claim(s).Confirm(confirm, owner)).Error);
        },
        [typeof(IdempotencyGrain)] = async twins =>
        {
            var id = twins.NewId();
            IIdempotencyGrain Key(StoreCluster s) => s.Grains.GetGrain<IIdempotencyGrain>($"{id:N}");
            return new(
                $"idempotency-{id:N}",
                s => Key(s).Abandon(),
                async s =>
                {
                    (await Key(s).Begin(Print, id)).CommandId.ShouldBe(id);
                    return null;
                },
                async s =>
                {
                    await Key(s).Complete(Response, Some.Customer);
                    return null;
                });
        },
        [typeof(OrderGrain)] = async twins =>
        {
            var id = twins.NewId();
            var place = new PlaceOrder(twins.NewCommand(), Some.Draft(), null, null, null);
            var cancel = new CancelOrder(twins.NewCommand(), "changed my mind");
            IOrderGrain Order(StoreCluster s) => s.Grains.GetGrain<IOrderGrain>(id);
            return new($"order-{id:N}", s => Order(s).Get(), async s => (await Order(s).Place(place)).Error, async s => (await Order(s).Cancel(cancel)).Error);
        },
        [typeof(CheckoutGrain)] = async twins =>
        {
            var purchase = await Tests.Checkout.Purchase.NewAsync(twins.One);
            var (start, pay) = (purchase.Start(Some.Later), purchase.Pay());
            return new(
                $"checkout-{purchase.OrderId:N}",
                s => purchase.At(s).Checkout.Resume(),
                async s => (await purchase.At(s).Checkout.Start(start)).Error,
                async s => (await purchase.At(s).Checkout.Pay(pay)).Error);
        },
        [typeof(ReviewGrain)] = async twins =>
        {
            var (lamp, order, customer) = (twins.NewId(), twins.NewId(), twins.NewId());
            await Tests.Reviews.Delivery.WriteAsync(twins.One, order, customer, Some.LampLine() with { ProductId = lamp });
            var id = ReviewId.Of(lamp, customer);
            IReviewGrain Review(StoreCluster s) => s.Grains.GetGrain<IReviewGrain>(id);
            var write = new WriteReview(twins.NewCommand(), lamp, customer, order, 4, "Gives light.", null);
            var change = new ChangeReview(twins.NewCommand(), customer, null, 5, "Gives much light.", "Eve");
            return new($"review-{id:N}", s => Review(s).Get(), async s => (await Review(s).Write(write)).Error, async s => (await Review(s).Change(change)).Error);
        },
        [typeof(WebhooksGrain)] = twins =>
        {
            // There is one in a store; here each case has one of its own.
            var (key, id) = ($"{twins.NewId():N}", twins.NewId());
            IWebhooksGrain Webhooks(StoreCluster s) => s.Grains.GetGrain<IWebhooksGrain>(key);
            var create = new CreateWebhook(twins.NewCommand(), id, "https://example.org/hook", ["*"], null, "a secret of twenty-four!");
            var change = new ChangeWebhook(twins.NewCommand(), id, 1, null, ["order.created"], null, false);
            return Task.FromResult<Case>(new(
                $"webhooks-{key}", s => Webhooks(s).List(), async s => (await Webhooks(s).Create(create)).Error, async s => (await Webhooks(s).Change(change)).Error));
        },
        [typeof(StaffGrain)] = twins =>
        {
            var (key, one, two) = ($"{twins.NewId():N}", twins.NewId(), twins.NewId());
            var (first, second) = (twins.NewCommand(), twins.NewCommand());
            IStaffGrain Staff(StoreCluster s) => s.Grains.GetGrain<IStaffGrain>(key);
            return Task.FromResult<Case>(new(
                $"staff-{key}", s => Staff(s).Leave(twins.NewCommand(), twins.NewId()),
                async s => (await Staff(s).Enter(first, one)).Error, async s => (await Staff(s).Enter(second, two)).Error));
        },
        [typeof(ApiKeysGrain)] = twins =>
        {
            var (key, id) = ($"{twins.NewId():N}", twins.NewId());
            IApiKeysGrain Keys(StoreCluster s) => s.Grains.GetGrain<IApiKeysGrain>(key);
            var issue = new IssueApiKey(twins.NewCommand(), id, "The warehouse", ["stock"], "9f86d081", null);
            var use = new NoteApiKeyUse(twins.NewCommand(), id);
            return Task.FromResult<Case>(new(
                $"apiKeys-{key}", s => Keys(s).List(), async s => (await Keys(s).Issue(issue)).Error, async s => (await Keys(s).NoteUse(use)).Error));
        },
        [typeof(AuditGrain)] = twins =>
        {
            var key = $"{twins.NewId():N}";
            IAuditGrain Trail(StoreCluster s) => s.Grains.GetGrain<IAuditGrain>(key);
            var entry = new AuditEntry(Some.Now, Actors.Guest, null, "GET /api/v1/orders/1", "orders/1", null, AuditOutcome.Denied, 404, "orderNotFound", 1);
            var (one, two) = (new NoteAudit(twins.NewCommand(), [entry], 0), new NoteAudit(twins.NewCommand(), [entry, entry], 3));
            return Task.FromResult<Case>(new(
                $"audit-{key}", s => Trail(s).Note(new(twins.NewCommand(), [], 0)),
                async s => (await Trail(s).Note(one)).Error, async s => (await Trail(s).Note(two)).Error));
        },
        [typeof(PaymentGrain)] = twins =>
        {
            var id = twins.NewId();
            IPaymentGrain Payment(StoreCluster s) => s.Grains.GetGrain<IPaymentGrain>(id);
            var authorise = new AuthorisePayment(twins.NewCommand(), 1, new Money(100, Some.Currency), Some.Card);
            var capture = new CapturePayment(twins.NewCommand(), 1);
            return Task.FromResult(new Case(
                $"payment-{id:N}", s => Payment(s).Get(), async s => (await Payment(s).Authorise(authorise)).Error, async s => (await Payment(s).Capture(capture)).Error));
        },
    };

    public static TheoryData<Type> Journaled =>
        [.. typeof(StockGrain).Assembly.GetTypes().Where(t => !t.IsAbstract && t.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == typeof(AggregateGrain<,>))];

    [Fact]
    public void Every_journaled_grain_has_a_case() =>
        Cases.Keys.Select(t => t.Name).Order().ShouldBe(Journaled.Select(row => row.Data.Name).Order());

    [Theory, MemberData(nameof(Journaled))]
    public async Task What_one_has_done_the_other_finds_done(Type grain)
    {
        var test = await NewAsync(grain);
        (await test.Command(store.One)).ShouldBeNull();
        var done = await DoneAsync(test);

        (await test.Command(store.Other)).ShouldBeNull();
        (await DoneAsync(test)).ShouldBe(done);
    }

    [Theory, MemberData(nameof(Journaled))]
    public async Task What_one_has_done_the_other_goes_on_from(Type grain)
    {
        var test = await NewAsync(grain);
        (await test.Command(store.One)).ShouldBeNull();
        var done = await DoneAsync(test);

        (await test.Next(store.Other)).ShouldBeNull();
        var next = await DoneAsync(test);
        next.ShouldBeGreaterThan(done);

        // And back: now the first one is behind.
        (await test.Next(store.One)).ShouldBeNull();
        (await test.Command(store.One)).ShouldBeNull();
        (await DoneAsync(test)).ShouldBe(next);
    }

    [Theory, MemberData(nameof(Journaled))]
    public async Task What_both_are_asked_at_once_is_done_once(Type grain)
    {
        var alone = await NewAsync(grain);
        (await alone.Command(store.One)).ShouldBeNull();
        var once = await DoneAsync(alone);
        for (var round = 0; round < 10; round++)
        {
            var test = await NewAsync(grain);
            (await store.BothAsync(test.Command)).ShouldBe((null, null));
            (await DoneAsync(test)).ShouldBe(once);
        }
    }

    private async Task<Case> NewAsync(Type grain)
    {
        var test = await Cases[grain](store);
        await test.Warm(store.One);
        await test.Warm(store.Other);
        return test;
    }

    /// <summary>Events in the stream, once those are there that nobody waits for.</summary>
    private async Task<int> DoneAsync(Case test)
    {
        await test.Warm(store.One);
        await test.Warm(store.Other);
        return await store.CountAsync(test.Stream);
    }
}

public sealed class EveryGrainInMemoryTests(MemoryTwins store) : EveryGrainTests(store);

public sealed class EveryGrainOnSqliteTests(SqliteTwins store) : EveryGrainTests(store);

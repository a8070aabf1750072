using System.Reflection;
using OrleansStore.Contracts.Carts;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Tests.Carts;

/// <summary>Every command in every status.</summary>
public sealed class CartTransitionTests
{
    private const string Nothing = Transitions.Nothing;
    private const string Missing = "cartNotFound";
    private const string Ordered = "cartOrdered";
    private const string Busy = "cartBusy";
    private const string Merged = "cartMerged";
    private const string Expired = "cartExpired";
    private const long Price = 1_999;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly Guid OtherCart = Some.Id(44);
    private static readonly CartItem TwoLamps = new(Some.Lamp, 2, Price);
    private static readonly CartCreated Created = new(null, [TwoLamps]);

    private static readonly string[] Commands =
        ["Create", "SetItem", "AddItem", "Clear", "SetCoupon", "AcceptPrices", "Merge", "EndMerge", "MergeInto", "Expire", "Close", "Reopen"];

    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["None"] = ["CartCreated", Missing, Missing, Missing, Missing, Missing, Missing, Nothing, Missing, Missing, Missing, Missing],
        ["Open"] =
        [
            "cartExists", "CartItemSet", "CartItemSet", "CartCleared", "CartCouponSet", "CartPricesAccepted", "CartMergeAsked", Nothing,
            "CartMergedInto", "CartExpired", "CartClosed", "CartOrderRefused",
        ],
        ["Merging"] = ["cartExists", Busy, Busy, Busy, Busy, Busy, Busy, "CartMerged", Busy, Busy, Busy, "CartOrderRefused"],
        ["HasMerged"] =
        [
            "cartExists", "CartItemSet", "CartItemSet", "CartCleared", "CartCouponSet", "CartPricesAccepted", Nothing, Nothing,
            "CartMergedInto", "CartExpired", "CartClosed", "CartOrderRefused",
        ],
        ["MergedInto"] = ["cartExists", Merged, Merged, Merged, Merged, Merged, Merged, Nothing, Nothing, Merged, Merged, "CartOrderRefused"],
        ["MergedIntoAnother"] = ["cartExists", Merged, Merged, Merged, Merged, Merged, Merged, Nothing, Merged, Merged, Merged, "CartOrderRefused"],
        ["Ordered"] = ["cartExists", Ordered, Ordered, Ordered, Ordered, Ordered, Ordered, Nothing, Ordered, Ordered, Nothing, "CartReopened"],
        ["Reopened"] =
        [
            "cartExists", "CartItemSet", "CartItemSet", "CartCleared", "CartCouponSet", "CartPricesAccepted", "CartMergeAsked", Nothing,
            "CartMergedInto", "CartExpired", "cartOrderOver", Nothing,
        ],
        ["Expired"] = ["cartExists", Expired, Expired, Expired, Expired, Expired, Expired, Nothing, Expired, Nothing, Expired, "CartOrderRefused"],
    };

    public static TheoryData<string, string, string> Cells() => Transitions.Cells(Table, Commands);

    [Theory]
    [MemberData(nameof(Cells))]
    public void In_every_state_every_command_comes_to_what_the_table_says(string state, string command, string expected)
    {
        var decision = Decide(StateOf(state), command);
        Transitions.NameOf(decision).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_a_command_does_once_it_does_not_do_again(string state, string command, string expected)
    {
        // More pieces each time: whether it is the same command its id tells.
        if (expected == "CartItemSet" && command == "AddItem") return;
        var before = StateOf(state);
        var after = Spec.Fold(before, Decide(before, command).Events);
        Decide(after, command).Events.ShouldBeEmpty();
    }

    [Fact]
    public void The_table_has_every_decision() =>
        typeof(CartDecisions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Order().ShouldBe(Commands.Order());

    [Fact]
    public void Only_a_cart_that_nobody_touched_for_its_lifetime_expires()
    {
        Spec.Cart(Created).When(s => CartDecisions.Expire(s, Some.Cart, Some.Now + Lifetime - TimeSpan.FromTicks(1), Lifetime)).ThenRefused("notDue");
        Spec.Cart(Created).When(s => CartDecisions.Expire(s, Some.Cart, Some.Now + Lifetime, Lifetime)).Then(new CartExpired());
    }

    [Theory]
    [InlineData("SetItem")]
    [InlineData("AddItem")]
    [InlineData("Clear")]
    [InlineData("SetCoupon")]
    [InlineData("AcceptPrices")]
    [InlineData("Merge")]
    public void Whoever_has_seen_an_old_version_changes_nothing(string command) =>
        Decide(StateOf("Open"), command, version: 2, expected: 1).Error.ShouldNotBeNull().Code.ShouldBe("versionMismatch");

    private static CartState StateOf(string state) => state switch
    {
        "None" => CartState.Initial,
        "Open" => Fold(Created),
        "Merging" => Fold(Created, new CartMergeAsked(OtherCart, 1)),
        "HasMerged" => Fold(Created, new CartMergeAsked(OtherCart, 1), new CartMerged(OtherCart, [TwoLamps], null, [])),
        "MergedInto" => Fold(Created, new CartMergedInto(OtherCart)),
        "MergedIntoAnother" => Fold(Created, new CartMergedInto(Some.Id(45))),
        "Ordered" => Fold(Created, new CartClosed(Some.Order)),
        "Reopened" => Fold(Created, new CartClosed(Some.Order), new CartReopened(Some.Order)),
        "Expired" => Fold(Created, new CartExpired()),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static Decision<CartEvent> Decide(CartState state, string command, int version = 1, int? expected = null)
    {
        var (context, id) = (Some.Command(), Some.Cart);
        var from = new CartView(OtherCart, null, [new CartItem(Some.Chair, 1, 5)], null, Some.Now, Some.Now, 1);
        return command switch
        {
            "Create" => CartDecisions.Create(state, id, Some.NewCart(context, TwoLamps)),
            "SetItem" => CartDecisions.SetItem(state, id, version, new SetCartItem(context, expected, Some.Lamp, 5), Price),
            "AddItem" => CartDecisions.AddItem(state, id, version, new AddCartItem(context, expected, Some.Lamp, 5), Price),
            "Clear" => CartDecisions.Clear(state, id, version, new ClearCart(context, expected)),
            "SetCoupon" => CartDecisions.SetCoupon(state, id, version, new SetCartCoupon(context, expected, "SAVE10")),
            "AcceptPrices" => CartDecisions.AcceptPrices(state, id, version, new AcceptCartPrices(context, expected, []), [new CartPrice(Some.Lamp, Price + 1)]),
            "Merge" => CartDecisions.Merge(state, id, version, new MergeCart(context, expected, OtherCart, 1)),
            "EndMerge" => CartDecisions.EndMerge(state, OtherCart, from, null),
            "MergeInto" => CartDecisions.MergeInto(state, id, version, new MergeIntoCart(context, OtherCart, version)),
            "Expire" => CartDecisions.Expire(state, id, Some.Now + Lifetime, Lifetime),
            "Close" => CartDecisions.Close(state, id, new CloseCart(context, Some.Order, state.Items)),
            "Reopen" => CartDecisions.Reopen(state, id, new ReopenCart(context, Some.Order)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
    }

    private static CartState Fold(params CartEvent[] events) => Spec.Fold(CartState.Initial, events);
}

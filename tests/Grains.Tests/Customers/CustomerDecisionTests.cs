using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Customers;

namespace OrleansStore.Grains.Tests.Customers;

public sealed class CustomerDecisionTests
{
    private static readonly RegisterCustomer Register = new(Some.Command(), " eva@example.org ", " Eva ", "hash");
    private static readonly CustomerRegistered Registered = new("eva@example.org", "Eva", "hash", CustomerRole.Customer);
    private static readonly ChangeCustomer Change = new(Some.Command(), null);

    [Fact]
    public void An_account_is_opened_with_trimmed_texts()
    {
        var customer = Spec.Customer().When(s => CustomerDecisions.Register(s, Some.Customer, Register)).Then(Registered);
        customer.Exists.ShouldBeTrue();
        customer.CreatedAt.ShouldBe(Some.Now);
    }

    [Fact]
    public void An_account_is_opened_once() =>
        Spec.Customer(Registered).When(s => CustomerDecisions.Register(s, Some.Customer, Register))
            .ThenRefused(CustomerErrors.Exists(Some.Customer));

    [Fact]
    public void A_rejected_account_is_none_and_can_be_opened_again()
    {
        Spec.Customer(Registered).When(s => CustomerDecisions.Reject(s, Register)).Then(new CustomerRejected()).Exists.ShouldBeFalse();
        Spec.Customer(Registered).When(s => CustomerDecisions.Reject(s, Register with { Email = "other@example.org" })).ThenNothing();
        Spec.Customer().When(s => CustomerDecisions.Reject(s, Register)).ThenNothing();
        Spec.Customer(Registered, new CustomerRejected()).When(s => CustomerDecisions.Register(s, Some.Customer, Register)).Then(Registered);
    }

    [Fact]
    public void Registering_needs_an_address_and_a_name_of_sensible_length()
    {
        CustomerDecisions.Check(Register).ShouldBeNull();
        CustomerDecisions.Check(Register with { Email = " " }).ShouldBe(CustomerErrors.InvalidText("email", CustomerLimits.Email));
        CustomerDecisions.Check(Register with { Email = new string('x', CustomerLimits.Email + 1) }).ShouldNotBeNull();
        CustomerDecisions.Check(Register with { Name = "" }).ShouldBe(CustomerErrors.InvalidText("name", CustomerLimits.Text));
        CustomerDecisions.Check(Register with { Name = new string('x', CustomerLimits.Text + 1) }).ShouldNotBeNull();
    }

    [Fact]
    public void What_is_named_changes_and_the_rest_stays()
    {
        var phoned = Spec.Customer(Registered)
            .When(s => CustomerDecisions.Change(s, Some.Customer, 1, Change with { Phone = " 07531 1 " }))
            .Then(new CustomerChanged(null, "07531 1", null, null));
        phoned.Name.ShouldBe("Eva");
        phoned.Phone.ShouldBe("07531 1");

        var moved = Spec.Customer(Registered)
            .When(s => CustomerDecisions.Change(s, Some.Customer, 1, Change with { Addresses = [Some.Address], Preferences = new(["light"], true) }))
            .Then(new CustomerChanged(null, null, new CustomerPreferences(["light"], true), [Some.Address]));
        moved.Addresses.ShouldBe([Some.Address]);
        moved.Preferences.EmailOptIn.ShouldBeTrue();
    }

    [Fact]
    public void A_change_of_nothing_changes_nothing() =>
        Spec.Customer(Registered).When(s => CustomerDecisions.Change(s, Some.Customer, 1, Change)).ThenNothing();

    [Fact]
    public void A_customer_that_is_not_there_cannot_change() =>
        Spec.Customer().When(s => CustomerDecisions.Change(s, Some.Customer, 0, Change)).ThenRefused(CustomerErrors.NotFound(Some.Customer));

    [Fact]
    public void Whoever_has_seen_an_old_version_changes_nothing() =>
        Spec.Customer(Registered).When(s => CustomerDecisions.Change(s, Some.Customer, 2, Change with { ExpectedVersion = 1, Name = "Eve" }))
            .ThenRefused("versionMismatch");

    [Fact]
    public void Everything_that_is_kept_has_a_limit()
    {
        Refused(Change with { Name = " " }, CustomerErrors.InvalidText("name", CustomerLimits.Text));
        Refused(Change with { Phone = new string('1', CustomerLimits.Text + 1) }, CustomerErrors.InvalidText("phone", CustomerLimits.Text));
        Refused(
            Change with { Addresses = [.. Enumerable.Repeat(Some.Address, CustomerLimits.Addresses + 1)] },
            CustomerErrors.TooMany("addresses", CustomerLimits.Addresses));
        Refused(
            Change with { Preferences = new CustomerPreferences([.. Enumerable.Repeat("light", CustomerLimits.Categories + 1)], false) },
            CustomerErrors.TooMany("categories", CustomerLimits.Categories));

        static void Refused(ChangeCustomer command, StoreError error) =>
            Spec.Customer(Registered).When(s => CustomerDecisions.Change(s, Some.Customer, 1, command)).ThenRefused(error);
    }

    [Fact]
    public void The_first_order_is_written_down_once()
    {
        Spec.Customer(Registered).When(s => CustomerDecisions.RecordOrder(s, Some.Customer, Some.Order)).Then(new CustomerFirstOrderRecorded(Some.Order));
        Spec.Customer(Registered, new CustomerFirstOrderRecorded(Some.Order))
            .When(s => CustomerDecisions.RecordOrder(s, Some.Customer, Some.Id(7)))
            .ThenNothing();
        Spec.Customer().When(s => CustomerDecisions.RecordOrder(s, Some.Customer, Some.Order)).ThenRefused("customerNotFound");
    }

    [Fact]
    public void When_the_first_order_is_given_up_the_next_one_is_the_first_and_the_old_one_never()
    {
        var given = Spec.Customer(Registered, new CustomerFirstOrderRecorded(Some.Order));

        var after = given.When(s => CustomerDecisions.ReleaseOrder(s, Some.Customer, Some.Order)).Then(new CustomerOrderReleased(Some.Order));

        after.FirstOrderId.ShouldBeNull();
        CustomerDecisions.RecordOrder(after, Some.Customer, Some.Order).Events.ShouldBeEmpty();
        CustomerDecisions.RecordOrder(after, Some.Customer, Some.Id(7)).Events.ShouldBe([new CustomerFirstOrderRecorded(Some.Id(7))]);
        CustomerDecisions.ReleaseOrder(after, Some.Customer, Some.Order).Events.ShouldBeEmpty();
        CustomerDecisions.ReleaseOrder(given.State, Some.Customer, Some.Id(7)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_customer_is_put_into_a_group_and_out_of_it()
    {
        Spec.Customer(Registered).When(s => CustomerDecisions.SetGroup(s, Some.Customer, 1, new(Some.Command(), 1, " vip "))).Then(new CustomerGrouped("vip"));
        Spec.Customer(Registered, new CustomerGrouped("vip")).When(s => CustomerDecisions.SetGroup(s, Some.Customer, 2, new(Some.Command(), null, "vip"))).ThenNothing();
        Spec.Customer(Registered, new CustomerGrouped("vip")).When(s => CustomerDecisions.SetGroup(s, Some.Customer, 2, new(Some.Command(), null, ""))).Then(new CustomerGrouped(null));
        Spec.Customer(Registered).When(s => CustomerDecisions.SetGroup(s, Some.Customer, 1, new(Some.Command(), 9, "vip"))).ThenRefused("versionMismatch");
        Spec.Customer().When(s => CustomerDecisions.SetGroup(s, Some.Customer, 0, new(Some.Command(), null, "vip"))).ThenRefused("customerNotFound");
    }

    [Fact]
    public void A_role_is_set_once()
    {
        var set = new Contracts.Staff.SetRole(Some.Command(), Some.Customer, 1, CustomerRole.CatalogManager);
        Spec.Customer(Registered).When(s => CustomerDecisions.SetRole(s, Some.Customer, 1, set)).Then(new CustomerRoleSet(CustomerRole.CatalogManager))
            .Role.ShouldBe(CustomerRole.CatalogManager);
        Spec.Customer(Registered, new CustomerRoleSet(CustomerRole.CatalogManager)).When(s => CustomerDecisions.SetRole(s, Some.Customer, 1, set)).ThenNothing();
        Spec.Customer(Registered).When(s => CustomerDecisions.SetRole(s, Some.Customer, 2, set)).ThenRefused("versionMismatch");
        Spec.Customer().When(s => CustomerDecisions.SetRole(s, Some.Customer, 0, set)).ThenRefused(CustomerErrors.NotFound(Some.Customer));
    }
}

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

    [Fact]
    public void An_address_is_asked_to_be_verified_where_that_is_wanted()
    {
        var asked = Spec.Customer().When(s => CustomerDecisions.Register(s, Some.Customer, Register with { Verification = Verification.Asked }))
            .Then(Registered, new CustomerVerificationAsked(1));
        asked.Security.MustVerify.ShouldBeFalse();
        var required = Spec.Customer().When(s => CustomerDecisions.Register(s, Some.Customer, Register with { Verification = Verification.Required }))
            .Then(Registered with { MustVerify = true }, new CustomerVerificationAsked(1));
        required.Security.MustVerify.ShouldBeTrue();
        required.Security.Verified.ShouldBeFalse();
    }

    [Fact]
    public void An_address_is_verified_by_what_was_sent_last_and_by_nothing_else()
    {
        var given = Spec.Customer(Registered, new CustomerVerificationAsked(1), new CustomerVerificationAsked(2));
        given.When(s => CustomerDecisions.Verify(s, 1)).ThenRefused("invalidToken");
        given.When(s => CustomerDecisions.Verify(s, 3)).ThenRefused("invalidToken");
        given.When(s => CustomerDecisions.Verify(s, 2)).Then(new CustomerVerified(2)).Security.Verified.ShouldBeTrue();
        Spec.Customer(Registered, new CustomerVerificationAsked(1), new CustomerVerified(1)).When(s => CustomerDecisions.Verify(s, 1)).ThenNothing();
        Spec.Customer(Registered).When(s => CustomerDecisions.Verify(s, 1)).ThenRefused("invalidToken");
        Spec.Customer().When(s => CustomerDecisions.Verify(s, 0)).ThenRefused("invalidToken");
    }

    [Fact]
    public void Who_asks_for_mail_again_and_again_is_not_sent_it_again_and_again()
    {
        var soon = Some.Now + CustomerLimits.MailStands - TimeSpan.FromTicks(1);
        var later = Some.Now + CustomerLimits.MailStands;
        var given = Spec.Customer(Registered, new CustomerVerificationAsked(1), new CustomerResetAsked(1), new CustomerRegistrationRepeated());
        given.When(s => CustomerDecisions.AskVerification(s, Some.Customer, soon)).ThenNothing();
        given.When(s => CustomerDecisions.AskVerification(s, Some.Customer, later)).Then(new CustomerVerificationAsked(2));
        given.When(s => CustomerDecisions.AskReset(s, Some.Customer, soon)).ThenNothing();
        given.When(s => CustomerDecisions.AskReset(s, Some.Customer, later)).Then(new CustomerResetAsked(2));
        var used = Spec.Customer(Registered, new CustomerResetAsked(1), new CustomerPasswordSet("new", 1, null));
        used.When(s => CustomerDecisions.AskReset(s, Some.Customer, Some.Now + CustomerLimits.BetweenMails - TimeSpan.FromTicks(1))).ThenNothing();
        used.When(s => CustomerDecisions.AskReset(s, Some.Customer, Some.Now + CustomerLimits.BetweenMails)).Then(new CustomerResetAsked(2));
        given.When(s => CustomerDecisions.RepeatRegistration(s, Some.Customer, later)).ThenNothing();
        given.When(s => CustomerDecisions.RepeatRegistration(s, Some.Customer, Some.Now + CustomerLimits.BetweenRepeats)).Then(new CustomerRegistrationRepeated());
        Spec.Customer(Registered, new CustomerVerificationAsked(1), new CustomerVerified(1)).When(s => CustomerDecisions.AskVerification(s, Some.Customer, later)).ThenNothing();
        Spec.Customer().When(s => CustomerDecisions.AskReset(s, Some.Customer, later)).ThenRefused("customerNotFound");
        Spec.Customer().When(s => CustomerDecisions.AskVerification(s, Some.Customer, later)).ThenRefused("customerNotFound");
        Spec.Customer().When(s => CustomerDecisions.RepeatRegistration(s, Some.Customer, later)).ThenRefused("customerNotFound");
    }

    [Fact]
    public void A_reset_sets_a_password_once_and_proves_the_address()
    {
        var given = Spec.Customer(Registered, new CustomerResetAsked(1), new CustomerResetAsked(2));
        var set = new SetPassword(Some.Command(), "new", 2, null, null);
        given.When(s => CustomerDecisions.SetPassword(s, Some.Customer, set with { Reset = 1 })).ThenRefused("invalidToken");
        var after = given.When(s => CustomerDecisions.SetPassword(s, Some.Customer, set)).Then(new CustomerPasswordSet("new", 2, null));
        after.PasswordHash.ShouldBe("new");
        after.Security.Verified.ShouldBeTrue();
        after.Security.SessionsFrom.ShouldBe(Some.Now);
        CustomerDecisions.SetPassword(after, Some.Customer, set).Error!.Code.ShouldBe("invalidToken");
        Spec.Customer(Registered).When(s => CustomerDecisions.SetPassword(s, Some.Customer, set with { Reset = 0 })).ThenRefused("invalidToken");
        Spec.Customer().When(s => CustomerDecisions.SetPassword(s, Some.Customer, set)).ThenRefused("invalidToken");
    }

    [Fact]
    public void A_password_is_changed_on_top_of_the_one_that_was_checked_and_ends_a_reset_that_was_sent()
    {
        var change = new SetPassword(Some.Command(), "new", null, 1, Some.Id(51));
        var after = Spec.Customer(Registered, new CustomerResetAsked(1)).When(s => CustomerDecisions.SetPassword(s, Some.Customer, change))
            .Then(new CustomerPasswordSet("new", null, Some.Id(51)));
        after.Security.KeptSession.ShouldBe(Some.Id(51));
        after.Security.Verified.ShouldBeFalse();
        CustomerDecisions.SetPassword(after, Some.Customer, change).Error!.Code.ShouldBe("passwordChanged");
        CustomerDecisions.SetPassword(after, Some.Customer, change with { Reset = 1, PasswordNumber = null }).Error!.Code.ShouldBe("invalidToken");
    }

    [Fact]
    public void A_slower_hash_is_kept_of_the_password_that_was_checked_only()
    {
        Spec.Customer(Registered).When(s => CustomerDecisions.Rehash(s, Some.Customer, "hash", "slow")).Then(new CustomerPasswordRehashed("slow")).Security.Password.ShouldBe(1);
        Spec.Customer(Registered, new CustomerPasswordSet("new", null, null)).When(s => CustomerDecisions.Rehash(s, Some.Customer, "hash", "slow")).ThenNothing();
        Spec.Customer().When(s => CustomerDecisions.Rehash(s, Some.Customer, "hash", "slow")).ThenRefused("customerNotFound");
    }
}

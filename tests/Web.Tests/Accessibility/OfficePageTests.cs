using OrleansStore.Web.Tests.Admin;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Accessibility;

/// <summary>Every page of the back office can be used by everybody who works there.</summary>
public sealed class OfficePageTests : IClassFixture<FurnishedShop>
{
    private readonly FurnishedShop _furnished;

    public OfficePageTests(FurnishedShop furnished)
    {
        furnished.Shop.Require();
        _furnished = furnished;
    }

    public static TheoryData<string> Pages() => [.. OfficePages.All.Select(p => $"/admin{p}")];

    [Fact]
    public void Pages_are_found_in_the_sources()
    {
        var pages = Pages().Select(p => p.Data).ToList();
        foreach (var known in new[] { "/admin/workbench/cluster", "/admin/promotions/new" }) pages.ShouldContain(known);
        FurnishedShop.MustKnowAll(pages);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_used_by_everybody(string pattern)
    {
        await using var person = await _furnished.Shop.PersonAsync();
        await person.LoginAsAdminAsync(_furnished.Shop);
        await person.MustBeForEverybodyAsync(_furnished.Address(pattern), pattern);
    }

    [Fact]
    public async Task The_door_can_be_used_by_everybody()
    {
        await using var person = await _furnished.Shop.PersonAsync();
        await person.MustBeForEverybodyAsync("/admin", "the login of the back office");
    }
}

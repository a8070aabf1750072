namespace OrleansStore.Grains.Tests;

public sealed class DerivedIdTests
{
    [Fact]
    public void The_same_name_is_the_same_id_for_ever()
    {
        // Written down once: what was derived before is found again by it.
        DerivedId.Of("review:1:2").ShouldBe(new Guid("a7c2455a-8b31-82ed-b9d6-f9abbf9da1ca"));
        DerivedId.Beside(new Guid("01a1ff5f-081e-771d-a216-5b705279a983"), "sku:lamp").ShouldBe(new Guid("01a1ff5f-081e-7a08-92e2-00633ab9cacb"));
    }

    [Fact]
    public void Ids_are_of_the_versions_that_they_say()
    {
        var whole = Guid.CreateVersion7();
        for (var i = 0; i < 100; i++)
        {
            DerivedId.Of($"{i}").Version.ShouldBe(8);
            (DerivedId.Of($"{i}").Variant & 0xC).ShouldBe(8);
            var beside = DerivedId.Beside(whole, $"{i}");
            beside.Version.ShouldBe(7);
            (beside.Variant & 0xC).ShouldBe(8);
            beside.ToString()[..13].ShouldBe(whole.ToString()[..13]);
        }
    }

    [Fact]
    public void Other_names_and_the_same_name_elsewhere_are_other_ids()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Enumerable.Range(0, 10_000).SelectMany(i => new[] { DerivedId.Of($"{i}"), DerivedId.Beside(one, $"{i}"), DerivedId.Beside(other, $"{i}") }).ShouldBeUnique();
    }
}

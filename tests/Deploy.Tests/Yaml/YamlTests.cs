using OrleansStore.House.Tests;
using YamlDotNet.Core;

namespace OrleansStore.Deploy.Tests.Yaml;

public sealed class YamlTests
{
    public static TheoryData<string> Files() => [.. Repository.Files("deploy", "*.yaml").Concat(Repository.Files("deploy", "*.yml"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_YAML_and_no_document_of_it_is_empty(string file)
    {
        var documents = YamlValue.Parse(Repository.Read(file));
        documents.ShouldNotBeEmpty();
        documents.ShouldAllBe(d => d.Keys.Any());
    }

    [Fact]
    public void A_key_that_stands_there_twice_is_refused() => Should.Throw<YamlException>(() => YamlValue.Parse("a: 1\na: 2\n"));

    [Fact]
    public void Merged_members_give_way_to_those_that_stand_there() =>
        YamlValue.Parse("base: &base { a: 1, b: 2 }\nmine:\n  <<: *base\n  b: 3\n").Single()["mine"].Map
            .ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "3" }, ignoreOrder: true);
}

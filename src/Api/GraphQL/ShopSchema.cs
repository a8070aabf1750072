using System.Reflection;
using System.Text.Json;
using OrleansStore.Api.Http;
using OrleansStore.Api.Pricing;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.GraphQL;

/// <summary>The shop's schema: its text, one file a noun, and what each field is answered by.</summary>
/// <param name="Fields">The fields that use cases answer, with whom they are for.</param>
internal sealed record ShopSchema(Schema Schema, IReadOnlyList<ShopField> Fields)
{
    private const string Folder = "OrleansStore.Api.GraphQL.Schema.";

    /// <summary>The text of all files.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. Names().Select(ReadText)];

    /// <summary>Puts it together.</summary>
    /// <exception cref="InvalidOperationException">A root field is connected with nothing: nobody may call what declares nothing.</exception>
    public static ShopSchema Build(ShopDoor door, IEnumerable<IFieldSource> sources)
    {
        var builder = new SchemaBuilder();
        foreach (var text in Texts) builder.AddText(text);
        builder.Scalar(ShopScalars.DateTime, ShopScalars.DateTimeSpecification).Scalar(ShopScalars.Long).Scalar(ShopScalars.Json);
        var fields = new ShopFields(builder, door);
        foreach (var source in sources) source.Connect(fields);
        fields.On("Money", "text").Read<JsonElement>(MoneyOf).Cost(0);
        fields.On("PageInfo", "hasNextPage").Read<JsonElement>(page => FieldPages.NextCursor(page) is not null).Cost(0);
        fields.On("PageInfo", "endCursor").Read<JsonElement>(page => FieldPages.NextCursor(page)).Cost(0);
        ConnectRest(fields);
        return new ShopSchema(builder.Build(), fields.All);
    }

    /// <summary>What no use case answers is a member of the JSON of one.</summary>
    private static void ConnectRest(ShopFields fields)
    {
        var documents = Texts.Select(t => Parser.Parse(t)).ToList();
        var enums = documents.SelectMany(d => d.Definitions).OfType<EnumDefinitionNode>().Select(e => e.Name.Value).ToHashSet(StringComparer.Ordinal);
        var types = documents.SelectMany(d => d.Definitions).OfType<ObjectDefinitionNode>().ToList();
        SizePages(fields, types);
        foreach (var type in types)
            foreach (var field in type.Fields)
            {
                var (owner, name) = (type.Name.Value, field.Name.Value);
                if (fields.Resolved.Contains((owner, name))) continue;
                if (owner is "Query" or "Mutation" or "Subscription") throw new InvalidOperationException($"{owner}.{name} is connected with nothing.");
                if (name == "pageInfo") fields.On(owner, name).Read<object>(page => page).Cost(0);
                else Connect(fields, owner, name, enums.Contains(NameOf(field.Type)));
            }
    }

    /// <summary>A page has as many items as its <c>limit</c> says.</summary>
    private static void SizePages(ShopFields fields, IReadOnlyList<ObjectDefinitionNode> types)
    {
        var pages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
            foreach (var field in type.Fields.Where(f => f.Arguments.Any(a => a.Name.Value == "limit")))
            {
                fields.Size(type.Name.Value, field.Name.Value, ListQuery.DefaultLimit, "limit");
                pages.Add(NameOf(field.Type));
            }

        foreach (var page in types.Where(t => pages.Contains(t.Name.Value) && t.Fields.Any(f => f.Name.Value == "items"))) fields.Size(page.Name.Value, "items", 1);
    }

    private static void Connect(ShopFields fields, string owner, string name, bool isEnum)
    {
        var field = fields.On(owner, name).Cost(owner == "Order" && !OrderSource.IsInLists(name) ? 1 : 0);
        if (owner == "Order") field.Resolve(context => OrderSource.ReadAsync(context, name, isEnum));
        else if (isEnum) field.Read<object>(source => EnumOf(ShopJson.Read(source, name)));
        else field.Read<object>(source => ShopJson.Read(source, name));
    }

    /// <summary>An enum's member as JSON has it, as GraphQL has it.</summary>
    public static object? EnumOf(object? value) => value is JsonElement json ? EnumNames.OfJson(json.GetString()!) : null;

    private static object MoneyOf(JsonElement money) => MoneyText.Of(money.GetProperty("amount"u8).GetInt64(), money.GetProperty("currency"u8).GetString()!);

    private static string NameOf(TypeNode type) => type switch
    {
        NonNullTypeNode required => NameOf(required.Type),
        ListTypeNode list => NameOf(list.Type),
        NamedTypeNode named => named.Name.Value,
        _ => throw new InvalidOperationException($"{type} is no type."),
    };

    // What defines the roots comes before what extends them.
    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).OrderBy(n => n != Folder + "Shop.graphql").ThenBy(n => n, StringComparer.Ordinal);

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

using OrleansStore.Api.GraphQL;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.Tests.Access;

/// <summary>Documents that ask one field of the GraphQL schema, with arguments good enough to come to the question whose the thing is.</summary>
internal static class MatrixFields
{
    /// <summary>A document of one root field.</summary>
    public static string Document(Schema schema, ShopField field, MatrixThings things, bool guests)
    {
        var definition = ((ObjectType)schema.Find(field.Type)!).Find(field.Name)!;
        var arguments = definition.Arguments.Where(a => a.IsRequired || Wanted(field, a)).Select(a => $"{a.Name}: {Value(field, a, things, guests)}").ToList();
        var selection = definition.Type.Named.IsComposite ? " { __typename }" : "";
        return $"{field.Type.ToLowerInvariant()} {{ it: {field.Name}{(arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "")}{selection} }}";
    }

    // What the schema leaves open and the use case asks for.
    private static bool Wanted(ShopField field, InputDefinition argument) => argument.Name switch
    {
        "customerId" or "trackingNumber" or "carrier" => true,
        "group" => field.Name == "administerCustomer",
        _ => false,
    };

    private static string Value(ShopField field, InputDefinition argument, MatrixThings things, bool guests) => argument.Name switch
    {
        "id" => Quoted(ThingOf(field, things, guests)),
        "productId" => Quoted(things.Product),
        "orderId" => Quoted(guests ? things.GuestOrder : things.Order),
        "customerId" => Quoted(things.Owner),
        "fromCartId" => Quoted(guests ? things.GuestCart : things.Cart),
        "method" => "\"card\"",
        "email" => "\"somebody@example.com\"",
        "input" => "{ " + string.Join(", ", ((InputObjectType)argument.Type.Named).Fields.Where(f => f.IsRequired).Select(f => $"{f.Name}: {Sample(f.Type, things)}")) + " }",
        _ => Sample(argument.Type, things),
    };

    private static Guid ThingOf(ShopField field, MatrixThings things, bool guests) => field.Names("/reviews/") ? things.Review
        : field.Names(" /orders/") ? guests ? things.GuestOrder : things.Order
        : field.Names(" /carts/") ? guests ? things.GuestCart : things.Cart
        : field.Names(" /products/") ? things.Product
        : field.Names(" /promotions/") ? things.Promotion
        : field.Names(" /customers/me/sessions/") ? Guid.NewGuid()
        : field.Names("/customers/") ? things.Owner
        : throw new InvalidOperationException($"Nothing is known here of what {field.FullName} names: name a thing of the owner for it.");

    private static bool Names(this ShopField field, string path) => field.Route?.Contains(path, StringComparison.Ordinal) is true;

    private static string Sample(GraphType type, MatrixThings things) => type.Nullable switch
    {
        ListType list => $"[{Sample(list.Of, things)}]",
        EnumType choice => choice.Values.First().Name,
        InputObjectType input => "{ " + string.Join(", ", input.Fields.Where(f => f.IsRequired).Select(f => $"{f.Name}: {(f.Name == "productId" ? Quoted(things.Product) : Sample(f.Type, things))}")) + " }",
        var scalar => scalar.Named.Name switch
        {
            "Int" or "Long" => "1",
            "Float" => "1.0",
            "Boolean" => "true",
            "ID" => Quoted(Guid.NewGuid()),
            "DateTime" => "\"2026-11-21T08:00:00Z\"",
            _ => "\"USD\"",
        },
    };

    private static string Quoted(Guid id) => $"\"{id}\"";
}

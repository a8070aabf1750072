using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Benchmarks.GraphQL;

/// <summary>A page of twenty products as a shop front asks for it: by the GraphQL engine, and written by hand.</summary>
internal sealed class Catalog
{
    public const string Query = """
        query Page($first: Int = 20, $long: Boolean = true) {
          products(first: $first) {
            total
            items { ...Card category { name path } }
          }
        }
        fragment Card on Product {
          id
          name
          price { amount currency }
          rating
          inStock
          tags
          text: description @include(if: $long)
        }
        """;

    private readonly Product[] _products = [.. Enumerable.Range(0, 20).Select(i => new Product(
        $"0198c0de-0000-7000-8000-{i:000000000000}", $"Product {i}", 1999 + i, "EUR", 4.5, i % 3 != 0, ["new", "tools"],
        "A thing of use, in one size and two colours.", new Category("Tools", "garden/tools")))];

    /// <summary>An engine with this page and a schema of some size around it.</summary>
    public GraphEngine Engine()
    {
        var schema = new SchemaBuilder();
        schema.Object("Category", type =>
        {
            type.Field("name", "String!").Read<Category>(c => c.Name);
            type.Field("path", "String!").Read<Category>(c => c.Path);
        });
        schema.Object("Money", type =>
        {
            type.Field("amount", "Int!").Read<Product>(p => p.Amount);
            type.Field("currency", "String!").Read<Product>(p => p.Currency);
        });
        schema.Object("Product", type =>
        {
            type.Field("id", "ID!").Read<Product>(p => p.Id);
            type.Field("name", "String!").Read<Product>(p => p.Name);
            type.Field("price", "Money!").Read<Product>(p => p);
            type.Field("rating", "Float").Read<Product>(p => p.Rating);
            type.Field("inStock", "Boolean!").Read<Product>(p => p.InStock);
            type.Field("tags", "[String!]!").Read<Product>(p => p.Tags);
            type.Field("description", "String").Read<Product>(p => p.Description);
            type.Field("category", "Category").Read<Product>(p => p.Category);
        });
        schema.Object("Products", type =>
        {
            type.Field("total", "Int!").Read<Product[]>(p => p.Length);
            type.Field("items", "[Product!]!").ListSize(1).Read<Product[]>(p => p);
        });
        schema.Object("Query", type => type.Field("products", "Products!").Argument("first", "Int").ListSize(20, "first").Resolve(_ => _products));
        return new GraphEngine(schema.Build());
    }

    /// <summary>The same answer by hand.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        writer.WriteStartObject("products");
        writer.WriteNumber("total", _products.Length);
        writer.WriteStartArray("items");
        foreach (var product in _products) Write(writer, product);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Product product)
    {
        writer.WriteStartObject();
        writer.WriteString("id", product.Id);
        writer.WriteString("name", product.Name);
        writer.WriteStartObject("price");
        writer.WriteNumber("amount", product.Amount);
        writer.WriteString("currency", product.Currency);
        writer.WriteEndObject();
        writer.WriteNumber("rating", product.Rating);
        writer.WriteBoolean("inStock", product.InStock);
        writer.WriteStartArray("tags");
        foreach (var tag in product.Tags) writer.WriteStringValue(tag);
        writer.WriteEndArray();
        writer.WriteString("text", product.Description);
        writer.WriteStartObject("category");
        writer.WriteString("name", product.Category.Name);
        writer.WriteString("path", product.Category.Path);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed record Product(
        string Id, string Name, int Amount, string Currency, double Rating, bool InStock, string[] Tags, string Description, Category Category);

    private sealed record Category(string Name, string Path);
}

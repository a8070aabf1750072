using System.Collections.Frozen;

namespace OrleansStore.GraphQL.Types;

/// <summary>The scalars of the specification.</summary>
public static class StandardTypes
{
    /// <summary>Text.</summary>
    public static ScalarType String { get; } = new("String",
        "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
        StandardOutput.String, StandardInput.String, StandardInput.String);

    /// <summary>Whole numbers of 32 bits.</summary>
    public static ScalarType Int { get; } = new("Int",
        "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
        StandardOutput.Int, StandardInput.Int, StandardInput.Int);

    /// <summary>Numbers of double precision.</summary>
    public static ScalarType Float { get; } = new("Float",
        "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        StandardOutput.Float, StandardInput.Float, StandardInput.Float);

    /// <summary>Yes or no.</summary>
    public static ScalarType Boolean { get; } = new("Boolean", "The `Boolean` scalar type represents `true` or `false`.",
        StandardOutput.Boolean, StandardInput.Boolean, StandardInput.Boolean);

    /// <summary>Identifiers: text, from text or whole numbers.</summary>
    public static ScalarType Id { get; } = new("ID",
        "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
        StandardOutput.Id, StandardInput.Id, StandardInput.Id);

    /// <summary>All of them by their names.</summary>
    internal static FrozenDictionary<string, NamedType> ByName { get; } =
        new NamedType[] { String, Int, Float, Boolean, Id }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
}

using Microsoft.CodeAnalysis;

namespace OrleansStore.Embedded.CodeGenerator;

/// <summary>The names of the programming model.</summary>
internal static class Orleans
{
    private static readonly HashSet<string> KeyInterfaces =
    [
        "Orleans.IGrain", "Orleans.IGrainWithGuidKey", "Orleans.IGrainWithIntegerKey", "Orleans.IGrainWithStringKey",
        "Orleans.Runtime.IAddressable",
    ];

    public static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static bool IsGrainInterface(INamedTypeSymbol symbol) =>
        symbol.TypeKind == TypeKind.Interface
        && !KeyInterfaces.Contains(symbol.ToDisplayString())
        && symbol.AllInterfaces.Any(static one => one.ToDisplayString() == "Orleans.IGrain");

    public static bool IsGrainClass(INamedTypeSymbol symbol) =>
        symbol is { TypeKind: TypeKind.Class, IsAbstract: false }
        && symbol.AllInterfaces.Any(static one => one.ToDisplayString() == "Orleans.IGrainBase")
        && symbol.AllInterfaces.Any(IsGrainInterface);

    public static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>The one argument of an attribute's constructor.</summary>
    public static TypedConstant? Argument(ISymbol symbol, string attribute) =>
        Attribute(symbol, attribute) is { ConstructorArguments.Length: 1 } data ? data.ConstructorArguments[0] : null;

    public static bool IsReachable(INamedTypeSymbol symbol)
    {
        for (ISymbol? one = symbol; one is INamedTypeSymbol; one = one.ContainingType)
        {
            if (one.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) return false;
        }

        return true;
    }

    public static string Identifier(INamedTypeSymbol symbol) =>
        new([.. symbol.ToDisplayString().Select(static letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
}

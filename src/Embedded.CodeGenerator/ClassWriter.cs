using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OrleansStore.Embedded.CodeGenerator;

/// <summary>Writes the description of a grain class: its type, its interfaces, and how to construct it.</summary>
internal static class ClassWriter
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.";

    public static GeneratedType Write(INamedTypeSymbol symbol)
    {
        var name = symbol.ToDisplayString(Orleans.FullName);
        if (symbol.IsGenericType) return new(name, "", "", "generic grain classes are not offered");
        if (!Orleans.IsReachable(symbol)) return new(name, "", "", "a grain class must be public or internal");
        var constructor = Constructor(symbol);
        if (constructor is null) return new(name, "", "", "a grain class needs a public or internal constructor");
        var text = new StringBuilder();
        text.Append("manifest.AddClass(typeof(").Append(name).Append("), ")
            .Append(SymbolDisplay.FormatLiteral(GrainType(symbol), quote: true))
            .Append(", new global::System.Type[] {");
        foreach (var one in symbol.AllInterfaces.Where(Orleans.IsGrainInterface))
        {
            text.Append(" typeof(").Append(one.ToDisplayString(Orleans.FullName)).Append("),");
        }

        text.Append(" }, static (services, context) => new ").Append(name).Append('(')
            .Append(string.Join(", ", constructor.Parameters.Select(Argument)))
            .Append("));");
        return new(name, text.ToString(), "", null);
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol symbol)
    {
        var constructors = symbol.InstanceConstructors
            .Where(static one => one.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            .ToList();
        return constructors.FirstOrDefault(static one =>
                Orleans.Attribute(one, "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute") is not null)
            ?? constructors.OrderByDescending(static one => one.Parameters.Length).FirstOrDefault();
    }

    // As Orleans' GrainTypeResolver: the class name in lower case without "grain" at its end.
    private static string GrainType(INamedTypeSymbol symbol)
    {
        if (Orleans.Argument(symbol, "Orleans.GrainTypeAttribute") is { Value: string fixedName }) return fixedName;
        var name = symbol.Name.ToLower(CultureInfo.InvariantCulture);
        return name.Length > 5 && name.EndsWith("grain", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;
    }

    private static string Argument(IParameterSymbol parameter)
    {
        var type = parameter.Type.ToDisplayString(Orleans.FullName);
        if (type == "global::Orleans.Runtime.IGrainContext") return "context";
        if (type == "global::System.IServiceProvider") return "services";
        if (Orleans.Argument(parameter, "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute") is { } key)
        {
            return $"{Services}ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService<{type}>(services, {key.ToCSharpString()})";
        }

        return parameter.HasExplicitDefaultValue && parameter.Type.IsReferenceType
            ? $"{Services}ServiceProviderServiceExtensions.GetService<{type}>(services)"
            : $"{Services}ServiceProviderServiceExtensions.GetRequiredService<{type}>(services)";
    }
}

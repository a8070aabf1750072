using Microsoft.CodeAnalysis;

namespace OrleansStore.Embedded.CodeGenerator;

internal static class Problems
{
#pragma warning disable RS2008 // The rules are this project's own, and are released with it.
    public static readonly DiagnosticDescriptor NotOffered = new(
        "GRAIN001",
        "Not offered by the embedded engine",
        "{0}: {1}",
        "Grains",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
#pragma warning restore RS2008
}

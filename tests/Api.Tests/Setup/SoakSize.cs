using System.Globalization;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>Sizes that <c>tests/Soak</c> raises; the build server runs the usual ones.</summary>
internal static class SoakSize
{
    public static int Of(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}

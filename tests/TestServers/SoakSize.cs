using System.Globalization;

namespace OrleansStore.TestServers;

/// <summary>Sizes that <c>tests/Soak</c> raises; the build server runs the usual ones.</summary>
public static class SoakSize
{
    public static int Of(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}

using Xunit;

namespace OrleansStore.TestServers;

/// <summary>What becomes of a test whose server is not installed.</summary>
public static class NeededServer
{
    /// <summary>Whether a missing server fails the tests instead of having them skipped.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the test, but on the build server fails it.</summary>
    /// <param name="missing">Why there can be no server, or null.</param>
    public static void Require(string? missing)
    {
        if (missing is null) return;
        if (IsRequired) Assert.Fail(missing);
        Assert.Skip(missing);
    }
}

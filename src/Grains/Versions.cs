namespace OrleansStore.Grains;

/// <summary>Checks of the version that a caller has seen.</summary>
internal static class Versions
{
    /// <summary>The error when the caller has seen an old version; null when there is none or none was named.</summary>
    public static StoreError? Check(int? expected, int actual) => expected is null || expected == actual
        ? null
        : new StoreError(ErrorKind.Stale, "versionMismatch", $"It has changed: its version is {actual}, not {expected}.")
            .With("version", actual.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

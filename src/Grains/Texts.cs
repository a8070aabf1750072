namespace OrleansStore.Grains;

/// <summary>Checks of text that commands carry.</summary>
internal static class Texts
{
    /// <summary>Whether it says something, and no more than so many characters.</summary>
    public static bool Fits(string? text, int limit) => !string.IsNullOrWhiteSpace(text) && text.Length <= limit;
}

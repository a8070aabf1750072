namespace OrleansStore.Silo.Accounts;

/// <summary>What a password must be: long enough, and none that a guesser tries first. Nothing is asked of its characters.</summary>
public static class PasswordPolicy
{
    /// <summary>Characters it has at least.</summary>
    public const int Shortest = 8;

    /// <summary>Characters it has at most; longer ones would only cost time.</summary>
    public const int Longest = 200;

    /// <summary>The same password however it was typed: one keyboard sends an é as one character, another as two.</summary>
    public static string Normalise(string password) => Letters.Compose(password);

    /// <summary>Whether it is long enough, and not too long.</summary>
    public static bool Fits(string password) => password.Length is >= Shortest and <= Longest && !string.IsNullOrWhiteSpace(password);

    /// <summary>Whether it is one that guessers try first.</summary>
    public static bool IsCommon(string password)
    {
        var plain = password.Trim().ToLowerInvariant();
        return GuessedPasswords.All.Contains(plain) || plain.Distinct().Count() < 3;
    }

    /// <summary>What is wrong with it, for people; null when nothing is.</summary>
    public static string? Objection(string password, string email, string? name)
    {
        var normal = Normalise(password);
        if (!Fits(normal)) return $"Must have from {Shortest} to {Longest} characters.";
        if (IsCommon(normal)) return "Is one of the passwords that are guessed first; choose another.";
        var plain = normal.Trim();
        return Is(plain, email) || Is(plain, email.Split('@')[0]) || Is(plain, name) ? "May be neither the e-mail address nor the name." : null;
    }

    private static bool Is(string password, string? other) => password.Equals(other?.Trim(), StringComparison.OrdinalIgnoreCase);
}

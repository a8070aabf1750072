using System.Diagnostics.CodeAnalysis;
using System.Text;
using OrleansStore.Silo.Accounts;

namespace OrleansStore.Api.Http;

/// <summary>An input that can say what is wrong with it.</summary>
public interface IInput
{
    /// <summary>Names what is missing, too long or out of range; rules that need state are the grains' business.</summary>
    void Check(Checks checks);
}

/// <summary>Gathers what is wrong with an input, by field.</summary>
public sealed class Checks
{
    private Dictionary<string, List<string>>? errors;

    /// <summary>The refusal, or null when nothing is wrong.</summary>
    public static Problem? Run(IInput input)
    {
        var checks = new Checks();
        input.Check(checks);
        return checks.errors is null ? null : Problems.Validation(checks.errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    /// <summary>Whether a text names one value; numbers and lists, which the framework reads too, name none.</summary>
    public static bool IsName<T>(string text, out T value)
        where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && text.All(char.IsAsciiLetter);

    /// <summary>Something is wrong with a field.</summary>
    public Checks Fail(string field, string message)
    {
        errors ??= [];
        if (!errors.TryGetValue(field, out var messages)) errors.Add(field, messages = []);
        messages.Add(message);
        return this;
    }

    /// <summary>The field must hold something.</summary>
    public bool Has<T>(string field, [NotNullWhen(true)] T? value)
    {
        if (value is null) Fail(field, "Required.");
        return value is not null;
    }

    /// <summary>The field must hold something.</summary>
    public Checks Required<T>(string field, T? value)
    {
        Has(field, value);
        return this;
    }

    /// <summary>A text of at least <paramref name="min"/> and at most <paramref name="max"/> characters, none of them a control character.</summary>
    public Checks Text(string field, string? value, int max, int min = 1) => Has(field, value) ? OptionalText(field, value, max, min) : this;

    /// <summary>The same where the text may be absent.</summary>
    public Checks OptionalText(string field, string? value, int max, int min = 1)
    {
        if (value is null) return this;
        var length = value.AsSpan().Trim().Length;
        if (length < min || value.Length > max) return Fail(field, $"Must have from {min} to {max} characters.");
        return value.AsSpan().IndexOfAnyInRange('\0', '\x1f') is var at && at >= 0 && value[at] is not ('\n' or '\r' or '\t')
            ? Fail(field, "Must not contain control characters.")
            : this;
    }

    /// <summary>A new password: long enough. What is asked of it beside that depends on whose it is.</summary>
    public Checks Password(string field, string? value) => Text(field, value, PasswordPolicy.Longest, PasswordPolicy.Shortest);

    /// <summary>A number within limits.</summary>
    public Checks Range(string field, long? value, long min, long max) =>
        Has(field, value) && (value < min || value > max) ? Fail(field, $"Must be from {min} to {max}.") : this;

    /// <summary>An e-mail address: something, an @, a domain, no spaces.</summary>
    public Checks Email(string field, string? value, int max)
    {
        if (!Has(field, value)) return this;
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var wellFormed = at > 0 && at < value.Length - 1 && value.IndexOf('@', at + 1) < 0
            && !value.AsSpan().ContainsAnyInRange('\0', ' ') && Encoding.UTF8.GetByteCount(value) <= max;
        return wellFormed ? this : Fail(field, $"Must be an e-mail address of at most {max} bytes.");
    }

    /// <summary>What a country must be, for people.</summary>
    public const string CountryRule = "Must be a country code of two letters (ISO 3166-1).";

    /// <summary>Whether it looks like a country of ISO 3166-1 alpha-2.</summary>
    public static bool IsCountry(string value) => value.Length == 2 && value.All(char.IsAsciiLetter);

    /// <summary>A country of ISO 3166-1 alpha-2.</summary>
    public Checks Country(string field, string? value) =>
        Has(field, value) && !IsCountry(value)
            ? Fail(field, CountryRule)
            : this;

    /// <summary>Checks an input inside this one; its fields are named after the field it stands in.</summary>
    public Checks Nested(string field, IInput? value)
    {
        if (!Has(field, value)) return this;
        var inner = new Checks();
        value.Check(inner);
        foreach (var (name, messages) in inner.errors ?? [])
            foreach (var message in messages) Fail($"{field}.{name}", message);
        return this;
    }
}

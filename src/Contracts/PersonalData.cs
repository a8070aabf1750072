namespace OrleansStore.Contracts;

/// <summary>
/// A member of an event that tells something of a person: it is stored sealed with the key of the person it is about, and
/// gone once that key is destroyed. A text, an object or a list.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>What is known of people.</summary>
public static class PersonalData
{
    /// <summary>What stands where a text was before the person was erased.</summary>
    public const string Erased = "[erased]";
}

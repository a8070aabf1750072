namespace Orleans.Embedded;

/// <summary>How a call shares its activation with others.</summary>
[Flags]
public enum CallKind : byte
{
    /// <summary>Alone.</summary>
    Exclusive = 0,

    /// <summary>With other read-only calls.</summary>
    ReadOnly = 1,

    /// <summary>With all others.</summary>
    Interleaving = 2,

    /// <summary>The caller does not wait.</summary>
    OneWay = 4,

    /// <summary>Belongs to this activation (a timer's tick): dropped when the activation goes.</summary>
    Local = 8,

    /// <summary>Does not count as use of the grain.</summary>
    NoUse = 16,
}

namespace OrleansStore.Contracts;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In minor units (cents).</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
[GenerateSerializer, Immutable, Alias("store.money")]
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <exception cref="InvalidOperationException">The currencies differ: a bug, for input is checked before.</exception>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Amount + b.Amount), Same(a, b));

    /// <inheritdoc cref="op_Addition"/>
    public static Money operator -(Money a, Money b) => new(checked(a.Amount - b.Amount), Same(a, b));

    /// <summary>So many times the amount.</summary>
    public static Money operator *(Money a, int times) => new(checked(a.Amount * times), a.Currency);

    private static string Same(Money a, Money b) => a.Currency == b.Currency
        ? a.Currency
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not add up.");
}

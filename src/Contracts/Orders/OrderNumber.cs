using System.Buffers.Binary;
using System.Globalization;

namespace OrleansStore.Contracts.Orders;

/// <summary>The short number people call an order by, such as <c>261121-7K3QH2</c>.</summary>
public static class OrderNumber
{
    // Crockford's base 32: no I, L, O, U, so that it can be read out on the telephone.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int DateLength = 6;
    private const int CodeLength = 6;

    /// <summary>The number of an order: the UTC day it was placed and six characters of the random end of its id.</summary>
    /// <remarks>For people: two of the 2³⁰ codes of one day may be the same, so nothing is looked up by it alone.</remarks>
    public static string Of(Guid orderId, DateTimeOffset placedAt) =>
        string.Create(DateLength + 1 + CodeLength, (orderId, placedAt), static (number, order) =>
        {
            order.placedAt.UtcDateTime.TryFormat(number, out _, "yyMMdd", CultureInfo.InvariantCulture);
            number[DateLength] = '-';
            Span<byte> id = stackalloc byte[16];
            order.orderId.TryWriteBytes(id);
            var code = BinaryPrimitives.ReadUInt32BigEndian(id[12..]);
            for (var i = number.Length - 1; i > DateLength; i--, code >>= 5) number[i] = Alphabet[(int)(code & 31)];
        });

    /// <summary>What a character of a code stands for, from 0 to 31; null when it is none. Look-alikes count as what they look like.</summary>
    public static int? ValueOf(char character)
    {
        var written = char.ToUpperInvariant(character) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
        return Alphabet.IndexOf(written, StringComparison.Ordinal) is var value and >= 0 ? value : null;
    }
}

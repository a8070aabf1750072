using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>What two generations of a projection's tables come to at one position.</summary>
/// <param name="Live">Of the live tables.</param>
/// <param name="Built">Of those built beside them.</param>
internal sealed record TableChecksums(string Live, string Built)
{
    /// <summary>Reads both through one snapshot, which it closes.</summary>
    public static TableChecksums Read(RowConnection snapshot, string projection, int live, int built, IReadOnlyList<string> tables)
    {
        using (snapshot)
            return new TableChecksums(Of(snapshot.Tables(projection, live), tables), Of(snapshot.Tables(projection, built), tables));
    }

    /// <summary>
    /// The sum, modulo 2¹²⁸, of the first half of SHA-256 of each row with its table's name: rows have no order, so none may count.
    /// </summary>
    public static string Of(TableSet tables, IReadOnlyList<string> names)
    {
        var sum = UInt128.Zero;
        var buffer = new ArrayBufferWriter<byte>(1_024);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var name in names)
        {
            var rows = tables.Statement($"SELECT * FROM @{name}");
            while (rows.Step())
            {
                buffer.ResetWrittenCount();
                buffer.Write(System.Text.Encoding.UTF8.GetBytes(name));
                rows.WriteRow(buffer);
                SHA256.HashData(buffer.WrittenSpan, hash);
                unchecked
                {
                    sum += BinaryPrimitives.ReadUInt128BigEndian(hash);
                }
            }
        }

        return sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Which part of what a search finds is being gone through.</summary>
internal enum Section
{
    /// <summary>All of it, in one order.</summary>
    Whole = 0,

    /// <summary>What has all the words in its name, stretch by stretch of the catalog.</summary>
    Names = 1,

    /// <summary>What has them otherwise, stretch by stretch.</summary>
    Rest = 2,
}

/// <summary>Where a page of a sorted or searched list ended.</summary>
/// <param name="Last">The place of its last product, by the values it had then: what has not changed is met once, whatever else came, went or moved.</param>
/// <param name="Low">The first stretch of the window (in fine ones), and the first after it; both 0 for all.</param>
/// <param name="Plan">What is searched for; null without a search.</param>
internal sealed record SearchCursor(CatalogSort Sort, Place Last, Section Section, long Low, long High, SearchPlan? Plan)
{
    private const byte Form = 2;
    private const int LongestBytes = 3_000;

    /// <summary>Of a window, in fine stretches; none of ours is wider, and each is looked up by name.</summary>
    private const long Widest = (SearchLimits.Stretches + 1L) << (ProductWords.CoarseStretch - ProductWords.FineStretch);

    private const int MostTerms = ReadModelLimits.SearchWords, MostChoices = SearchLimits.Guesses + 1, MostIgnored = ReadModelLimits.SearchWords;

    public string Encode(CatalogQuery query)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Form);
        writer.Write(Fingerprint(query, Sort));
        writer.Write((byte)Section);
        writer.Write7BitEncodedInt64(Low);
        writer.Write7BitEncodedInt64(High);
        writer.Write7BitEncodedInt64(Last.Number);
        writer.Write7BitEncodedInt64(Last.Position);
        writer.Write(Last.Name);
        writer.Write(Plan is not null);
        if (Plan is not null) Write(writer, Plan);
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <exception cref="InvalidCursorException">It was not made by <see cref="Encode"/>, or for another question.</exception>
    public static SearchCursor Decode(string cursor, CatalogQuery query, CatalogSort sort)
    {
        if (cursor.Length > Base64Url.GetEncodedLength(LongestBytes) || !Base64Url.IsValid(cursor)) throw new InvalidCursorException();
        try
        {
            using var reader = new BinaryReader(new MemoryStream(Base64Url.DecodeFromChars(cursor)), Encoding.UTF8);
            if (reader.ReadByte() != Form || reader.ReadUInt32() != Fingerprint(query, sort)) throw new InvalidCursorException();
            var section = (Section)reader.ReadByte();
            var (low, high) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            var number = reader.Read7BitEncodedInt64();
            var position = reader.Read7BitEncodedInt64();
            var place = new Place(number, reader.ReadString(), position);
            var plan = reader.ReadBoolean() ? ReadPlan(reader) : null;
            var sound = section is >= Section.Whole and <= Section.Rest && low >= 0 && low <= high && high - low <= Widest && high <= int.MaxValue && place.Name.Length <= SearchLimits.NameLetters
                && (plan is not null) == query.IsSearch && reader.BaseStream.Position == reader.BaseStream.Length;
            return sound ? new SearchCursor(sort, place, section, low, high, plan) : throw new InvalidCursorException();
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidCursorException();
        }
    }

    /// <summary>A cursor of one question says nothing about another's order.</summary>
    private static uint Fingerprint(CatalogQuery query, CatalogSort sort)
    {
        var asked = string.Join('\u001f', (object?[])[query.Search, query.Category, query.Tag, query.MinPrice, query.MaxPrice, query.InStockOnly, query.MinRating, (int)sort]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(asked), hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }

    private static void Write(BinaryWriter writer, SearchPlan plan)
    {
        writer.Write(plan.Whole);
        writer.Write((byte)plan.Terms.Length);
        foreach (var term in plan.Terms)
        {
            writer.Write7BitEncodedInt64(term.Products);
            writer.Write((byte)term.Choices.Length);
            foreach (var choice in term.Choices)
            {
                writer.Write(choice.Word);
                writer.Write(choice.Begins);
                writer.Write((byte)choice.Edits);
            }
        }

        writer.Write((byte)plan.Ignored.Length);
        foreach (var word in plan.Ignored) writer.Write(word);
    }

    private static SearchPlan ReadPlan(BinaryReader reader)
    {
        var whole = reader.ReadString();
        var terms = new SearchTerm[Bounded(reader, MostTerms)];
        for (var i = 0; i < terms.Length; i++)
        {
            var products = reader.Read7BitEncodedInt64();
            var choices = new SearchChoice[Bounded(reader, MostChoices)];
            for (var j = 0; j < choices.Length; j++) choices[j] = new SearchChoice(Word(reader), reader.ReadBoolean(), reader.ReadByte());
            terms[i] = new SearchTerm([.. choices], Math.Max(0, products));
        }

        var ignored = new string[Bounded(reader, MostIgnored)];
        for (var i = 0; i < ignored.Length; i++) ignored[i] = Word(reader);
        return new SearchPlan([.. terms], whole, [.. ignored]);
    }

    private static int Bounded(BinaryReader reader, int most) => reader.ReadByte() is var count && count <= most ? count : throw new InvalidCursorException();

    // Words go into the databases' own search languages: letters and digits mean nothing there.
    private static string Word(BinaryReader reader) =>
        reader.ReadString() is { Length: > 0 and <= WordBreaker.Longest } word && word.All(char.IsLetterOrDigit) ? word : throw new InvalidCursorException();
}

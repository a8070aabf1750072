using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OrleansStore.Contracts;
using OrleansStore.Journal;

namespace OrleansStore.Silo.Tokens;

/// <summary>The keys that protect tokens, in the journal's store: what one node signs, every other accepts.</summary>
/// <remarks>The framework asks for them in the foreground, at the start and once in months.</remarks>
internal sealed class SharedKeys(IDurableRows rows, IIdSource ids) : IXmlRepository
{
    private const string Table = "keys";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var stored = rows.ReadRowsAsync(Table).AsTask().GetAwaiter().GetResult();
        return [.. stored.Select(row => XElement.Parse(Encoding.UTF8.GetString(row.Value.Span)))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        var value = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        rows.UpsertRowAsync(Table, $"{friendlyName}-{ids.NewId():N}", value).AsTask().GetAwaiter().GetResult();
    }
}

using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Audit;

namespace OrleansStore.Api.Access;

/// <summary>What can be asked of the audit trail.</summary>
internal sealed class AuditHandlers(IAuditQueries audit)
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Parameters = ["after", "limit", "cursor", "actor", "object"];

    /// <summary>A page: newest first, or after a position oldest first.</summary>
    public async Task<Answer> List(Call call, IQueryCollection query)
    {
        if (ListQuery.ReadLimit(query["limit"], out var limit) is { } problem) return problem;
        long? after = null;
        if (query["after"].ToString() is { Length: > 0 } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                return Problems.Validation("after", "Must be a position, a whole number from 0.");
            after = position;
        }

        return Answer.Of(await audit.ListAsync(new AuditQuery(after, Text(query["cursor"]), Text(query["actor"]), Text(query["object"]), limit)));
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

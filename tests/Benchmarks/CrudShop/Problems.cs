using Microsoft.AspNetCore.Http.HttpResults;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Problem details with a stable code.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code) =>
        TypedResults.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}

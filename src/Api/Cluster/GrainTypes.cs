using System.Text.Json;

namespace OrleansStore.Api.Cluster;

/// <summary>What grains are called: by the noun that their class is named after.</summary>
internal static class GrainTypes
{
    private const string Store = "OrleansStore.";
    private const string Suffix = "Grain";

    /// <summary>The noun.</summary>
    /// <param name="grainClass">As the engine tells it: <c>Namespace.Name,Assembly</c>.</param>
    /// <returns>Null for the engine's own grains: which there are is the engine's business.</returns>
    public static string? NounOf(string grainClass)
    {
        if (!grainClass.StartsWith(Store, StringComparison.Ordinal)) return null;
        var name = grainClass.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return JsonNamingPolicy.CamelCase.ConvertName(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }
}

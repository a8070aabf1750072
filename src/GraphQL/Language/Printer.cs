namespace OrleansStore.GraphQL.Language;

/// <summary>Writes syntax trees in the GraphQL language.</summary>
public static class Printer
{
    /// <summary>The node in the GraphQL language.</summary>
    public static string Print(Node node) => throw new NotImplementedException();
}

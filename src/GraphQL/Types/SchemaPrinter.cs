namespace OrleansStore.GraphQL.Types;

internal static class SchemaPrinter
{
    public static string Print(Schema schema) => throw new NotImplementedException();
}

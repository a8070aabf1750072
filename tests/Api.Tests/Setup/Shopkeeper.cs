namespace OrleansStore.Api.Tests.Setup;

/// <summary>Who runs the shops of tests.</summary>
internal static class Shopkeeper
{
    public const string Email = "boss@example.com";
    public const string Password = "correct horse battery";
}

namespace OrleansStore.Contracts;

/// <summary>
/// The journal could not store or load what a grain needed. A command that got this may be sent again with the same id.
/// </summary>
[GenerateSerializer, Alias("store.storageUnavailable")]
public sealed class StorageUnavailableException : Exception
{
    /// <param name="fault">Stable reason, such as <c>full</c> or <c>unreachable</c>.</param>
    public StorageUnavailableException(string fault, string message)
        : base(message) => Fault = fault;

    /// <summary>Stable reason.</summary>
    [Id(0)]
    public string Fault { get; private set; }
}

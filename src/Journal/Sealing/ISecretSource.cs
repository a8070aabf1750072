namespace OrleansStore.Journal.Sealing;

/// <summary>Where keys come from: bytes that nobody can guess.</summary>
public interface ISecretSource
{
    /// <summary>Fills the span.</summary>
    void Fill(Span<byte> secret);
}

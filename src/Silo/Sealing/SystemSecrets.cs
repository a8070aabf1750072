using System.Security.Cryptography;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Silo.Sealing;

/// <summary>Secrets of the operating system's making.</summary>
internal sealed class SystemSecrets : ISecretSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> secret) => RandomNumberGenerator.Fill(secret);
}

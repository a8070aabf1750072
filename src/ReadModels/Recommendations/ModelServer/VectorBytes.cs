using System.Runtime.InteropServices;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>A vector as it is stored: its numbers as little-endian floats, as every machine has them that .NET runs on.</summary>
internal static class VectorBytes
{
    public static ReadOnlySpan<byte> Of(float[] vector) => MemoryMarshal.AsBytes<float>(vector);

    public static float[] Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}

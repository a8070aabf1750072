using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>A type that is to be copied has no <see cref="GenerateSerializerAttribute"/>.</summary>
/// <remarks>Orleans: src/Orleans.Serialization/Exceptions.cs</remarks>
public class CodecNotFoundException : OrleansException
{
    /// <summary>With a message.</summary>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }
}

using Orleans.Embedded;

namespace Orleans.Runtime;

/// <summary>A reference to a grain, whether or not it is active; equal when the grains are.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Runtime/GrainReference.cs</remarks>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(ReferenceTarget target, IdSpan key)
    {
        Target = target;
        Key = key;
    }

    /// <summary>The grain's identity.</summary>
    public GrainId GrainId => new(Target.GrainType, Key);

    /// <summary>The interface of this reference.</summary>
    public GrainInterfaceType InterfaceType => Target.InterfaceType;

    /// <summary>The interface's name.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    internal ReferenceTarget Target { get; }

    internal IdSpan Key { get; }

    /// <summary>The same grain by another interface.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable =>
        (TGrainInterface)CastTo(typeof(TGrainInterface));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    internal object CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Target.Factory.CreateReference(interfaceType, GrainId);

    /// <summary>Equality.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1?.Equals(reference2) ?? reference2 is null;

    /// <summary>Inequality.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}

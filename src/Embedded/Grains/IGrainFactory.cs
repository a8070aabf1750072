using Orleans.Runtime;

namespace Orleans;

/// <summary>Gives references to grains; a grain need not be created before it is called.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/IGrainFactory.cs (keys with an extension and observers are not offered)</remarks>
public interface IGrainFactory
{
    /// <summary>A reference to a grain with a GUID key.</summary>
    /// <param name="grainClassNamePrefix">The beginning of the class's full name, when several classes have the interface.</param>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithGuidKey;

    /// <summary>A reference to a grain with an integer key.</summary>
    /// <param name="grainClassNamePrefix">The beginning of the class's full name, when several classes have the interface.</param>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>A reference to a grain with a key in text.</summary>
    /// <param name="grainClassNamePrefix">The beginning of the class's full name, when several classes have the interface.</param>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to a grain with a GUID key.</summary>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    /// <summary>A reference to a grain with an integer key.</summary>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    /// <summary>A reference to a grain with a key in text.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to the grain <paramref name="grainId"/>.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

    /// <summary>A reference to the grain <paramref name="grainId"/> that has no interface yet; see <see cref="GrainExtensions.AsReference{T}"/>.</summary>
    IAddressable GetGrain(GrainId grainId);
}

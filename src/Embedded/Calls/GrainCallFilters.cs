using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

// Orleans: src/Orleans.Core.Abstractions/Core/IGrainCallContext.cs, IGrainCallFilter.cs

/// <summary>A filter of outgoing calls as a delegate.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);

/// <summary>A filter of incoming calls as a delegate.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>A call on its way through filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The request.</summary>
    IInvokable Request { get; }

    /// <summary>The grain, or on the caller's side a reference to it.</summary>
    object Grain { get; }

    /// <summary>The calling grain, if a grain calls.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The interface's name.</summary>
    string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The interface's method.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once the call has run.</summary>
    object? Result { get; set; }

    /// <summary>The outcome, once the call has run.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on to the next filter and in the end to the grain; throws what the grain threw.</summary>
    Task Invoke();
}

/// <summary>A call on the grain's side.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The class's method.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call on the caller's side.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation, if a grain calls.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Sees calls on the grain's side. A grain class may be one, for its own calls.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Sees one call; it must call <see cref="IGrainCallContext.Invoke"/> for the call to go on.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Sees calls on the caller's side.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Sees one call; it must call <see cref="IGrainCallContext.Invoke"/> for the call to go on.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

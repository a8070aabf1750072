using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>The call filters of an engine.</summary>
internal sealed class CallFilters(EmbeddedEngine engine)
{
    private readonly IIncomingGrainCallFilter[] _incoming = [.. engine.Services.GetServices<IIncomingGrainCallFilter>()];
    private readonly IOutgoingGrainCallFilter[] _outgoing = [.. engine.Services.GetServices<IOutgoingGrainCallFilter>()];

    public bool Any => _incoming.Length + _outgoing.Length > 0;

    public bool HasOutgoing => _outgoing.Length > 0;

    public bool HasIncoming(Activation activation) => _incoming.Length > 0 || activation.Class.FiltersOwnCalls;

    public async Task<Response> CallOutgoing(Request request, GrainReference reference, Func<Task> send)
    {
        var context = new OutgoingCall(request, reference, Activation.RunningOne, _outgoing, send);
        await context.Invoke();
        return context.Response ?? throw new InvalidOperationException("A filter of outgoing calls neither went on nor set a result.");
    }

    public Task CallIncoming(Request request, Activation activation)
    {
        var own = activation.GrainInstance as IIncomingGrainCallFilter;
        var context = new IncomingCall(request, activation, own is null ? _incoming : [.. _incoming, own]);
        return Finish(context, request);

        static async Task Finish(IncomingCall context, Request request)
        {
            await context.Invoke();
            request.Filtered = context.Response ?? Response.Completed;
        }
    }

    private abstract class Call(Request request) : IGrainCallContext
    {
        private int _next;

        public IInvokable Request => request;

        public abstract object Grain { get; }

        public GrainId? SourceId => request.Source?.GrainId;

        public abstract GrainId TargetId { get; }

        public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

        public string InterfaceName => request.GetInterfaceName();

        public string MethodName => request.GetMethodName();

        public MethodInfo InterfaceMethod => request.GetMethod();

        public object? Result
        {
            get => Response?.Result;
            set => Response = Response.FromResult(value);
        }

        public Response? Response { get; set; }

        public Task Invoke() => Step(_next++);

        protected abstract Task Step(int index);
    }

    private sealed class IncomingCall(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
        : Call(request), IIncomingGrainCallContext
    {
        private readonly Request _request = request;

        public override object Grain => activation.GrainInstance!;

        public override GrainId TargetId => activation.GrainId;

        public IGrainContext TargetContext => activation;

        public MethodInfo ImplementationMethod
        {
            get
            {
                var map = activation.Class.Type.GetInterfaceMap(_request.Method.InterfaceType);
                return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
            }
        }

        protected override async Task Step(int index)
        {
            if (index < filters.Length)
            {
                await filters[index].Invoke(this);
                return;
            }

            try
            {
                var task = _request.Call(Grain);
                await task;
                Response = _request.ResponseOf(task);
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }

    private sealed class OutgoingCall(
        Request request, GrainReference reference, Activation? source, IOutgoingGrainCallFilter[] filters, Func<Task> send)
        : Call(request), IOutgoingGrainCallContext
    {
        private readonly Request _request = request;

        public override object Grain => reference;

        public override GrainId TargetId => reference.GrainId;

        public IGrainContext? SourceContext => source;

        protected override async Task Step(int index)
        {
            if (index < filters.Length)
            {
                await filters[index].Invoke(this);
                return;
            }

            try
            {
                await send();
                Response = _request.ResponseOf(_request.AnswerTask);
            }
            catch (Exception exception)
            {
                Response = Response.FromException(exception);
                throw;
            }
        }
    }
}

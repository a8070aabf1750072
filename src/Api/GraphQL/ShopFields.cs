using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.GraphQL;

/// <summary>Connects the fields of one noun with its use cases.</summary>
internal interface IFieldSource
{
    /// <summary>Connects them.</summary>
    void Connect(ShopFields fields);
}

/// <summary>Connects fields with use cases: one line a field. Every one says whom it is for, and goes through the door.</summary>
internal sealed class ShopFields(SchemaBuilder builder, ShopDoor door)
{
    /// <summary>What a field costs that a use case answers.</summary>
    private const int UseCase = 10;

    private readonly List<ShopField> _all = [];

    /// <summary>All that were connected.</summary>
    public IReadOnlyList<ShopField> All => _all;

    /// <summary>The fields that are resolved here and need no JSON member.</summary>
    public HashSet<(string Type, string Name)> Resolved { get; } = [];

    /// <summary>A read at the root.</summary>
    /// <param name="shape">What the answer is to the fields below; the JSON itself if not said.</param>
    public void Read(string name, string? route, Policy policy, Func<FieldContext, Call, Task<Answer>> handle, Func<Answer, object?>? shape = null, LimitClass limit = LimitClass.Read) =>
        Read("Query", name, route, policy, handle, shape, limit);

    /// <summary>A read that hangs on a type.</summary>
    /// <param name="isNobodys">Whether what is asked of an object is nobody's, so that it is kept from nobody.</param>
    public void Read(
        string type, string name, string? route, Policy policy, Func<FieldContext, Call, Task<Answer>> handle, Func<Answer, object?>? shape = null, LimitClass limit = LimitClass.Read,
        Func<FieldContext, bool>? isNobodys = null)
    {
        var field = new ShopField(type, name, policy, limit, route);
        Add(field, isNobodys).Resolve(async context => (shape ?? ShopJson.Of)(await door.ReadAsync(context, field, call => handle(context, call))));
    }

    /// <summary>A read of the one thing that the route names.</summary>
    public void ReadOne(string name, string route, Policy policy, Func<Call, Guid, Task<Answer>> handle, Func<Answer, object?>? shape = null) =>
        ReadOne(name, route, policy, (_, call, id) => handle(call, id), shape);

    /// <inheritdoc cref="ReadOne(string, string, Policy, Func{Call, Guid, Task{Answer}}, Func{Answer, object}?)"/>
    public void ReadOne(string name, string route, Policy policy, Func<FieldContext, Call, Guid, Task<Answer>> handle, Func<Answer, object?>? shape = null) =>
        Read(name, route, policy, (context, call) => FieldInputs.Id(context, FieldInputs.InRoute(route)[0]) is { } id ? handle(context, call, id) : NotFound, shape);

    /// <summary>A page of a list at the root.</summary>
    public void Page(string name, string route, Policy policy, Func<FieldContext, Call, int, string?, Task<Answer>> page, LimitClass limit = LimitClass.Read) =>
        Read(name, route, policy, (context, call) => FieldPages.ReadAsync(context, (count, cursor) => page(context, call, count, cursor)), limit: limit);

    /// <summary>A command.</summary>
    public void Write<T>(string name, string route, Policy policy, Func<Call, T, Task<Answer>> handle, Func<Answer, object?>? shape = null, LimitClass limit = LimitClass.Write)
        where T : class, IInput => Write<T>(name, route, policy, (_, call, input) => handle(call, input), shape, limit);

    /// <summary>A command to one thing.</summary>
    public void Write<T>(string name, string route, Policy policy, Func<Call, Guid, T, Task<Answer>> handle, Func<Answer, object?>? shape = null, LimitClass limit = LimitClass.Write)
        where T : class, IInput
    {
        var id = FieldInputs.InRoute(route)[0];
        Write<T>(name, route, policy, (context, call, input) => FieldInputs.Id(context, id) is { } thing ? handle(call, thing, input) : NotFound, shape, limit);
    }

    /// <summary>A command to one thing of another.</summary>
    public void Write<T>(string name, string route, Policy policy, Func<Call, Guid, Guid, T, Task<Answer>> handle, Func<Answer, object?>? shape = null)
        where T : class, IInput
    {
        var ids = FieldInputs.InRoute(route);
        Write<T>(
            name, route, policy,
            (context, call, input) => FieldInputs.Id(context, ids[0]) is { } first && FieldInputs.Id(context, ids[1]) is { } second ? handle(call, first, second, input) : NotFound, shape);
    }

    /// <summary>A command whose handler looks at more than its input.</summary>
    public void Write<T>(
        string name, string route, Policy policy, Func<FieldContext, Call, T, Task<Answer>> handle, Func<Answer, object?>? shape = null, LimitClass limit = LimitClass.Write)
        where T : class, IInput
    {
        var field = new ShopField("Mutation", name, policy, limit, route);
        Add(field).Resolve(async context => (shape ?? ShopJson.Of)(await door.WriteAsync<T>(context, field, (call, input) => handle(context, call, input))));
    }

    /// <summary>Something to follow. The door is asked when it is opened: what is told then is no call, and none of it may be refused for coming too fast.</summary>
    public void Follow(string name, Policy policy, Func<FieldContext, Call, ValueTask<IAsyncEnumerable<object?>>> open)
    {
        var field = new ShopField("Subscription", name, policy, LimitClass.Read, null);
        Declare(field).Subscribe(context => door.Check(context, field) is { } refusal
            ? throw refusal
            : open(context, new Call(context.Context<ShopRequest>().Caller, policy, ShopDoor.AuditName(context, field))));
    }

    /// <summary>Says how many things a field brings, for what is asked of them is counted so often.</summary>
    /// <param name="argument">The argument that says it.</param>
    public void Size(string type, string name, int assumed, params string[] argument) => builder.Field(type, name).ListSize(assumed, argument);

    /// <summary>A field that reads what is there, or has it loaded; who sees the object sees it.</summary>
    public FieldBuilder On(string type, string name)
    {
        Resolved.Add((type, name));
        return builder.Field(type, name);
    }

    /// <summary>The refusal that a problem is; who was kept from what is noted where that was decided.</summary>
    public static GraphQLException Refuse(FieldContext context, Problem problem) => context.Context<ShopRequest>().Refuse(problem);

    private static Task<Answer> NotFound => Task.FromResult<Answer>(Problems.NotFound());

    private FieldBuilder Add(ShopField field, Func<FieldContext, bool>? isNobodys = null) =>
        Declare(field).Guard(context => new(isNobodys?.Invoke(context) is true ? null : door.Check(context, field)));

    private FieldBuilder Declare(ShopField field)
    {
        _all.Add(field);
        return On(field.Type, field.Name).With(field).Cost(UseCase);
    }
}

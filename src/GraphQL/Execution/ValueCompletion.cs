using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Makes parts of an answer of what resolvers returned (CompleteValue of the specification).</summary>
internal sealed class ValueCompletion(RequestRun run)
{
    public void Complete(FieldPlan field, GraphType type, object? value, ResultContainer target, int index)
    {
        if (SourceMembers.IsNull(value))
        {
            if (type is NonNullType) Fail(field, type, target, index, new GraphQLException($"Cannot return null for non-nullable field {NameOf(field)}."));
            else target[index] = null;
            return;
        }

        switch (type.Nullable)
        {
            case var _ when value is Exception error: Fail(field, type, target, index, error); break;
            case ScalarType or EnumType: CompleteLeaf(field, type, value!, target, index); break;
            case ListType list: CompleteList(field, type, list.Of, value!, target, index); break;
            case ObjectType objectType: CompleteObject(field, type, objectType, value!, target, index); break;
            default: CompleteAbstract(field, type, value!, target, index); break;
        }
    }

    private void CompleteLeaf(FieldPlan field, GraphType type, object value, ResultContainer target, int index)
    {
        try
        {
            var leaf = type.Nullable switch
            {
                ScalarType scalar => scalar.Serialize(value) ?? throw new InvalidOperationException($"{scalar} made null of a value."),
                EnumType options => NameOf(options, value),
                _ => throw new InvalidOperationException($"{type} is no leaf."),
            };
            target[index] = leaf;
            run.Grow(BytesOf(leaf));
        }
        catch (Exception e)
        {
            Fail(field, type, target, index, e);
        }
    }

    private void CompleteList(FieldPlan field, GraphType type, GraphType itemType, object value, ResultContainer target, int index)
    {
        var items = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } element => element.EnumerateArray(),
            string or JsonElement or IDictionary or IReadOnlyDictionary<string, object?> => null,
            _ => value as IEnumerable,
        };
        if (items is null)
        {
            Fail(field, type, target, index, new GraphQLException($"Expected Iterable, but did not find one for field \"{NameOf(field)}\"."));
            return;
        }

        var list = new ResultList(value is ICollection counted ? counted.Count : 4);
        list.Attach(target, index, type is NonNullType);
        IEnumerator? enumerator = null;
        try
        {
            enumerator = items.GetEnumerator();
            for (var i = 0; !list.Dead && !run.IsTooLarge && Next(enumerator, field, type, target, index, list); i++)
            {
                list.AddSlot();
                run.Grow(4);
                Complete(field, itemType, enumerator.Current, list, i);
            }
        }
        finally
        {
            (enumerator as IDisposable)?.Dispose();
        }
    }

    /// <summary>A list that is computed while it is read may fail in the middle: then it is no list at all.</summary>
    private bool Next(IEnumerator enumerator, FieldPlan field, GraphType type, ResultContainer target, int index, ResultList list)
    {
        try
        {
            return enumerator.MoveNext();
        }
        catch (Exception e)
        {
            Fail(field, type, target, index, e);
            list.Nullify();
            return false;
        }
    }

    private void CompleteAbstract(FieldPlan field, GraphType type, object value, ResultContainer target, int index)
    {
        var general = type.Named;
        try
        {
            var name = NameOfType(general, value)
                ?? throw new GraphQLException($"Abstract type \"{general.Name}\" must resolve to an Object type at runtime for field \"{NameOf(field)}\". Either the \"{general.Name}\" type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function.");
            var found = run.Schema.Find(name)
                ?? throw new GraphQLException($"Abstract type \"{general.Name}\" was resolved to a type \"{name}\" that does not exist inside the schema.");
            if (found is not ObjectType special) throw new GraphQLException($"Abstract type \"{general.Name}\" was resolved to a non-object type \"{name}\".");
            if (!run.Schema.IsSubType(general, special))
                throw new GraphQLException($"Runtime Object type \"{special.Name}\" is not a possible type for \"{general.Name}\".");
            CompleteObject(field, type, special, value, target, index);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fail(field, type, target, index, e);
        }
    }

    private void CompleteObject(FieldPlan field, GraphType type, ObjectType objectType, object value, ResultContainer target, int index)
    {
        SelectionPlan plan;
        try
        {
            if (objectType.IsTypeOf?.Invoke(value) == false)
                throw new GraphQLException($"Expected value of type \"{objectType.Name}\" but got: {Inspect.Value(value)}.");
            plan = field.PlanFor(objectType, run);
        }
        catch (Exception e)
        {
            Fail(field, type, target, index, e);
            return;
        }

        var data = new ResultObject(plan.Fields);
        data.Attach(target, index, type is NonNullType);
        run.Grow(plan.Bytes);
        run.ExecuteFields(plan, value, data);
    }

    private static int BytesOf(object leaf) => leaf switch
    {
        string text => text.Length + 2,
        JsonElement { ValueKind: not JsonValueKind.Undefined } json => JsonMarshal.GetRawUtf8Value(json).Length,
        _ => 8,
    };

    private string? NameOfType(NamedType general, object value)
    {
        var resolve = general switch
        {
            InterfaceType type => type.ResolveType,
            UnionType union => union.ResolveType,
            _ => null,
        };
        if (resolve is not null) return resolve(value);
        return SourceMembers.TypeName(value) ?? run.Schema.PossibleTypes(general).FirstOrDefault(t => t.IsTypeOf?.Invoke(value) == true)?.Name;
    }

    private static string NameOf(EnumType type, object value)
    {
        var found = value is JsonElement { ValueKind: JsonValueKind.String } element ? type.Find(element.GetString()!) : type.FindByValue(value);
        return found?.Name ?? throw new GraphQLException($"Enum \"{type.Name}\" cannot represent value: {Inspect.Value(value)}");
    }

    private static string NameOf(FieldPlan field) => $"{field.ParentType.Name}.{field.Definition.Name}";

    private void Fail(FieldPlan field, GraphType type, ResultContainer target, int index, Exception e) => run.Fail(field, target, index, type, e);
}
